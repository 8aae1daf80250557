/**
 * The way of a request through the API, in the documented order:
 * route → token and rate limit → scope → arguments → lookups and action.
 */
import { resolveArguments } from './arguments.ts';
import { apiError, ApiError } from './errors.ts';
import type { SimulatorRequest } from './http.ts';
import type { JsonObject } from './json.ts';
import type { Match } from './routes.ts';
import type { Admission, Token } from './tokens.ts';
import type { World } from './world.ts';

export interface Answer {
  status: number;
  body: JsonObject;
  isError: boolean;
}

export interface Visit {
  request: SimulatorRequest;
  match: Match | null;
  admission: Admission;
  /** Unix milliseconds. */
  now: number;
  requestId: string;
}

/** Answers one request, whatever happens: what is no ApiError becomes 500 unhandled_exception. */
export function answer(world: World, visit: Visit): Answer {
  try {
    return { status: 200, body: run(world, visit), isError: false };
  } catch (error) {
    return errorAnswer(
      error instanceof ApiError ? error : apiError('unhandled_exception'),
      world.settings.wrapErrors,
    );
  }
}

/** An error as it goes over the wire; wrapped is what the cloud does, unwrapped what its document shows. */
export function errorAnswer(error: ApiError, isWrapped: boolean): Answer {
  const body: JsonObject = { code: error.code, description: error.message, detail: error.detail };
  return { status: error.status, body: isWrapped ? { error: body } : body, isError: true };
}

function run(world: World, { request, match, admission, now, requestId }: Visit): JsonObject {
  if (!match) throw apiError('route_not_found');
  if (world.maintenance) throw apiError('service_unavailable');
  const { token, error } = admission;
  if (error || !token) throw error ?? apiError('missing_api_token');
  const { endpoint, path } = match;
  requireScope(endpoint.scopes, token);
  const args = resolveArguments(endpoint.specs(world.settings.maxPerPage), request, path);
  return endpoint.action({ world, token, args, now, requestId, route: endpoint.path });
}

function requireScope(scopes: readonly string[], token: Token): void {
  const isGranted = scopes.length === 0 || scopes.some((scope) => token.scopes.includes(scope));
  if (!isGranted) throw apiError('scope_not_granted', { scopes: [...scopes] });
}
