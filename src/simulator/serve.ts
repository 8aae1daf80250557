/** The simulator behind a real HTTP server on this machine's loopback interface, for tests and as a program. */
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { carry } from './carrier.ts';
import type { Connection } from './carrier.ts';
import { control, CONTROL_PATH } from './controls.ts';
import { header } from './http.ts';
import type { SimulatorRequest } from './http.ts';
import type { SimulatorOptions } from './options.ts';
import { createSimulator } from './simulator.ts';
import type { Simulator } from './simulator.ts';

export interface ServeOptions extends SimulatorOptions {
  /** 0, the default, takes any free one. */
  port?: number;
  /**
   * Larger answers come as gzip to those who take it, as the cloud's do. Off by default, for it costs about a tenth of
   * the requests a second with 200 items a page, and benchmarks measure more than the simulator.
   */
  compress?: boolean;
}

export interface Served {
  /** The base address of the API, e.g. `http://127.0.0.1:49152/core/v1`. */
  url: string;
  /** The base address of the controls, with a slash at its end. */
  controls: string;
  token: string;
  simulator: Simulator;
  /** Stops listening and cuts off what is still open. */
  close(): Promise<void>;
}

/** Of the recorded answers, those of up to 857 bytes tell their length; those of 1393 bytes and more do not. */
const COMPRESSED_FROM = 1024;
const shorten = promisify(gzip);

/** Starts a simulator on 127.0.0.1. Rejects when the port is taken. */
export async function serve({ port = 0, compress = false, ...options }: ServeOptions = {}): Promise<Served> {
  const simulator = createSimulator(options);
  const server = createServer((request, response) => {
    answer(simulator, compress, request, response).catch(() => response.destroy());
  });
  await listen(server, port);
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
  return {
    url: `${origin}/core/v1`,
    controls: origin + CONTROL_PATH,
    token: simulator.token,
    simulator,
    close: () => close(server),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(
  simulator: Simulator,
  compress: boolean,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await read(incoming);
  const response = request.url.startsWith(CONTROL_PATH)
    ? control(simulator, request)
    : await simulator.handle(request);
  await carry(response, connectionOf(outgoing, compress && takesGzip(request)));
}

async function read(incoming: IncomingMessage): Promise<SimulatorRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const,
  );
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
    ip: incoming.socket.remoteAddress,
  };
}

function takesGzip({ headers }: SimulatorRequest): boolean {
  const accepted = (header(headers, 'accept-encoding') ?? '').split(',');
  return accepted.some((each) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(each));
}

function connectionOf(outgoing: ServerResponse, compress: boolean): Connection {
  return {
    begin: (status, headers) => void outgoing.writeHead(status, headers),
    // Not the write's own callback: it does not come when the client has gone.
    write: (bytes) =>
      new Promise((resolve) => {
        outgoing.once('close', resolve);
        outgoing.write(bytes, () => {
          outgoing.off('close', resolve);
          resolve();
        });
      }),
    end: () => void outgoing.end(),
    reset: () => void outgoing.socket?.resetAndDestroy(),
    compress: async (body) =>
      compress && body.length >= COMPRESSED_FROM ? shorten(body, { level: constants.Z_BEST_SPEED }) : null,
    isOpen: () => !outgoing.destroyed && outgoing.writable,
    sleep: (milliseconds) => sleep(milliseconds),
  };
}

const OPTIONS = {
  port: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
  vms: { type: 'string', default: '200' },
  organizations: { type: 'string' },
  latency: { type: 'string', default: '0' },
  permitted: { type: 'string', default: '1000' },
} as const;

/** @throws Error with a sentence for the person who typed it */
function readCommandLine(args: string[]): ServeOptions {
  const { values, tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option' && !Object.hasOwn(OPTIONS, token.name))
      throw new Error(`Unknown option ${token.rawName}; known are ${known()}.`);
    if (token.kind === 'positional')
      throw new Error(`Unexpected argument ${token.value}; known are ${known()}.`);
  }
  const number = (name: keyof typeof OPTIONS): number => wholeNumber(name, values[name]);
  const organizations = values.organizations === undefined ? {} : { organizations: number('organizations') };
  return {
    port: number('port'),
    seed: number('seed'),
    machines: number('vms'),
    latency: number('latency'),
    permitted: number('permitted'),
    ...organizations,
  };
}

function wholeNumber(name: string, value: unknown): number {
  if (typeof value !== 'string' || !/^\d{1,10}$/.test(value))
    throw new Error(`--${name} takes a whole number.`);
  return Number(value);
}

function known(): string {
  return Object.keys(OPTIONS)
    .map((name) => `--${name}`)
    .join(', ');
}

/** Runs until it is told to stop. The first line of its output is one line of JSON. */
async function main(args: string[]): Promise<void> {
  try {
    const served = await serve(readCommandLine(args));
    console.log(JSON.stringify({ url: served.url, token: served.token }));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void served.close());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

const program = process.argv[1];
if (program !== undefined && realpathSync(program) === fileURLToPath(import.meta.url))
  await main(process.argv.slice(2));
