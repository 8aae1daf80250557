// A simulated Katapult of one's own, in a process beside the tests.
import { join } from 'node:path';
import { startService } from './processes.ts';
import { root } from './setup/kit.mjs';

/** A running simulator. */
export interface Simulator {
  /** The address of its Core API, as the setting katapult.apiUrl takes it. */
  readonly url: string;
  /** An API token that it accepts. */
  readonly token: string;
  /** Resolves with its exit code if it ends by itself. */
  readonly ended: Promise<number>;
  readonly stop: () => Promise<void>;
}

export interface SimulatorOptions {
  /** The same seed, the same cloud; 1 unless told. */
  readonly seed?: number;
  /** How many virtual machines; 40 unless told. */
  readonly vms?: number;
  /** Requests a minute; 1000 unless told. */
  readonly permitted?: number;
}

/** Starts a simulator on a free port of 127.0.0.1. */
export async function startSimulator({
  seed = 1,
  vms = 40,
  permitted = 1_000,
}: SimulatorOptions = {}): Promise<Simulator> {
  const { ready, ended, stop } = await startService({
    name: 'The simulator',
    program: process.execPath,
    args: [
      ...nodeOptions,
      serve,
      '--port',
      '0',
      '--seed',
      String(seed),
      '--vms',
      String(vms),
      '--permitted',
      String(permitted),
    ],
    ready: /^\{.*\}$/,
  });
  return { ...parseGreeting(ready[0]), ended, stop };
}

/** The simulator as a program. */
export const serve = join(root, 'src', 'simulator', 'serve.ts');

/** What keeps Node silent about running TypeScript. */
export const nodeOptions = [
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
  '--disable-warning=ExperimentalWarning',
];

function parseGreeting(line: string): { url: string; token: string } {
  const greeting: unknown = JSON.parse(line);
  if (isGreeting(greeting)) return { url: greeting.url, token: greeting.token };
  throw new Error(`The simulator's first line has no url and token: ${line}`);
}

function isGreeting(value: unknown): value is { url: string; token: string } {
  const greeting = value as { url?: unknown; token?: unknown } | null;
  return typeof greeting?.url === 'string' && typeof greeting.token === 'string';
}
