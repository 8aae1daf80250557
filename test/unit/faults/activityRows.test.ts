import assert from 'node:assert/strict';
import { Activities } from '../../../src/inventory/activities/activities.ts';
import type { Activity } from '../../../src/inventory/activities/activity.ts';
import { activityItem, hostNameComplaint, labelComplaint, lineOf, recordOf } from '../../faults/editor.ts';
import { done, failed, unknown, write } from '../inventory/activities/writes.ts';

describe('The row of an activity', () => {
  const begun = Date.UTC(2026, 0, 2, 3, 4, 5);
  let now: number;
  let activities: Activities;

  beforeEach(() => {
    now = begun;
    activities = new Activities(() => now);
  });

  async function ran(end: Parameters<typeof write>[1]): Promise<Activity> {
    const { activity } = await activities.run({ ...write('it', end), again: () => Promise.resolve() });
    return activity;
  }

  /** What of a row does not depend on this machine's clock. */
  function rowOf(activity: Activity) {
    const { label, contextValue, iconPath, accessibilityInformation } = activityItem(activity);
    const icon = typeof iconPath === 'object' && 'id' in iconPath ? iconPath.id : undefined;
    return { label, icon, contextValue, spoken: accessibilityInformation?.label };
  }

  it('that is done says how long it took and by which account', async () => {
    const activity = await ran(() => {
      now += 1_234;
      return Promise.resolve(done);
    });
    const { label, icon, spoken } = rowOf(activity);
    assert.deepEqual([label, icon], ['Did it', 'pass']);
    assert.match(spoken ?? '', /^Did it, done, .+, 1\.2 s, Robin$/);
  });

  it('that failed says why to a screen reader, and offers to try again', async () => {
    const { label, icon, contextValue, spoken } = rowOf(await ran(failed));
    assert.deepEqual([label, icon], ['Could not do it.', 'error']);
    assert.match(contextValue ?? '', /^activity;can:retryActivity;can:copyActivity;$/);
    assert.match(spoken ?? '', /^Could not do it\., failed, An unexpected error occurred\./);
  });

  it('of which nobody knows offers to check again, not to try again', async () => {
    const { label, icon, contextValue } = rowOf(await ran(unknown(done)));
    assert.deepEqual([label, icon], ['It is not known whether it was done.', 'question']);
    assert.equal(contextValue, 'activity;can:checkActivity;can:copyActivity;');
  });

  it('that runs spins, and offers nothing but its text', () => {
    void activities.run(write('it', () => new Promise(() => undefined)));
    const [activity] = activities.all;
    assert.ok(activity);
    const { label, icon, contextValue } = rowOf(activity);
    assert.deepEqual(
      [label, icon, contextValue],
      ['Doing it…', 'loading~spin', 'activity;can:copyActivity;'],
    );
  });

  it('that was left alone says so', () => {
    const { icon, spoken } = rowOf(activities.leave(write('it', done)));
    assert.equal(icon, 'circle-slash');
    assert.match(spoken ?? '', /left alone/);
  });

  it('becomes a line of text, and a record', async () => {
    const activity = await ran(failed);
    assert.match(
      lineOf(activity),
      /^2026-01-02T03:04:05\.000Z\tfailed\tCould not do it\.\tAn unexpected error .+\tRobin$/,
    );
    assert.deepEqual(recordOf(activity), {
      startedAt: '2026-01-02T03:04:05.000Z',
      milliseconds: 0,
      account: 'Robin',
      what: 'Could not do it.',
      outcome: 'failed',
      cause: 'An unexpected error occurred. The log has the details.',
    });
  });
});

describe('What is wrong with what was typed', () => {
  for (const name of ['www.example.com', 'a-1.example.com.', 'xn--bcher-kva.example', '1.2.example'])
    it(`is nothing with the host name ${name}`, () => assert.equal(hostNameComplaint(name), undefined));

  const wrong = [
    '',
    '.',
    'localhost',
    'a..example.com',
    '-a.example',
    'a_b.example',
    '192.0.2.1',
    'bücher.example',
  ];
  for (const name of [...wrong, `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`])
    it(`is told of ${name.slice(0, 20) || 'no host name'}`, () => assert.ok(hostNameComplaint(name)));

  it('is told of a label that is empty or too long', () => {
    assert.ok(labelComplaint(''));
    assert.ok(labelComplaint('a'.repeat(256)));
    assert.equal(labelComplaint('front'), undefined);
  });
});
