/** What faults do to answers. */
import { errorAnswer } from './answer.ts';
import { apiError, ApiError, isErrorCode } from './errors.ts';
import { isReplacing } from './faults.ts';
import type { Fault, ReplacingFault, SpoilingFault } from './faults.ts';
import { errorHeaders } from './headers.ts';
import type { SimulatorResponse } from './http.ts';
import type { Json, JsonObject } from './json.ts';
import { isJsonObject, parseJson } from './json.ts';

type Sleep = (milliseconds: number) => Promise<void>;
type Replacement = Exclude<ReplacingFault, { kind: 'delay' }>;

/** Applies a fault to a true answer: replaces it, or spoils it. */
export async function apply(
  fault: Fault,
  response: SimulatorResponse,
  sleep: Sleep,
): Promise<SimulatorResponse> {
  if (!isReplacing(fault)) return { ...spoil(fault, response), isSpoiled: true };
  if (fault.kind !== 'delay') return replacement(fault, response.headers);
  await sleep(fault.ms);
  return response;
}

/** The answer that a fault gives instead of the true one. `headers` are those of any answer. */
export function replacement(fault: Replacement, headers: Record<string, string>): SimulatorResponse {
  return { ...substitute(fault, headers), isSpoiled: true };
}

function substitute(fault: Replacement, headers: Record<string, string>): SimulatorResponse {
  switch (fault.kind) {
    case 'error':
      return errorResponse(fault, headers);
    case 'body':
      return {
        status: fault.status,
        headers: { ...headers, 'Content-Type': fault.contentType ?? 'text/html; charset=utf-8' },
        body: fault.body,
      };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { ...headers, Location: fault.location }, body: '' };
    case 'reset':
    case 'hang':
      return { status: 0, headers: {}, body: '', transport: fault };
  }
}

function errorResponse(
  fault: Extract<Fault, { kind: 'error' }>,
  headers: Record<string, string>,
): SimulatorResponse {
  const known = isErrorCode(fault.code)
    ? apiError(fault.code)
    : new ApiError(fault.code, 500, 'A simulated error', {});
  const error = new ApiError(
    fault.code,
    fault.status ?? known.status,
    fault.description ?? known.message,
    fault.detail ?? known.detail,
  );
  const { status, body } = errorAnswer(error, fault.wrapped ?? true);
  return {
    status,
    headers: errorHeaders(headers),
    body: JSON.stringify(body),
  };
}

function spoil(fault: SpoilingFault, response: SimulatorResponse): SimulatorResponse {
  switch (fault.kind) {
    case 'truncated-json':
      return { ...response, body: response.body.slice(0, Math.floor(response.body.length / 2)) };
    case 'content-type':
      return { ...response, headers: { ...response.headers, 'Content-Type': fault.value } };
    case 'drop-field':
      return rewrite(response, (body) =>
        atPath(body, fault.path, (holder, key) => Reflect.deleteProperty(holder, key)),
      );
    case 'set-field':
      return rewrite(response, (body) =>
        atPath(body, fault.path, (holder, key) => (holder[key] = fault.value)),
      );
    case 'repeat-item':
      return rewrite(response, (body) => firstList(body)?.unshift(...(firstList(body)?.slice(0, 1) ?? [])));
    case 'lose-item':
      return rewrite(response, (body) => firstList(body)?.shift());
    case 'totals':
      return rewrite(response, (body) =>
        Object.assign(body, { pagination: lyingTotals(body, fault.total, fault.totalPages) }),
      );
    default:
      return { ...response, transport: fault };
  }
}

/** Changes the JSON of a body. A body that is no JSON object stays as it is. */
function rewrite(response: SimulatorResponse, change: (body: JsonObject) => unknown): SimulatorResponse {
  const body = parseJson(response.body);
  if (!isJsonObject(body)) return response;
  change(body);
  return { ...response, body: JSON.stringify(body) };
}

/** Calls `change` with every object that holds the last key of a path. */
function atPath(value: Json, path: string, change: (holder: JsonObject, key: string) => unknown): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    if (isJsonObject(value)) change(value, first);
    return;
  }
  for (const next of children(value, first)) atPath(next, rest.join('.'), change);
}

function children(value: Json, key: string): Json[] {
  if (Array.isArray(value)) return key === '*' ? value : value.slice(Number(key)).slice(0, 1);
  const next = isJsonObject(value) ? value[key] : undefined;
  return next === undefined ? [] : [next];
}

function firstList(body: JsonObject): Json[] | undefined {
  return Object.values(body).find((value) => Array.isArray(value));
}

function lyingTotals(body: JsonObject, total: number | null, totalPages: number | null): JsonObject {
  const told = isJsonObject(body.pagination) ? body.pagination : {};
  return { ...told, total, total_pages: totalPages };
}
