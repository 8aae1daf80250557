import { pause } from './pause.ts';

/**
 * Who is waiting for a request: somebody who has clicked; somebody who looks at what is being listed; or nobody. What
 * is `quiet` goes on by itself, as reading again does, and `idle` is what is only nice to have: both wait in silence.
 */
export type Urgency = 'person' | 'background' | 'quiet' | 'idle';

/** What is used of an answer. */
interface Answered {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** Time and chance, to be replaced in tests. */
export interface RateLimitClock {
  /** Milliseconds since 1970: Katapult counts in minutes of the wall clock. */
  readonly now: () => number;
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

const minute = 60_000;
/** Windows that wait for the same minute should not all begin in its first moment. */
const mostJitterMs = 3_000;
/** The part of a minute's requests that is left to what is more urgent, and to other windows. */
const reserves: Readonly<Record<Urgency, number>> = { person: 0, background: 0.1, quiet: 0.3, idle: 0.5 };
/** Nobody has asked for it, so nobody is told that it waits. */
const silent: readonly Urgency[] = ['quiet', 'idle'];

const realClock: RateLimitClock = { now: () => Date.now(), pause, random: () => Math.random() };

/**
 * The requests that Katapult permits a token in a minute, as far as its answers tell. All windows and tools of
 * a token share them: the headers count everybody's. Answers overtake each other, so the least that was seen
 * in a minute counts.
 */
export class RateLimit {
  readonly #clock: RateLimitClock;
  #minute = 0;
  #remaining = Infinity;
  #permitted = Infinity;
  #underWay = 0;
  /** After a 429 nothing is sent before this time. */
  #blockedUntil = 0;
  #waiting = 0;
  #cancelled = new AbortController();
  #listener: (until: number | undefined) => void = () => undefined;

  constructor(clock: RateLimitClock = realClock) {
    this.#clock = clock;
  }

  /** Tells when requests begin to wait (until when, in milliseconds since 1970), and when they go on. */
  onWaiting(listener: (until: number | undefined) => void): void {
    this.#listener = listener;
  }

  /** Lets whatever waits fail now, as Katapult refused it. */
  cancelWaiting(): void {
    this.#cancelled.abort();
    this.#cancelled = new AbortController();
  }

  /**
   * Waits until a request may be sent: a person's at once, unless Katapult has refused one in this minute;
   * others also when the minute has little left, which for those that nobody waits for is more.
   * @returns false when the waiting was cancelled, and nothing must be sent.
   */
  async admit(urgency: Urgency, signal?: AbortSignal): Promise<boolean> {
    if (this.#waitMs(urgency) > 0) {
      const goesOn = silent.includes(urgency)
        ? await this.#waitSilently(urgency, signal)
        : await this.#wait(urgency, signal);
      if (!goesOn) return false;
    }
    this.#underWay++;
    return true;
  }

  /** Takes in what an answer says; without one, that the request is over. */
  settled(answer?: Answered): void {
    this.#underWay--;
    if (answer) this.#observe(answer);
  }

  #observe({ status, headers }: Answered): void {
    this.#turnMinute();
    const permitted = count(headers.get('x-ratelimit-permitted'));
    const remaining = count(headers.get('x-ratelimit-remaining'));
    // That nothing is permitted in any minute is not believed: one would wait for ever.
    if (permitted) this.#permitted = permitted;
    if (remaining !== undefined) this.#remaining = Math.min(this.#remaining, remaining);
    if (status === 429) this.#blockedUntil = this.#nextMinute() + this.#clock.random() * mostJitterMs;
  }

  #waitMs(urgency: Urgency): number {
    this.#turnMinute();
    const now = this.#clock.now();
    // A clock that was set back must not make anybody wait longer than a minute can last.
    const blocked = Math.min(this.#blockedUntil - now, minute + mostJitterMs);
    if (blocked > 0) return blocked;
    if (urgency === 'person') return 0;
    const left = this.#remaining - this.#underWay;
    return left > this.#permitted * reserves[urgency] || this.#permitted === Infinity
      ? 0
      : this.#nextMinute() - now;
  }

  /** One waiting to whoever is told of it, though a timer may end a little before the time it was set to. */
  async #wait(urgency: Urgency, signal: AbortSignal | undefined): Promise<boolean> {
    const cancelled = this.#cancelled.signal;
    const ended = signal ? AbortSignal.any([signal, cancelled]) : cancelled;
    this.#waiting++;
    for (let ms = this.#waitMs(urgency); ms > 0 && !ended.aborted; ms = this.#waitMs(urgency)) {
      this.#listener(this.#clock.now() + ms);
      await this.#clock.pause(ms, ended);
    }
    this.#waiting--;
    if (this.#waiting === 0) this.#listener(undefined);
    return !ended.aborted;
  }

  /** Windows must not meet again at the beginning of the next minute. */
  async #waitSilently(urgency: Urgency, signal: AbortSignal | undefined): Promise<boolean> {
    for (let ms = this.#waitMs(urgency); ms > 0 && !signal?.aborted; ms = this.#waitMs(urgency)) {
      await this.#clock.pause(ms + this.#clock.random() * mostJitterMs, signal);
    }
    return !signal?.aborted;
  }

  #turnMinute(): void {
    const current = Math.floor(this.#clock.now() / minute);
    if (current === this.#minute) return;
    this.#minute = current;
    this.#remaining = this.#permitted;
  }

  #nextMinute(): number {
    return (Math.floor(this.#clock.now() / minute) + 1) * minute;
  }
}

function count(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
