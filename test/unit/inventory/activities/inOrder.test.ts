import assert from 'node:assert/strict';
import { Activities } from '../../../../src/inventory/activities/activities.ts';
import { runInOrder } from '../../../../src/inventory/activities/inOrder.ts';
import { done, failed, unknown, write } from './writes.ts';

describe('Several writes in order', () => {
  let activities: Activities;
  let stop: AbortController;
  let begun: string[];

  beforeEach(() => {
    activities = new Activities(() => 0);
    stop = new AbortController();
    begun = [];
  });

  async function run(writes: readonly ReturnType<typeof write>[], stopsAtFailure: boolean) {
    const ended = await runInOrder(activities, writes, {
      stopsAtFailure,
      signal: stop.signal,
      onBegin: ({ words }) => begun.push(words.done),
    });
    return ended.map(({ outcome }) => outcome.kind);
  }

  it('run one after the other, each announced', async () => {
    assert.deepEqual(await run([write('a', done), write('b', done)], false), ['done', 'done']);
    assert.deepEqual(begun, ['Did a', 'Did b']);
  });

  it('go on after a failure', async () => {
    const ended = await run([write('a', done), write('b', failed), write('c', done)], false);
    assert.deepEqual(ended, ['done', 'failed', 'done']);
  });

  for (const [how, end] of [
    ['failed', failed],
    ['unknown', unknown(done)],
  ] as const)
    it(`stop, if wished, at the first that is ${how}, and keep the rest as left alone`, async () => {
      const ended = await run([write('a', end), write('b', done)], true);
      assert.deepEqual(ended, [how, 'notBegun']);
      assert.deepEqual(begun, ['Did a']);
    });

  it('let the one that runs end when they are stopped, and begin no other', async () => {
    const first = write('a', () => {
      stop.abort();
      return Promise.resolve(done);
    });
    assert.deepEqual(await run([first, write('b', done), write('c', done)], false), [
      'done',
      'notBegun',
      'notBegun',
    ]);
    assert.deepEqual(
      activities.all.map(({ outcome }) => outcome.kind),
      ['notBegun', 'notBegun', 'done'],
    );
  });
});
