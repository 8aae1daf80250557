import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';
import { AnswerError, ApiError, NetworkError, RequestError } from '../../../src/api/errors.ts';
import { pause } from '../../../src/api/pause.ts';
import { retryRead } from '../../../src/api/retry.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { READS, subjectOf, WRITES } from './endpoints.ts';
import type { Subject } from './endpoints.ts';
import { closeAll, cloud, failureOf } from './support.ts';
import type { Cloud } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';
import type { Waits } from './waits.ts';

type Case = readonly [name: string, fault: Fault];

const PASSING: readonly Case[] = [
  ['a reset', { kind: 'reset' }],
  ['a reset in the middle of the body', { kind: 'reset-mid-body', afterBytes: 1 }],
  ["a proxy's 502", { kind: 'body', status: 502, body: '<html>Bad Gateway</html>' }],
  ['a foreign 500', { kind: 'body', status: 500, contentType: 'application/json', body: '{"message":"Oh"}' }],
  ['half of the JSON', { kind: 'truncated-json' }],
  ['nothing', { kind: 'body', status: 200, contentType: 'application/json', body: '' }],
  ['503 service_unavailable', { kind: 'error', code: 'service_unavailable' }],
  ['500 unhandled_exception', { kind: 'error', code: 'unhandled_exception' }],
];

/** Passes with the minute. Katapult has refused it, so nothing has taken effect. */
const REFUSED: readonly Case[] = [
  ['429 rate_limit_reached', { kind: 'error', code: 'rate_limit_reached' }],
  ["a proxy's 429", { kind: 'body', status: 429, body: '<html>Too Many Requests</html>' }],
];

const LASTING: readonly Case[] = [
  ['400 missing_api_token', { kind: 'error', code: 'missing_api_token' }],
  ['403 invalid_api_token', { kind: 'error', code: 'invalid_api_token' }],
  ['404 route_not_found', { kind: 'error', code: 'route_not_found' }],
  ['406 object_in_trash', { kind: 'error', code: 'object_in_trash' }],
  ['422 no_allocation', { kind: 'error', code: 'no_allocation' }],
  ['a web page', { kind: 'body', status: 200, body: '<html>Sign in</html>' }],
  ['a redirect', { kind: 'redirect', location: '/elsewhere' }],
  ['a foreign 403', { kind: 'body', status: 403, contentType: 'application/json', body: '{"message":"No"}' }],
  ['another content type', { kind: 'content-type', value: 'text/plain' }],
  ['bytes that are no UTF-8', { kind: 'invalid-utf8' }],
];

describe('api: trying again', () => {
  let harbour: Cloud;
  let subject: Subject;
  let waits: Waits;

  beforeEach(async () => {
    harbour = await cloud();
    subject = subjectOf(harbour.state());
    waits = withoutWaiting();
  });
  afterEach(async () => {
    waits.restore();
    await closeAll();
  });

  for (const [name, fault] of [...PASSING, ...REFUSED]) {
    it(`reads that fail with ${name} are tried again until they go well, three times at most`, async () => {
      for (const { call } of READS) {
        assert.deepEqual(await tries(call, fault, 2), { count: 3, failed: false });
        assert.deepEqual(await tries(call, fault, 3), { count: 3, failed: true });
      }
    });

    it(`writes that fail with ${name} are sent once`, async () => {
      for (const { call } of WRITES)
        assert.deepEqual(await tries(call, fault, 1), { count: 1, failed: true });
    });
  }

  for (const [name, fault] of LASTING) {
    it(`nothing that fails with ${name} is tried again`, async () => {
      for (const { call } of [...READS, ...WRITES])
        assert.deepEqual(await tries(call, fault, 'always'), { count: 1, failed: true });
    });
  }

  it('a write whose answer is lost has taken effect once', async () => {
    for (const { call } of WRITES) {
      for (const [, fault] of PASSING) {
        harbour.simulator.reset();
        harbour.simulator.addFault({ when: 'after', times: 'always', fault });
        const error = await failureOf(call(client(), subjectOf(harbour.state())), RequestError);
        assert.equal(error.outcomeUnknown, true);
        const operations = harbour.simulator.operations().map(({ operation }) => operation);
        // A new address is created and allocated by one request.
        assert.deepEqual(operations, [...new Set(operations)]);
        assert.ok(operations.length > 0);
        assert.equal(harbour.simulator.requests().length, 1);
      }
    }
  });

  it('a time-out is not tried again: neither a read nor a write', async () => {
    waits.restore();
    harbour.simulator.addFault({ times: 'always', fault: { kind: 'hang' } });
    for (const { call } of [...READS, ...WRITES]) {
      harbour.log.length = 0;
      const error = await failureOf(call(harbour.client({ timeLimitMs: 10 }), subject), NetworkError);
      assert.equal(error.reason, 'timeout');
      assert.equal(harbour.log.length, 1);
    }
  });

  function client(): Cloud['katapult'] {
    return harbour.client({ timeLimitMs: NO_LIMIT });
  }

  async function tries(
    call: (typeof READS)[number]['call'],
    fault: Fault,
    times: number | 'always',
  ): Promise<{ count: number; failed: boolean }> {
    harbour.simulator.clearFaults();
    harbour.simulator.clearRequests();
    harbour.simulator.addFault({ times, fault });
    const failed = await waits.skip(
      call(client(), subject).then(
        () => false,
        (error: unknown) => error instanceof RequestError,
      ),
    );
    return { count: harbour.simulator.requests().length, failed };
  }
});

