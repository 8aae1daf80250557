/** A simulated cloud behind real HTTP with a client of it, and servers that answer what they are told to. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Fetch } from '../../../src/api/fetch.ts';
import { createKatapult } from '../../../src/api/katapult.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import type { RequestRecord, TransportOptions } from '../../../src/api/transport.ts';
import { serve } from '../../../src/simulator/serve.ts';
import type { Served, ServeOptions } from '../../../src/simulator/serve.ts';
import { hastyRateLimit } from '../../support/hasty.ts';
import type { Snapshot } from '../../../src/simulator/snapshot.ts';

const NOON = Date.UTC(2026, 6, 1, 12);
const open: { close(): Promise<void> }[] = [];

export interface Cloud extends Served {
  katapult: Katapult;
  /** What the client said about its requests, in order. */
  log: RequestRecord[];
  state(): Snapshot;
  /** Another client of the same cloud. */
  client(options: Partial<TransportOptions>): Katapult;
}

/** Starts a simulator whose clock stands still, with 30 machines unless told otherwise, and a client of it. */
export async function cloud(options: ServeOptions = {}): Promise<Cloud> {
  const served = await serve({ machines: 30, now: () => NOON, permitted: 1_000_000, ...options });
  open.push(served);
  const log: RequestRecord[] = [];
  const client = (own: Partial<TransportOptions>): Katapult =>
    createKatapult({
      apiUrl: served.url,
      token: served.token,
      userAgent: 'unit-tests/1',
      rateLimit: hastyRateLimit(),
      onRequest: (record) => log.push(record),
      ...own,
    });
  return { ...served, log, client, katapult: client({}), state: () => served.simulator.snapshot() };
}

/** For `afterEach` or `after`: nothing stays open. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((each) => each.close()));
}

export interface TinyServer {
  url: string;
  /** What it was asked, as `GET /organizations`, in order. */
  asked: string[];
  /** The headers of each request. */
  headers: IncomingMessage['headers'][];
}

/** Starts a server of one's own on this machine's loopback interface. */
export async function tinyServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TinyServer> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    headers.push(request.headers);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => stop(server) });
  return { url: `http://127.0.0.1:${portOf(server)}`, asked, headers };
}

export function portOf(server: Server): number {
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return address.port;
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A client of a server other than the simulator. */
export function clientOf(apiUrl: string, options: Partial<TransportOptions> = {}): Katapult {
  return createKatapult({
    apiUrl,
    token: 'a-token',
    userAgent: 'unit-tests/1',
    rateLimit: hastyRateLimit(),
    ...options,
  });
}

/** A client that is always given the same JSON, as if it came over HTTP. */
export function clientGiven(json: unknown, status = 200): Katapult {
  const fetch: Fetch = () => Promise.resolve(answerOf(json, status));
  return clientOf('http://katapult.test/core/v1', { fetch });
}

/** An answer with JSON. */
export function answerOf(json: unknown, status = 200): Awaited<ReturnType<Fetch>> {
  const headers = new Headers({ 'Content-Type': 'application/json', 'X-Request-Id': 'a-request' });
  return { status, headers, text: () => Promise.resolve(JSON.stringify(json)) };
}

type Kind<E> = abstract new (...args: never[]) => E;

/** The error that a call ends with, which has to be of a kind. */
export async function failureOf<E>(call: Promise<unknown>, kind: Kind<E>): Promise<E> {
  const error: unknown = await call.then(
    (value) => assert.fail(`it went well: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof kind) return error;
  throw error;
}

/** The first item that fits. */
export function first<T>(items: readonly T[], fits: (item: T) => boolean = () => true): T {
  const found = items.find(fits);
  assert.ok(found, 'there is no such thing');
  return found;
}
