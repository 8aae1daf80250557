// What is made of several measurements of the same thing.

/** A median with what lies around it: half of the measurements are between the quartiles. */
export interface Spread {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
    count: sorted.length,
  };
}

/** The value below which a part of the sorted values lies, from 0 to 1. */
export function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** How long something takes, in milliseconds. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/**
 * Does two things in turn, so that both meet the same machine, and divides the time of the first by that of the
 * second, pair by pair. The first pair only warms up.
 */
export async function ratios(
  pairs: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<{ readonly ratio: Spread; readonly one: Spread; readonly other: Spread }> {
  const times: (readonly [number, number])[] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    // Neither is always the one that finds the memory tidied up.
    const first = pair % 2 === 0 ? await timed(one) : undefined;
    const second = await timed(other);
    times.push([first ?? (await timed(one)), second]);
  }
  const kept = times.slice(1);
  return {
    ratio: spreadOf(kept.map(([a, b]) => a / b)),
    one: spreadOf(kept.map(([a]) => a)),
    other: spreadOf(kept.map(([, b]) => b)),
  };
}
