// Thousands of operations at random: once the same as always, once others than ever before.
import assert from 'node:assert/strict';
import { runRandomly } from './random/run.ts';

const operations = 5_000;
const fresh = Date.now() % 1_000_000;

describe('Windows, faults and somebody else at random', () => {
  for (const seed of [11, fresh]) {
    it(`never do a write twice, and never tell what is not so: ${operations} operations, seed ${seed}`, async () => {
      const { problems, doubles, stuck, operations: done } = await runRandomly(seed, operations);
      const repeat = `npm run test:faults -- --random --seed ${seed} --operations ${operations} repeats it`;
      assert.deepEqual(problems, [], [...problems.slice(0, 20), repeat].join('\n'));
      assert.deepEqual({ doubles, stuck, done }, { doubles: 0, stuck: 0, done: operations }, repeat);
    });
  }
});
