import assert from 'node:assert/strict';
import { Branch } from '../../../src/inventory/branch.ts';
import { Joined } from '../../../src/inventory/joined.ts';

/** Something that comes to its end when it is told to. */
class Reading {
  end: (items: readonly string[]) => void = () => undefined;
  fail: (error: unknown) => void = () => undefined;
  readonly result = new Promise<readonly string[]>((resolve, reject) => {
    this.end = resolve;
    this.fail = reject;
  });
  readonly read = () => this.result;
}

const now = () => 1_000;

describe('A branch', () => {
  let branch: Branch<string>;
  let given: AbortController;

  beforeEach(() => {
    branch = new Branch();
    given = new AbortController();
  });

  it('takes nothing of a load that was given up', async () => {
    const reading = new Reading();
    const loading = branch.load(reading.read, now, given.signal);
    given.abort();
    reading.end(['late']);
    await loading;
    assert.ok(branch.untouched && branch.loadedAt === undefined);
  });

  it('does not fail with a load that was given up', async () => {
    const reading = new Reading();
    const loading = branch.load(reading.read, now, given.signal);
    given.abort();
    reading.fail(new Error('aborted'));
    await loading;
    assert.ok(branch.untouched);
  });

  it('goes on loading when only one that was given up has ended', async () => {
    const [before, after] = [new Reading(), new Reading()];
    const givenUp = branch.load(before.read, now, given.signal);
    given.abort();
    const loading = branch.load(after.read, now);
    before.end([]);
    await givenUp;
    assert.ok(branch.loading);
    after.end(['whole']);
    await loading;
    assert.deepEqual([branch.items, branch.loading], [['whole'], false]);
  });
});

describe('What is run once for all', () => {
  it('is joined also after a run before it has ended', async () => {
    const joined = new Joined<string>();
    const [before, after] = [new Reading(), new Reading()];
    const run = ({ result }: Reading, mayJoin: boolean) =>
      joined.run('a', () => result.then(() => undefined), mayJoin);
    const first = run(before, true);
    const second = run(after, false);
    before.end([]);
    await first;
    assert.equal(joined.size, 1);
    assert.equal(run(new Reading(), true), second);
    after.end([]);
    await second;
    assert.equal(joined.size, 0);
  });
});
