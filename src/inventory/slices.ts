export { nextTurn } from '../api/turns.ts';

/** Lets everybody else have a turn. */
export type YieldNow = () => Promise<void>;

/** What fits between two turns: a few milliseconds' work. */
export const sliceSize = 500;

/** Divides long work into slices, so that nobody waits for its end. */
export class Slices {
  readonly #yieldNow: YieldNow;
  #done = 0;

  constructor(yieldNow: YieldNow) {
    this.#yieldNow = yieldNow;
  }

  /** Counts what was done. @returns whether it is time for {@link next}. */
  add(things: number): boolean {
    this.#done += things;
    return this.#done >= sliceSize;
  }

  /** Ends the slice. */
  next(): Promise<void> {
    this.#done = 0;
    return this.#yieldNow();
  }
}
