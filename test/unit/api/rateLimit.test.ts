import assert from 'node:assert/strict';
import { RateLimit, type Urgency } from '../../../src/api/rateLimit.ts';
import { HandClock, noon } from './handClock.ts';

describe('api: the rate limit', () => {
  let clock: HandClock;
  let limit: RateLimit;
  let waits: (number | undefined)[];

  beforeEach(() => {
    clock = new HandClock();
    limit = new RateLimit(clock);
    waits = [];
    limit.onWaiting((until) => waits.push(until));
  });

  /** One request with its answer. */
  async function request(remaining: number, status = 200, permitted = 100): Promise<void> {
    assert.ok(await limit.admit('person'));
    const headers = new Headers({
      'X-Ratelimit-Permitted': `${permitted}`,
      'X-Ratelimit-Remaining': `${remaining}`,
    });
    limit.settled({ status, headers });
  }

  /** Whether a request would go out now; one that waits goes on waiting. */
  async function goes(urgency: Urgency): Promise<boolean> {
    let gone = false;
    void limit.admit(urgency).then((admitted) => (gone = admitted));
    await new Promise((resolve) => setImmediate(resolve));
    return gone;
  }

  it('holds nothing back while nothing is known', async () => {
    assert.ok(await goes('background'));
  });

  it('keeps the last tenth of a minute for people', async () => {
    await request(10);
    assert.equal(await goes('background'), false);
    assert.equal(await goes('person'), true);
    assert.deepEqual(waits, [noon + 60_000]);
  });

  it('keeps half of a minute from what is idle, which waits in silence', async () => {
    await request(51);
    assert.equal(await goes('idle'), true);
    assert.equal(await goes('idle'), false);
    assert.equal(await goes('background'), true);
    assert.deepEqual(waits, []);
  });

  it('keeps three tenths of a minute from what goes on by itself, which waits in silence', async () => {
    await request(31);
    assert.equal(await goes('quiet'), true);
    assert.equal(await goes('quiet'), false);
    assert.equal(await goes('background'), true);
    assert.deepEqual(waits, []);
  });

  it('lets what is idle go on in the next minute, though somebody has cancelled other waiting', async () => {
    await request(50);
    let gone = false;
    void limit.admit('idle').then((admitted) => (gone = admitted));
    limit.cancelWaiting();
    await clock.turn(60_000);
    assert.equal(gone, false, 'windows do not begin together');
    await clock.turn(1_500);
    assert.equal(gone, true);
  });

  it('keeps nothing from people, not even when the minute has nothing left', async () => {
    await request(0);
    assert.equal(await goes('person'), true);
    assert.deepEqual(waits, []);
  });

  it('lets go of what is idle at once when its caller gives up', async () => {
    await request(50);
    const caller = new AbortController();
    const waiting = limit.admit('idle', caller.signal);
    caller.abort();
    assert.equal(await waiting, false);
  });

  it('counts requests that are under way', async () => {
    await request(13);
    assert.deepEqual(
      [await goes('background'), await goes('background'), await goes('background')],
      [true, true, true],
    );
    assert.equal(await goes('background'), false);
  });

  it('believes the least that it has seen in a minute: answers overtake each other', async () => {
    await request(5);
    await request(50);
    assert.equal(await goes('background'), false);
  });

  it('begins anew with the next minute', async () => {
    await request(0);
    const waiting = limit.admit('background');
    await clock.turn(60_000);
    assert.equal(await waiting, true);
    assert.deepEqual(waits, [noon + 60_000, undefined]);
  });

  it('sends nothing after a 429 until the next minute, and a little more, so that windows do not begin together', async () => {
    await request(0, 429);
    assert.equal(await goes('person'), false);
    assert.deepEqual(waits, [noon + 60_000 + 1_500]);
    await clock.turn(60_000);
    assert.equal(await goes('person'), false);
    await clock.turn(1_500);
    assert.equal(await goes('person'), true);
  });

  it('takes a 429 of something else than Katapult for one too', async () => {
    await limit.admit('person');
    limit.settled({ status: 429, headers: new Headers() });
    assert.equal(await goes('person'), false);
  });

  it('lets go of whatever waits when a person has enough of it', async () => {
    await request(0, 429);
    const waiting = limit.admit('person');
    limit.cancelWaiting();
    assert.equal(await waiting, false);
    assert.equal(waits.at(-1), undefined);
  });

  it('lets go of a request whose caller gives up', async () => {
    await request(0, 429);
    const caller = new AbortController();
    const waiting = limit.admit('person', caller.signal);
    caller.abort();
    assert.equal(await waiting, false);
  });

  it('never waits longer than a minute can last, though the clock be set back', async () => {
    await request(0, 429);
    clock.time -= 3_600_000;
    const waiting = limit.admit('person');
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(waits, [clock.time + 63_000]);
    await clock.turn(3_663_000);
    assert.equal(await waiting, true);
  });

  it('ignores headers that are no numbers', async () => {
    await limit.admit('person');
    limit.settled({
      status: 200,
      headers: new Headers({ 'X-Ratelimit-Remaining': '-1', 'X-Ratelimit-Permitted': 'many' }),
    });
    assert.ok(await goes('background'));
  });

  it('believes neither that nothing is ever permitted, nor what is no number', async () => {
    await request(0, 200, 0);
    assert.ok(await goes('background'));
    limit.settled();
    await clock.turn(60_000);
    assert.ok(await limit.admit('person'));
    const headers = new Headers({ 'X-Ratelimit-Permitted': '100', 'X-Ratelimit-Remaining': 'many' });
    limit.settled({ status: 200, headers });
    assert.ok(await goes('background'));
  });

  it('counts an answer to the minute in which it comes', async () => {
    await request(90);
    assert.ok(await limit.admit('person'));
    await clock.turn(60_000);
    const headers = new Headers({ 'X-Ratelimit-Permitted': '100', 'X-Ratelimit-Remaining': '5' });
    limit.settled({ status: 200, headers });
    assert.equal(await goes('background'), false);
  });

  it('waits for the end of the minute, not for a minute', async () => {
    await clock.turn(45_000);
    await request(5);
    assert.equal(await goes('background'), false);
    assert.deepEqual(waits, [noon + 60_000]);
  });

  it('waits again when another was refused meanwhile', async () => {
    assert.ok(await limit.admit('person'));
    await request(0, 429);
    let gone = false;
    void limit.admit('person').then(() => (gone = true));
    await clock.turn(60_000);
    limit.settled({ status: 429, headers: new Headers() });
    await clock.turn(10_000);
    assert.equal(gone, false);
    await clock.turn(60_000);
    assert.equal(gone, true);
  });

  it('says that the waiting is over when the last has gone on', async () => {
    await request(0, 429);
    const closed = new AbortController();
    const leaving = limit.admit('person', closed.signal);
    assert.equal(await goes('person'), false);
    closed.abort();
    assert.equal(await leaving, false);
    assert.ok(!waits.includes(undefined), 'one still waits');
    await clock.turn(64_000);
    assert.equal(waits.at(-1), undefined);
  });

  it('lets go of what waits with a signal of its own, and makes later ones wait as before', async () => {
    await request(0, 429);
    const waiting = limit.admit('person', new AbortController().signal);
    await clock.turn(0);
    limit.cancelWaiting();
    assert.equal(await waiting, false);
    const later = limit.admit('person');
    await clock.turn(64_000);
    assert.equal(await later, true);
  });

  it('is told as one waiting also when a timer ends a little before its time', async () => {
    let time = noon;
    const pause = (ms: number) => Promise.resolve(void (time += ms > 1 ? ms - 0.5 : ms));
    const early = new RateLimit({ now: () => time, random: () => 0.5, pause });
    early.onWaiting((until) => waits.push(until));
    await early.admit('person');
    early.settled({ status: 429, headers: new Headers() });
    assert.ok(await early.admit('person'));
    assert.deepEqual(
      waits.map((until) => until === undefined),
      [false, false, true],
    );
  });
});
