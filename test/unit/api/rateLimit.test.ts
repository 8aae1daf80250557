import assert from 'node:assert/strict';
import { RateLimit, type Urgency } from '../../../src/api/rateLimit.ts';

const noon = Date.UTC(2026, 6, 1, 12);

/** A clock that is turned by hand, and whose pauses end when it gets there. */
class HandClock {
  time = noon;
  readonly #pauses: { readonly until: number; readonly end: () => void }[] = [];

  readonly now = () => this.time;
  readonly random = () => 0.5;
  readonly pause = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      this.#pauses.push({ until: this.time + ms, end: resolve });
      signal?.addEventListener('abort', () => resolve());
    });

  async turn(ms: number): Promise<void> {
    this.time += ms;
    for (const { until, end } of this.#pauses) if (until <= this.time) end();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

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
});
