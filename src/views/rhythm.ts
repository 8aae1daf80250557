import type { Subscription } from '../inventory/emitter.ts';

/** Time and chance, to be replaced in tests. */
export interface RhythmClock {
  /** In milliseconds; from when does not matter. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => Subscription;
  /** 0 to 1. */
  readonly random: () => number;
}

export const realClock: RhythmClock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  random: () => Math.random(),
};

/** Windows that were opened together should not ask together: each waits up to this part longer. */
const jitter = 0.1;
/** What takes long is done less often: it takes no more than this part of the time… */
const mostShare = 0.25;
/** … but after so many intervals it is done again, however long it took: it may have had to wait for others. */
const mostIntervals = 5;

/** Does something again and again while it is awake, never twice at the same time. */
export class Rhythm implements Subscription {
  readonly #beat: () => Promise<void>;
  readonly #clock: RhythmClock;
  #intervalMs = 0;
  #awake = false;
  #running = false;
  #endedAt: number;
  #tookMs = 0;
  #timer: Subscription | undefined;

  /** @param beat what is done; it does not reject. */
  constructor(beat: () => Promise<void>, clock: RhythmClock) {
    this.#beat = beat;
    this.#clock = clock;
    this.#endedAt = clock.now();
  }

  /** How long to wait between two; 0: it is never done. What is awake already follows at once. */
  set intervalMs(value: number) {
    this.#intervalMs = value;
    this.#schedule();
  }

  /** Whoever wakes after longer than the interval begins at once; otherwise the rest of it is waited for. */
  set awake(value: boolean) {
    if (value === this.#awake) return;
    this.#awake = value;
    this.#schedule();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#awake = false;
  }

  #schedule(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (!this.#awake || this.#running || this.#intervalMs <= 0) return;
    const longMs = Math.min(this.#tookMs / mostShare, this.#intervalMs * mostIntervals);
    const pauseMs = Math.max(this.#intervalMs, longMs);
    const waitMs = this.#endedAt + pauseMs * (1 + this.#clock.random() * jitter) - this.#clock.now();
    this.#timer = this.#clock.after(Math.max(0, waitMs), () => void this.#run());
  }

  async #run(): Promise<void> {
    this.#running = true;
    const begun = this.#clock.now();
    try {
      await this.#beat();
    } finally {
      this.#running = false;
      this.#endedAt = this.#clock.now();
      this.#tookMs = this.#endedAt - begun;
      this.#schedule();
    }
  }
}
