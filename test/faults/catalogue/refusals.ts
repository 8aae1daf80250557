// Errors of every status, in Katapult's words and in others'.
import type { Place } from '../places.ts';
import type { Strike } from '../scene.ts';
import { beforeAndAfter, type TableFault } from './fault.ts';

/** A code that Katapult gives with the status, or one that it may come to give. */
const codes: Readonly<Record<number, string>> = {
  400: 'generic_runtime_error',
  403: 'permission_denied',
  404: 'route_not_found',
  406: 'object_in_trash',
  409: 'resource_does_not_support_unallocation',
  422: 'validation_error',
  429: 'rate_limit_reached',
  500: 'unhandled_exception',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

export const refusals: readonly TableFault[] = Object.entries(codes).flatMap(([text, code]) => {
  const status = Number(text);
  return [
    { name: `${status} wrapped`, strikes: (place) => inItsWords(place, status, code, true) },
    { name: `${status} unwrapped`, strikes: (place) => inItsWords(place, status, code, false) },
    { name: `${status} foreign`, strikes: () => foreign(status, '{"message":"no"}') },
    { name: `${status} without a body`, strikes: () => foreign(status, '') },
  ] satisfies TableFault[];
});

/** A refusal of Katapult's says that nothing has happened; only its server errors leave that open. */
function inItsWords({ method }: Place, status: number, code: string, wrapped: boolean): Strike[] {
  const strikes = beforeAndAfter({ kind: 'error', code, status, wrapped });
  return status < 500 || method === 'GET' ? strikes.slice(0, 1) : strikes;
}

function foreign(status: number, body: string): Strike[] {
  return beforeAndAfter({ kind: 'body', status, contentType: 'application/json', body });
}
