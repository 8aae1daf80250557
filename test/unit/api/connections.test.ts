import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';
import { NetworkError } from '../../../src/api/errors.ts';
import { httpFetch } from '../../../src/api/fetch.ts';
import type { Fetch } from '../../../src/api/fetch.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { ENDPOINTS, SUBJECT } from './endpoints.ts';
import { clientGiven, clientOf, closeAll, cloud, failureOf, portOf, stop, tinyServer } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';

/** A write, as it is sent once and so fails at once. */
const unallocate = ({ ipAddresses }: Katapult, signal?: AbortSignal): Promise<void> =>
  ipAddresses.unallocate(SUBJECT.allocated, signal);

describe('api: connections that fail', () => {
  afterEach(closeAll);

  it('a refused connection is unreachable: nothing was sent', async () => {
    const error = await failureOf(unallocate(clientOf(await closedAddress())), NetworkError);
    assert.equal(error.reason, 'unreachable');
    assert.equal(error.outcomeUnknown, false);
    assert.match(error.message, /ECONNREFUSED/);
  });

  it('a name that is not known is unreachable: nothing was sent', async () => {
    const error = await failureOf(unallocate(clientOf('http://katapult.invalid')), NetworkError);
    assert.equal(error.reason, 'unreachable');
    assert.equal(error.outcomeUnknown, false);
  });

  it('a server that speaks no TLS is not blamed on a certificate', async () => {
    const { url } = await tinyServer((_, response) => response.end('{}'));
    const error = await failureOf(unallocate(clientOf(url.replace('http:', 'https:'))), NetworkError);
    assert.equal(error.reason, 'interrupted');
  });

  const broken: readonly (readonly [name: string, fault: Fault, status: number | undefined])[] = [
    ['reset before the answer', { kind: 'reset' }, undefined],
    ['reset in the middle of the body', { kind: 'reset-mid-body', afterBytes: 1 }, 200],
    ['ended before all that was promised came', { kind: 'content-length', offset: 10 }, 200],
  ];
  for (const [name, fault, status] of broken) {
    it(`a connection that is ${name} is interrupted, whichever endpoint it was`, async () => {
      const harbour = await cloud();
      harbour.simulator.addFault({ times: 'always', when: 'after', fault });
      const waits = withoutWaiting();
      try {
        for (const { call, request } of ENDPOINTS) {
          const katapult = harbour.client({ timeLimitMs: NO_LIMIT });
          const error = await waits.skip(failureOf(call(katapult, SUBJECT), NetworkError));
          assert.equal(error.reason, 'interrupted');
          assert.equal(error.kind, 'interrupted');
          assert.equal(error.name, 'NetworkError');
          assert.equal(error.outcomeUnknown, true);
          assert.ok(error.message.startsWith(`${request(SUBJECT)}: `), error.message);
          assert.equal(`${error.request.method} ${error.request.path}`, request(SUBJECT));
          // What was asked for does not exist, so a write's answer is an error.
          if (status === undefined) assert.equal(error.request.status, undefined);
          else assert.equal(typeof error.request.status, 'number');
          assert.ok(error.cause instanceof Error);
        }
      } finally {
        waits.restore();
      }
    });
  }

  it('keeps status and request id of an answer that breaks off', async () => {
    const harbour = await cloud();
    harbour.simulator.addFault({ times: 'always', fault: { kind: 'reset-mid-body', afterBytes: 20 } });
    const error = await failureOf(unallocate(harbour.katapult), NetworkError);
    assert.equal(error.request.status, 404);
    assert.equal(error.request.requestId, harbour.simulator.requests()[0]?.requestId);
  });
});

