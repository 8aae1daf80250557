import assert from 'node:assert/strict';
import { ApiError, NetworkError } from '../../../src/api/errors.ts';
import type { FetchAnswer } from '../../../src/api/fetch.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import { RateLimit } from '../../../src/api/rateLimit.ts';
import { HandClock } from './handClock.ts';
import { clientOf, failureOf } from './support.ts';

const tooMany = { error: { code: 'rate_limit_reached', description: '', detail: {} } };

describe('api: requests under the rate limit', () => {
  let clock: HandClock;
  let limit: RateLimit;
  let katapult: Katapult;
  let sent: string[];
  /** How the next request is answered; well, with nothing in it, when undefined. */
  let next: (() => Promise<FetchAnswer>) | undefined;

  beforeEach(() => {
    clock = new HandClock();
    limit = new RateLimit(clock);
    sent = [];
    next = undefined;
    katapult = clientOf('http://katapult.test/core/v1', { rateLimit: limit, fetch });
  });

  function fetch(url: string, { method }: { method: string }): Promise<FetchAnswer> {
    sent.push(`${method} ${new URL(url).pathname.split('/').at(-1) ?? ''}`);
    const answer = next ?? (() => answered(200, 90, { ip_addresses: [], pagination: { total: 0 } }));
    next = undefined;
    return answer();
  }

  function answered(status: number, remaining: number, json: object): Promise<FetchAnswer> {
    const headers = new Headers({
      'Content-Type': 'application/json',
      'X-Ratelimit-Permitted': '100',
      'X-Ratelimit-Remaining': `${remaining}`,
    });
    return Promise.resolve({ status, headers, text: () => Promise.resolve(JSON.stringify(json)) });
  }

  async function refuseOne(): Promise<void> {
    next = () => answered(429, 0, tooMany);
    await failureOf(katapult.ipAddresses.unallocate('ip_1'), ApiError);
    sent = [];
  }

  it('wait for the next minute when one was refused, those of a person too', async () => {
    await refuseOne();
    const unallocating = katapult.ipAddresses.unallocate('ip_1');
    await clock.turn(59_000);
    assert.deepEqual(sent, []);
    await clock.turn(5_000);
    await unallocating;
    assert.deepEqual(sent, ['POST unallocate']);
  });

  it('are never sent when the waiting was cancelled, and that is certain', async () => {
    await refuseOne();
    const unallocating = failureOf(katapult.ipAddresses.unallocate('ip_1'), NetworkError);
    await clock.turn(0);
    limit.cancelWaiting();
    const error = await unallocating;
    assert.deepEqual([error.reason, error.outcomeUnknown], ['not_sent', false]);
    await clock.turn(120_000);
    assert.deepEqual(sent, []);
  });

  it('leave what is left of a minute to people, where they read long lists', async () => {
    next = () => answered(200, 5, {});
    await katapult.ipAddresses.unallocate('ip_1');
    sent = [];
    const listing = katapult.ipAddresses.list('org_1');
    await clock.turn(0);
    assert.deepEqual(sent, []);
    await katapult.ipAddresses.unallocate('ip_1');
    assert.deepEqual(sent, ['POST unallocate']);
    await clock.turn(60_000);
    await listing;
    assert.deepEqual(sent, ['POST unallocate', 'GET ip_addresses']);
  });

  it('do not count any more when they have ended without an answer', async () => {
    next = () => answered(200, 12, {});
    await katapult.ipAddresses.unallocate('ip_1');
    for (let time = 0; time < 5; time++) {
      next = () => Promise.reject(new Error('reset'));
      await failureOf(katapult.ipAddresses.unallocate('ip_1'), NetworkError);
    }
    sent = [];
    const listing = katapult.ipAddresses.list('org_1');
    await clock.turn(0);
    assert.deepEqual(sent, ['GET ip_addresses']);
    await listing;
  });
});
