/** A served simulator with a clock that stands still, and a client that reads answers without trusting them. */
import assert from 'node:assert/strict';
import { serve } from '../../../src/simulator/serve.ts';
import type { Served, ServeOptions } from '../../../src/simulator/serve.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import type { AddressSnapshot, Snapshot } from '../../../src/simulator/snapshot.ts';

export const NOON = Date.UTC(2026, 6, 1, 12);
const open: Served[] = [];

export interface Bench extends Served {
  clock: { time: number };
  simulator: Simulator;
  get(path: string, options?: CallOptions): Promise<Reply>;
  post(path: string, body?: unknown, options?: CallOptions): Promise<Reply>;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  state(): Snapshot;
}

export interface CallOptions {
  /** Another token, or none at all. */
  token?: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  /** A body as it is, instead of JSON. */
  text?: string;
  signal?: AbortSignal;
}

/** Starts a simulator at noon of a day, with 30 machines unless told otherwise. */
export async function bench(options: ServeOptions = {}): Promise<Bench> {
  const clock = { time: NOON };
  const served = await serve({ machines: 30, now: () => clock.time, ...options });
  open.push(served);
  const call = (method: string, path: string, callOptions: CallOptions = {}): Promise<Reply> =>
    send(served, method, path, callOptions);
  return {
    ...served,
    clock,
    call,
    get: (path, callOptions) => call('GET', path, callOptions),
    post: (path, body, callOptions) => call('POST', path, { body, ...callOptions }),
    state: () => served.simulator.snapshot(),
  };
}

/** For `afterEach`: nothing stays open. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((served) => served.close()));
}

async function send(
  served: Served,
  method: string,
  path: string,
  { token = served.token, headers = {}, body, text, signal }: CallOptions,
): Promise<Reply> {
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const all: Record<string, string> = { ...headers };
  if (token !== null) all.Authorization = `Bearer ${token}`;
  if (body !== undefined) all['Content-Type'] = 'application/json';
  const url = path.startsWith('http') ? path : served.url + path;
  const response = await fetch(url, {
    method,
    headers: all,
    body: payload ?? null,
    redirect: 'manual',
    signal: signal ?? null,
  });
  return new Reply(response.status, response.headers, await response.text());
}

/** An answer whose body is read by path, e.g. `virtual_machines.0.name`. */
export class Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(status: number, headers: Headers, text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  at(path: string): unknown {
    const body: unknown = JSON.parse(this.text);
    return path.split('.').reduce<unknown>((value, key) => (key === '' ? value : member(value, key)), body);
  }

  string(path: string): string {
    const value = this.at(path);
    assert.equal(typeof value, 'string', `${path} of ${this.text}`);
    return String(value);
  }

  list(path: string): unknown[] {
    const value = this.at(path);
    assert.ok(Array.isArray(value), `${path} of ${this.text}`);
    return value;
  }

  /** One property of each item of a list. */
  each(path: string, key: string): unknown[] {
    return this.list(path).map((item) => member(item, key));
  }

  keys(path: string): string[] {
    const value = this.at(path);
    return typeof value === 'object' && value !== null ? Object.keys(value).sort() : [];
  }

  /** The error, as `422 no_allocation`. */
  get error(): string {
    return `${this.status} ${this.string('error.code')}`;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/** The first item that fits. */
export function first<T>(items: readonly T[], fits: (item: T) => boolean = () => true): T {
  const found = items.find(fits);
  assert.ok(found, 'the cloud has no such thing');
  return found;
}

export function machineNamed(state: Snapshot, name: string): Snapshot['virtualMachines'][number] {
  return first(state.virtualMachines, (each) => each.name === name);
}

/** The public interface of a machine. */
export function interfaceOf(state: Snapshot, machineName: string): Snapshot['networkInterfaces'][number] {
  const { id } = machineNamed(state, machineName);
  return first(state.networkInterfaces, (each) => each.virtualMachineId === id);
}

/** An unallocated address that fits an interface. */
export function spareFor(
  state: Snapshot,
  networkId: string,
  organizationId: string,
  version = 'ipv4',
): AddressSnapshot {
  return first(
    state.ipAddresses,
    (each) =>
      each.networkId === networkId &&
      each.organizationId === organizationId &&
      !each.allocationId &&
      !each.vip &&
      each.version === version,
  );
}

export function addressById(state: Snapshot, id: string): AddressSnapshot {
  return first(state.ipAddresses, (each) => each.id === id);
}
