import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../src/simulator/serve.ts';

const PROGRAM = fileURLToPath(new URL('../../../src/simulator/serve.ts', import.meta.url));

function start(...args: string[]): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function output(stream: NodeJS.ReadableStream | null): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of stream ?? []) chunks.push(String(chunk));
  return chunks.join('');
}

describe('simulator: as a program', function () {
  this.timeout(10_000);

  it('says in one line of JSON where it is, serves there, and ends when told to', async () => {
    const program = start(
      '--port',
      '0',
      '--seed',
      '5',
      '--vms',
      '7',
      '--organizations',
      '1',
      '--permitted',
      '50',
    );
    assert.ok(program.stdout);
    const lines = createInterface({ input: program.stdout });
    const line: unknown = (await once(lines, 'line'))[0];
    const told: unknown = JSON.parse(String(line));
    assert.ok(typeof told === 'object' && told && 'url' in told && 'token' in told);
    assert.deepEqual(Object.keys(told), ['url', 'token']);
    assert.match(String(told.url), /^http:\/\/127\.0\.0\.1:\d+\/core\/v1$/);
    const response = await fetch(`${String(told.url)}/organizations`, {
      headers: { Authorization: `Bearer ${String(told.token)}` },
    });
    assert.equal(response.headers.get('x-ratelimit-permitted'), '50');
    program.kill('SIGTERM');
    assert.deepEqual(await once(program, 'exit'), [0, null]);
  });

  const MISTAKES: [string[], RegExp][] = [
    [['--machines', '5'], /^Unknown option --machines; known are --port, --seed, --vms.*\.\n$/],
    [['200'], /^Unexpected argument 200; .*\n$/],
    [['--vms', 'many'], /^--vms takes a whole number\.\n$/],
    [['--vms', '10001'], /^machines must be a whole number from 0 to 10000, not 10001\n$/],
  ];
  it('says in one sentence what is wrong with its arguments', async () => {
    const ends = MISTAKES.map(async ([args, expected]) => {
      const program = start(...args);
      const [text, exit] = await Promise.all([output(program.stderr), once(program, 'exit')]);
      assert.deepEqual(exit, [2, null]);
      assert.match(text, expected);
    });
    await Promise.all(ends);
  });
});

describe('simulator: serve()', () => {
  it('listens on the loopback interface only', async () => {
    const served = await serve({ machines: 0 });
    const { hostname } = new URL(served.url);
    await served.close();
    assert.equal(hostname, '127.0.0.1');
  });

  it('rejects when the port is taken', async () => {
    const served = await serve({ machines: 0 });
    const port = Number(new URL(served.url).port);
    await assert.rejects(serve({ machines: 0, port }), { code: 'EADDRINUSE' });
    await served.close();
  });

  it('closes although a request hangs', async () => {
    const served = await serve({ machines: 0 });
    served.simulator.addFault({ fault: { kind: 'hang' } });
    const socket = createConnection(Number(new URL(served.url).port), '127.0.0.1');
    socket.write('GET /core/v1/organizations HTTP/1.1\r\nHost: x\r\n\r\n');
    const gone = once(socket, 'close');
    socket.on('error', () => null).resume();
    while (served.simulator.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await served.close();
    await gone;
  });
});
