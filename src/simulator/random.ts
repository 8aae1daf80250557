/** A seeded source of chance: the same seed gives the same values in the same order. */

export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both possible. */
  int(least: number, most: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** `length` characters of the alphabet that Katapult's ids use. */
  text(length: number): string;
  /** An id in Katapult's form: prefix, underscore, 16 characters. */
  id(prefix: string): string;
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** mulberry32: small and quick, good enough for names and ids that nobody has to guess. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const text = (length: number): string => Array.from({ length }, () => ALPHABET.charAt(int(0, 61))).join('');
  return {
    next,
    int,
    text,
    pick: (items) => at(items, int(0, items.length - 1)),
    chance: (probability) => next() < probability,
    id: (prefix) => `${prefix}_${text(16)}`,
  };
}

/** The item at an index that is known to be there. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index} of ${items.length}`);
  return item;
}
