import type { Entry } from './entry.ts';
import type { Found } from './found.ts';
import { byKey, type Run } from './run.ts';

const kinds: readonly Found['kind'][] = ['machine', 'interface', 'address'];

/** What fits equally well and is of one kind. */
class Place {
  readonly #most: number;
  #entries: Entry[] = [];
  /** Behind this key nothing is wanted any more: there are enough before it. */
  #last: string | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns whether it may be among the best */
  add(entry: Entry): boolean {
    if (this.#last !== undefined && entry.key > this.#last) return false;
    this.#entries.push(entry);
    return true;
  }

  /** In their order, as many as are wanted. Runs that are in order are put in order with little to compare. */
  best(): readonly Entry[] {
    this.#entries = this.#entries.sort(byKey).slice(0, this.#most);
    this.#last = this.#entries[this.#most - 1]?.key;
    return this.#entries;
  }

  get overflows(): boolean {
    return this.#entries.length > this.#most;
  }
}

/** The best of what is found, without putting in order what nobody will see. */
export class Places {
  readonly #most: number;
  /** By how well they fit, and then by kind. */
  readonly #places: Place[] = [];
  /** How many fit so well, by rank. */
  readonly #counts: number[] = [];
  /** The same of the run that is being searched. */
  #ofRun: number[] = [];
  #run: Run | undefined;
  #kind = 0;
  /** Behind this rank nothing can be among the best. */
  #useful = Infinity;

  /** @param most how many are wanted. */
  constructor(most: number) {
    this.#most = most;
  }

  /** What is added from now on is of this run, in its order. */
  beginRun(run: Run): void {
    const [first] = run.entries;
    this.#run = run;
    this.#ofRun = [];
    this.#kind = first ? kinds.indexOf(first.found.kind) : 0;
    // Of the places, many are empty.
    this.#places.forEach((place) => place.overflows && place.best());
    let sum = 0;
    const enough = Array.from(
      this.#counts,
      (count: number | undefined) => (sum += count ?? 0) >= this.#most,
    ).indexOf(true);
    this.#useful = enough < 0 ? Infinity : enough;
  }

  /** Takes what is found. Of a run, the first of each rank are the best. */
  add(index: number, rank: number): void {
    if (rank > this.#useful) return;
    const count = (this.#ofRun[rank] ?? 0) + 1;
    this.#ofRun[rank] = count;
    const entry = this.#run?.entries[index];
    if (count > this.#most || !entry) return;
    const place = (this.#places[rank * kinds.length + this.#kind] ??= new Place(this.#most));
    if (place.add(entry)) this.#counts[rank] = (this.#counts[rank] ?? 0) + 1;
  }

  /** As many as are wanted, in their order. */
  best(): Found[] {
    const best: Found[] = [];
    this.#places.forEach((place) => {
      const left = this.#most - best.length;
      if (left > 0)
        best.push(
          ...place
            .best()
            .slice(0, left)
            .map(({ found }) => found),
        );
    });
    return best;
  }
}