describe('api: the pauses between tries', () => {
  const REQUEST = { method: 'GET', path: '/organizations' };
  let clock: Clock;

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => clock.uninstall());

  it('are about 0.3 and 1 second, and differ, so that clients do not come all at once', async () => {
    const pauses: number[][] = [];
    for (let run = 0; run < 20; run++)
      pauses.push(await pausesOf(() => new NetworkError('interrupted', '', REQUEST)));
    for (const [first = 0, second = 0, ...more] of pauses) {
      assert.ok(first >= 150 && first <= 450, `first ${first}`);
      assert.ok(second >= 500 && second <= 1_500, `second ${second}`);
      assert.deepEqual(more, []);
    }
    assert.ok(new Set(pauses.map(([first]) => first)).size > 1);
  });

  const errors: readonly (readonly [name: string, error: unknown, count: number])[] = [
    ['an interrupted connection', new NetworkError('interrupted', '', REQUEST), 2],
    ['an unreachable server', new NetworkError('unreachable', '', REQUEST), 2],
    ['a time-out', new NetworkError('timeout', '', REQUEST), 0],
    ['a cancelled call', new NetworkError('cancelled', '', REQUEST), 0],
    ['a certificate', new NetworkError('certificate', '', REQUEST), 0],
    ['an answer that is too large', new AnswerError('too_large', '', { ...REQUEST, status: 200 }), 0],
    ['an answer of another shape', new AnswerError('shape', '', { ...REQUEST, status: 200 }), 0],
    ['an error without a status', new ApiError({ code: 'x', description: '', detail: {} }, REQUEST), 0],
    ['a mistake of this program', new TypeError('not a function'), 0],
  ];
  for (const [name, error, count] of errors) {
    it(`${name} is followed by ${count} of them`, async () => {
      assert.equal((await pausesOf(() => error)).length, count);
    });
  }

  it('end when the caller cancels', async () => {
    const controller = new AbortController();
    let reads = 0;
    const read = (): Promise<never> => {
      reads++;
      return Promise.reject(
        new NetworkError(controller.signal.aborted ? 'cancelled' : 'interrupted', '', REQUEST),
      );
    };
    const failure = failureOf(retryRead(read, controller.signal), NetworkError);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(clock.countTimers(), 1);
    controller.abort();
    assert.equal((await failure).reason, 'cancelled');
    assert.equal(reads, 2);
    assert.equal(clock.countTimers(), 0);
  });

  it('do not begin once the caller has cancelled', async () => {
    let reads = 0;
    const read = (): Promise<never> => {
      reads++;
      return Promise.reject(new NetworkError('interrupted', '', REQUEST));
    };
    await failureOf(retryRead(read, AbortSignal.abort()), NetworkError);
    assert.equal(reads, 1);
    assert.equal(clock.countTimers(), 0);
  });

  it("leave nothing behind on the caller's signal", async () => {
    const { signal } = new AbortController();
    const waiting = pause(1_000, signal);
    await clock.runAllAsync();
    await waiting;
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('do not begin under a signal that has aborted already', async () => {
    await pause(1_000, AbortSignal.abort());
    assert.equal(clock.countTimers(), 0);
  });

  /** How long it pauses before each further try of a read that always fails. */
  async function pausesOf(fail: () => unknown): Promise<number[]> {
    const times: number[] = [];
    const read = (): Promise<never> => {
      times.push(clock.now);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever is thrown
      return Promise.reject(fail());
    };
    const failure = retryRead(read, undefined).catch(() => undefined);
    await clock.runAllAsync();
    await failure;
    return times.slice(1).map((time, index) => time - (times[index] ?? 0));
  }
});
