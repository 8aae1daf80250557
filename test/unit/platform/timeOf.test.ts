import assert from 'node:assert/strict';
import { timeOf } from '../../../src/platform/timeOf.ts';

describe('The time of something', () => {
  const then = new Date(2026, 2, 14, 9, 26, 53);

  it('is the time of day on the same day', () => {
    const evening = new Date(2026, 2, 14, 23, 59, 59).getTime();
    assert.equal(timeOf(then.getTime(), evening), then.toLocaleTimeString());
  });

  it('has the date on every other, though it be the next', () => {
    const midnight = new Date(2026, 2, 15, 0, 0, 0).getTime();
    assert.equal(timeOf(then.getTime(), midnight), then.toLocaleString());
  });
});