describe('api: time limits', () => {
  let clock: Clock;

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(async () => {
    clock.uninstall();
    await closeAll();
  });

  it('an answer that does not come is a time-out, and the connection is closed', async () => {
    const closed = signalled();
    const { url } = await tinyServer((_, response) => {
      response.on('close', closed.happen);
      clock.tick(20);
    });
    const error = await failureOf(unallocate(clientOf(url, { timeLimitMs: 20 })), NetworkError);
    assert.equal(error.reason, 'timeout');
    assert.equal(error.outcomeUnknown, true);
    assert.match(error.message, /no answer within 0\.02 s/);
    await closed.happened;
  });

  it('the limit includes the body', async () => {
    const closed = signalled();
    const { url } = await tinyServer((_, response) => {
      response.on('close', closed.happen);
      begin(response);
    });
    const fetch: Fetch = async (...request) => {
      const answer = await httpFetch(...request);
      setImmediate(() => clock.tick(20));
      return answer;
    };
    const error = await failureOf(unallocate(clientOf(url, { fetch, timeLimitMs: 20 })), NetworkError);
    assert.equal(error.reason, 'timeout');
    assert.equal(error.request.status, 200);
    await closed.happened;
  });

  it('is 30 seconds for each request unless told otherwise', async () => {
    const { url } = await tinyServer(() => {
      clock.tick(29_999);
      setImmediate(() => clock.tick(1));
    });
    const error = await failureOf(unallocate(clientOf(url)), NetworkError);
    assert.match(error.message, /no answer within 30 s/);
  });

  it('leaves no timer behind', async () => {
    await clientGiven({ organizations: [] }).organizations.list();
    await failureOf(clientGiven([]).organizations.list(), Error);
    assert.equal(clock.countTimers(), 0);
  });
});

describe('api: cancelling', () => {
  afterEach(closeAll);

  for (const { name, call } of ENDPOINTS) {
    it(`${name} closes its connection when the caller cancels`, async () => {
      const asked = signalled();
      const closed = signalled();
      const { url } = await tinyServer((_, response) => {
        response.on('close', closed.happen);
        asked.happen();
      });
      const controller = new AbortController();
      const failure = failureOf(call(clientOf(url), SUBJECT, controller.signal), NetworkError);
      await asked.happened;
      controller.abort();
      const error = await failure;
      await closed.happened;
      assert.equal(error.reason, 'cancelled');
      assert.equal(error.outcomeUnknown, true);
    });
  }

  it('closes the connection in the middle of a body', async () => {
    const closed = signalled();
    const controller = new AbortController();
    const { url } = await tinyServer((_, response) => {
      response.on('close', closed.happen);
      begin(response);
      // The head is on its way; what comes of the body does not matter.
      setImmediate(() => controller.abort());
    });
    const error = await failureOf(unallocate(clientOf(url), controller.signal), NetworkError);
    assert.equal(error.reason, 'cancelled');
    await closed.happened;
  });

  it('sends nothing when the caller has cancelled already', async () => {
    const harbour = await cloud();
    for (const { call } of ENDPOINTS) {
      const error = await failureOf(call(harbour.katapult, SUBJECT, AbortSignal.abort()), NetworkError);
      assert.equal(error.reason, 'cancelled');
    }
    assert.deepEqual(harbour.simulator.requests(), []);
  });

  it('ends a call that is cancelled as soon as it was made', async () => {
    const harbour = await cloud();
    for (const { call } of ENDPOINTS) {
      const controller = new AbortController();
      const failure = failureOf(call(harbour.katapult, SUBJECT, controller.signal), NetworkError);
      controller.abort();
      assert.equal((await failure).reason, 'cancelled');
    }
  });

  it("leaves nothing behind on the caller's signal", async () => {
    const { signal } = new AbortController();
    await clientGiven({ organizations: [] }).organizations.list(signal);
    await failureOf(clientGiven([]).organizations.list(signal), Error);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});

/** Something to wait for. */
function signalled(): { happened: Promise<void>; happen: () => void } {
  let happen = (): void => undefined;
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happened, happen };
}

/** Sends a head and the begin of a body, and then nothing. */
function begin(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
  response.write('{');
}

/** An address that nobody listens on any more. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  await stop(server);
  return `http://127.0.0.1:${port}`;
}
