import type { RhythmClock } from '../../../src/views/rhythm.ts';

/** A clock that is turned by hand. Chance is none: windows wait no longer than they must, unless told. */
export class FakeClock implements RhythmClock {
  time = 0;
  chance = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  readonly now = () => this.time;
  readonly random = () => this.chance;
  readonly after = (ms: number, run: () => void) => {
    const timer = { at: this.time + ms, run };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  };

  get pending(): number {
    return this.#timers.size;
  }

  async turn(ms: number): Promise<void> {
    const end = this.time + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.time = Math.max(this.time, next.at);
      this.#timers.delete(next);
      next.run();
      await settled();
    }
    this.time = end;
  }

  #next(end: number) {
    return [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }
}

/** Lets everything that waits for nothing but its turn come to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}
