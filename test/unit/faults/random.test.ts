import assert from 'node:assert/strict';
import { runRandomly } from '../../faults/random/run.ts';

describe('Windows, faults and somebody else at random', function () {
  this.timeout(30_000);

  it('never do a write twice, and never tell what is not so', async () => {
    const { problems, doubles, stuck, operations } = await runRandomly(7, 300);
    assert.deepEqual(problems, []);
    assert.deepEqual({ doubles, stuck, operations }, { doubles: 0, stuck: 0, operations: 300 });
  });

  it('do the same again for the same seed', async () => {
    const [one, again, other] = [
      await runRandomly(3, 60),
      await runRandomly(3, 60),
      await runRandomly(4, 60),
    ];
    assert.equal(again.fingerprint, one.fingerprint);
    assert.notEqual(other.fingerprint, one.fingerprint);
  });
});
