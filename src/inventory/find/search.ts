import type { Found } from './found.ts';
import { Places } from './places.ts';
import type { Word } from './query.ts';
import { eachFitting, type Run } from './run.ts';

/** What a search has come to. */
export interface Findings {
  /** The best, in their order. */
  readonly best: readonly Found[];
  /** How many there are in all. */
  readonly total: number;
  /** Among how many things it was looked for. */
  readonly looked: number;
}

/** The same, and where something was found: a longer query needs to look nowhere else. */
export interface Search extends Findings {
  readonly words: readonly Word[];
  readonly fruitful: readonly Run[];
}

/** Looks for the words in all runs. @param most how many of the best are wanted. */
export function searchRuns(runs: readonly Run[], words: readonly Word[], most: number): Search {
  const places = new Places(most);
  const counts = runs.map((run) => searchRun(run, words, places));
  return {
    words,
    fruitful: runs.filter((_, index) => counts[index]),
    best: places.best(),
    total: counts.reduce((sum, count) => sum + count, 0),
    looked: runs.reduce((sum, { entries }) => sum + entries.length, 0),
  };
}

/** @returns how many fit. */
function searchRun(run: Run, words: readonly Word[], places: Places): number {
  let total = 0;
  places.beginRun(run);
  eachFitting(run, words, (index, rank) => {
    total++;
    places.add(index, rank);
  });
  return total;
}
