import type { Entry } from './entry.ts';
import type { Found } from './found.ts';
import { byKey, type Run } from './run.ts';

const kinds: readonly Found['kind'][] = ['machine', 'interface', 'address'];

/** The best of what is found, without putting in order what nobody will see. */
export class Places {
  readonly #most: number;
  /** By how well they fit, and then by kind. */
  readonly #places: Entry[][] = [];
  /** How many fit so well, by rank. */
  readonly #counts: number[] = [];
  /** The same of the run that is being searched. */
  #ofRun: number[] = [];
  #run: Run | undefined;
  #kind = 0;
  #useful = Infinity;

  /** @param most how many are wanted. */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * What is added from now on is of this run, in its order.
   * @returns the rank behind which nothing can be among the best.
   */
  beginRun(run: Run): number {
    const [first] = run.entries;
    this.#run = run;
    this.#ofRun = [];
    this.#kind = first ? kinds.indexOf(first.found.kind) : 0;
    let sum = 0;
    const enough = Array.from(
      this.#counts,
      (count: number | undefined) => (sum += count ?? 0) >= this.#most,
    ).indexOf(true);
    return (this.#useful = enough < 0 ? Infinity : enough);
  }

  /** Takes what is found. Of a run, the first of each rank are the best. */
  add(index: number, rank: number): void {
    if (rank > this.#useful) return;
    const count = (this.#ofRun[rank] ?? 0) + 1;
    this.#ofRun[rank] = count;
    const entry = this.#run?.entries[index];
    if (count > this.#most || !entry) return;
    this.#counts[rank] = (this.#counts[rank] ?? 0) + 1;
    (this.#places[rank * kinds.length + this.#kind] ??= []).push(entry);
  }

  /** As many as are wanted, in their order. */
  best(): Found[] {
    const best: Found[] = [];
    // Of the places, many are empty.
    this.#places.forEach((place) => {
      const left = this.#most - best.length;
      if (left > 0)
        best.push(
          ...place
            .sort(byKey)
            .slice(0, left)
            .map(({ found }) => found),
        );
    });
    return best;
  }
}
