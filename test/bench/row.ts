// A line of the table: what was measured, what came out, what is to be reached.
import type { Spread } from './statistics.ts';

export interface BenchRow {
  readonly what: string;
  /** Of which size: `10,000 machines, 20 ms`. */
  readonly size: string;
  readonly measured: number;
  /** Of several measurements, what lies around the median. */
  readonly spread?: Spread;
  readonly unit: string;
  /** The most (or, with `atLeast`, the least) that is wanted; undefined for what is only told. */
  readonly target?: number;
  readonly atLeast?: boolean;
  /** What else there is to know, in a few words. */
  readonly note?: string;
}

/** Whether a row reaches what it is to reach; undefined when nothing is asked of it. */
export function isMet({ measured, target, atLeast }: BenchRow): boolean | undefined {
  if (target === undefined) return undefined;
  return atLeast ? measured >= target : measured <= target;
}

/** A row from several measurements. */
export function rowOf(spread: Spread, rest: Omit<BenchRow, 'measured' | 'spread'>): BenchRow {
  return { ...rest, measured: spread.median, spread };
}
