import assert from 'node:assert/strict';
import { ApiError, NetworkError } from '../../../src/api/errors.ts';
import { sendOnce } from '../../../src/inventory/operations/settle.ts';

const noon = Date.UTC(2026, 6, 1, 12);
const request = { method: 'POST', path: '/x' };
const lost = new NetworkError('interrupted', 'reset', request);
const timedOut = new NetworkError('timeout', 'no answer', request);
const refusal = new ApiError(
  { code: 'no_allocation', description: '', detail: {} },
  { ...request, status: 422 },
);
const unread = new Error('it can’t be read');

describe('Settling a write', () => {
  let time: number;
  let waits: number[];
  const clock = {
    now: () => time,
    pause: (ms: number): Promise<void> => {
      time += ms;
      waits.push(ms);
      return Promise.resolve();
    },
  };

  beforeEach(() => {
    time = noon;
    waits = [];
  });

  /** @param readings what each reading back gives; the last one again and again. */
  function send(failure: Error, ...readings: readonly (string | Error | undefined)[]) {
    let count = 0;
    const readBack = (): Promise<string | undefined> => {
      const reading = readings[Math.min(count++, readings.length - 1)];
      return reading instanceof Error ? Promise.reject(reading) : Promise.resolve(reading);
    };
    return sendOnce(() => Promise.reject(failure), readBack, clock, ['no_allocation']);
  }

  it('waits before each of three readings, for what was sent may still be on its way', async () => {
    assert.equal((await send(lost, undefined)).kind, 'failed');
    assert.deepEqual(waits, [500, 2_000, 4_000]);
  });

  it('is done at the first reading that shows it', async () => {
    assert.equal((await send(lost, unread, 'there')).kind, 'done');
    assert.deepEqual(waits, [500, 2_000]);
  });

  it('is not known to have failed when the last reading failed, whatever was read before it', async () => {
    assert.equal((await send(lost, undefined, undefined, unread)).kind, 'unknown');
  });

  it('has failed when the last reading shows that, whatever could not be read before it', async () => {
    assert.equal((await send(lost, unread, unread, undefined)).kind, 'failed');
  });

  it('does not wait for what may still arrive when the clock was set back', async () => {
    const settled = await send(timedOut, undefined);
    assert.ok(settled.kind === 'unknown');
    time -= 3_600_000;
    assert.equal((await settled.checkAgain()).kind, 'failed');
  });

  it('believes the first reading after a refusal, without a wait', async () => {
    assert.equal((await send(refusal, undefined, 'there')).kind, 'failed');
    assert.deepEqual(waits, []);
  });

  it('reads again, later each time, when it can’t be read after a refusal', async () => {
    const settled = await send(refusal, unread, unread, unread, 'there');
    assert.ok(settled.kind === 'done' && settled.refusal === refusal);
    assert.deepEqual(waits, [500, 2_000, 4_000]);
  });

  it('is not known after a refusal of which nothing can be read', async () => {
    assert.equal((await send(refusal, unread)).kind, 'unknown');
  });
});
