import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/api/errors.ts';
import { Activities } from '../../../../src/inventory/activities/activities.ts';
import { wordsOf, type Activity } from '../../../../src/inventory/activities/activity.ts';
import type { Change } from '../../../../src/inventory/activities/change.ts';
import type { Settled } from '../../../../src/inventory/operations/settle.ts';
import { done, failed, lost, unknown, write } from './writes.ts';

const change: Change = {
  kind: 'values',
  organizationId: 'org',
  address: { id: 'ip', address: '192.0.2.1' },
  from: { reverseDns: 'a.example' },
  to: { reverseDns: 'b.example' },
};

describe('What was done in a window', () => {
  let now: number;
  let activities: Activities;
  let heard: (Activity | undefined)[];

  beforeEach(() => {
    now = 1_000;
    activities = new Activities(() => now);
    heard = [];
    activities.onDidChange((activity) => heard.push(activity));
  });

  it('is there while it runs, and then with how it ended and how long it took', async () => {
    let end: (settled: Settled<string>) => void = () => undefined;
    const running = activities.run(write('it', () => new Promise((resolve) => (end = resolve))));
    const [activity] = activities.all;
    assert.ok(activity);
    assert.deepEqual([activity.outcome.kind, wordsOf(activity)], ['running', 'Doing it…']);
    now = 1_400;
    end(done);
    await running;
    assert.deepEqual([activity.outcome.kind, wordsOf(activity)], ['done', 'Did it']);
    assert.equal((activity.endedAt ?? 0) - activity.startedAt, 400);
    assert.deepEqual(heard, [undefined, activity]);
  });

  it('comes newest first, and the oldest is forgotten above two hundred', async () => {
    for (let count = 1; count <= 203; count++) await activities.run(write(String(count), done));
    assert.equal(activities.all.length, 200);
    assert.deepEqual(
      [activities.all[0], activities.all.at(-1)].map((each) => each && wordsOf(each)),
      ['Did 203', 'Did 4'],
    );
  });

  it('says what failed, and keeps why', async () => {
    const { activity } = await activities.run(write('it', failed));
    assert.equal(wordsOf(activity), 'Could not do it.');
    assert.ok(activity.outcome.kind === 'failed' && activity.outcome.error instanceof Error);
    assert.equal(activity.canUndo, false);
  });

  it('keeps what nobody foresaw as a failure, and passes it on', async () => {
    const bug = new Error('a bug');
    await assert.rejects(activities.run(write('it', () => Promise.reject(bug))), bug);
    assert.deepEqual(activities.all[0]?.outcome, { kind: 'failed', error: bug });
  });

  it('that nobody knows of can be looked up, from wherever it was kept', async () => {
    const { activity, settled } = await activities.run(write('it', unknown(unknown(done))));
    assert.deepEqual([activity.outcome, settled.kind], [{ kind: 'unknown', error: lost }, 'unknown']);
    await activity.checkAgain?.();
    assert.equal(activity.outcome.kind, 'unknown');
    await activity.checkAgain?.();
    assert.equal(activity.outcome.kind, 'done');
    assert.equal(activity.checkAgain, undefined);
  });

  it('can be undone only when it has changed something by itself', async () => {
    const changing = { ...write('it', done), change: () => change };
    assert.equal((await activities.run(changing)).activity.canUndo, true);
    assert.equal((await activities.run(write('it', done))).activity.canUndo, false);
    const refusal = new ApiError(
      { code: 'no_allocation', description: '', detail: {} },
      { method: 'POST', path: '/x', status: 422 },
    );
    const already = { ...changing, run: () => Promise.resolve({ ...done, refusal }) };
    const { activity } = await activities.run(already);
    assert.deepEqual([activity.canUndo, wordsOf(activity)], [false, 'it is so already']);
  });

  it('is known to be undone once that was done, and not before', async () => {
    const { activity } = await activities.run({ ...write('it', done), change: () => change });
    await activities.run({ ...write('its undoing', failed), undoes: activity });
    assert.equal(activity.canUndo, true);
    heard.length = 0;
    await activities.run({ ...write('its undoing', done), undoes: activity });
    assert.equal(activity.canUndo, false);
    assert.ok(heard.includes(activity), 'its row is told');
  });

  it('is forgotten on demand, but not what still runs', async () => {
    void activities.run(write('for ever', () => new Promise(() => undefined)));
    await activities.run(write('it', done));
    activities.leave(write('the rest', done));
    activities.clear();
    assert.deepEqual(activities.all.map(wordsOf), ['Doing for ever…']);
  });
});
