/** The controls under `/__simulator__/`: JSON in, JSON out, no token. They are on the HTTP server only. */
import { readFaultRule, readMutation, readReset, readTokenChange, readTokenSpec } from './control-fields.ts';
import type { SimulatorRequest, SimulatorResponse } from './http.ts';
import { header } from './http.ts';
import type { JsonObject } from './json.ts';
import { isJsonObject, parseJson } from './json.ts';
import type { Simulator } from './simulator.ts';
import type { Token } from './tokens.ts';

export const CONTROL_PATH = '/__simulator__/';

type Control = (simulator: Simulator, body: unknown, id: string) => unknown;

const CONTROLS: Record<string, Control> = {
  'GET faults': (simulator) => ({ faults: simulator.faults() }),
  'POST faults': (simulator, body) => ({ id: simulator.addFault(readFaultRule(body)) }),
  'DELETE faults': (simulator) => simulator.clearFaults(),
  'DELETE faults/:id': (simulator, _body, id) => simulator.clearFaults(Number(id)),
  'POST latency': (simulator, body) => simulator.setLatency(milliseconds(body)),
  'GET requests': (simulator) => ({ requests: simulator.requests() }),
  'DELETE requests': (simulator) => simulator.clearRequests(),
  'GET operations': (simulator) => ({ operations: simulator.operations() }),
  'GET state': (simulator) => simulator.snapshot(),
  'POST mutate': (simulator, body) => simulator.mutate(readMutation(body)),
  'POST reset': (simulator, body) => simulator.reset(readReset(body)),
  'GET tokens': (simulator) => ({ tokens: simulator.tokens().map(withoutValue) }),
  // The only answer that holds a token: whoever makes one needs it.
  'POST tokens': (simulator, body) => created(simulator.createToken(readTokenSpec(body))),
  'PATCH tokens/:id': (simulator, body, id) => simulator.changeToken(id, readTokenChange(body)),
  'DELETE tokens/:id': (simulator, _body, id) => simulator.revokeToken(id),
};

/** Answers a request to the controls: 200, 400 with `{"error": sentence}`, 403 for web pages, 404. */
export function control(simulator: Simulator, request: SimulatorRequest): SimulatorResponse {
  // A page in a browser has no business here, and a browser says where a request comes from.
  if (header(request.headers, 'origin') !== undefined)
    return json(403, { error: 'The controls are not for web pages.' });
  const path = (request.url.split('?')[0] ?? '').slice(CONTROL_PATH.length);
  const [name = '', id = ''] = path.split('/');
  const found = CONTROLS[`${request.method} ${id === '' ? name : `${name}/:id`}`];
  if (!found)
    return json(404, { error: `There is no such control; there are ${Object.keys(CONTROLS).join(', ')}.` });
  try {
    return json(200, found(simulator, request.body === '' ? {} : parseJson(request.body), id) ?? {});
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function json(status: number, body: unknown): SimulatorResponse {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function milliseconds(body: unknown): number {
  const value = isJsonObject(body) ? body.milliseconds : undefined;
  if (typeof value !== 'number' || !(value >= 0))
    throw new Error('milliseconds must be a number that is not negative');
  return value;
}

function created({ id, value }: Token): JsonObject {
  return { id, token: value };
}

function withoutValue(token: Token): Record<string, unknown> {
  return Object.fromEntries(Object.entries(token).filter(([field]) => field !== 'value'));
}
