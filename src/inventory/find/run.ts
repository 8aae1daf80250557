import type { Entry } from './entry.ts';
import { isWithin, rankOf, type Block, type Word } from './query.ts';
import { Occurrences, rank, type TextPlace } from './rank.ts';

/** Entries of one kind in their natural order, and all their texts in one: that is searched several times faster. */
export interface Run {
  readonly entries: readonly Entry[];
  readonly text: string;
  /** Four numbers for each entry, as in {@link TextPlace}, side by side: to go from object to object takes longer. */
  readonly places: Int32Array;
}

/** Puts entries into their order. */
export function runOf(entries: readonly Entry[]): Run {
  const sorted = [...entries].sort(byKey);
  const places = new Int32Array(sorted.length * 4);
  let start = 0;
  sorted.forEach(({ text, idAt, contextAt }, index) => {
    const end = start + text.length;
    places.set([start, start + idAt, start + contextAt, end], index * 4);
    start = end;
  });
  return { entries: sorted, text: sorted.map(({ text }) => text).join(''), places };
}

/** Where an entry is in the text of its run. It moves: one object for thousands of entries. */
class MovingPlace implements TextPlace {
  readonly #places: Int32Array;
  readonly #length: number;
  index = 0;
  start = 0;
  idAt = 0;
  contextAt = 0;
  end = 0;

  constructor({ places, text }: Run) {
    this.#places = places;
    this.#length = text.length;
    this.#moveTo(0);
  }

  next(): void {
    this.#moveTo(this.index + 1);
  }

  /** Behind the last entry, all is at the end. */
  #moveTo(index: number): void {
    const at = index * 4;
    this.index = index;
    this.start = this.#places[at] ?? this.#length;
    this.idAt = this.#places[at + 1] ?? this.#length;
    this.contextAt = this.#places[at + 2] ?? this.#length;
    this.end = this.#places[at + 3] ?? this.#length;
  }
}

/** The order of entries of one kind. Keys end in ids, so that none is like another. */
export function byKey(one: Entry, other: Entry): number {
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

/** Takes the place of an entry in its run, and how well it fits. */
export type Visit = (index: number, rank: number) => void;

/** Visits every entry that fits all the words, in order, and tells how well. */
export function eachFitting(run: Run, words: readonly Word[], visit: Visit): void {
  const lead = words.find(({ block }) => block) ?? longest(words);
  const others = words.filter((word) => word !== lead);
  const check = (index: number, leading: number) => {
    const entry = run.entries[index];
    const rest = entry && rankOf(entry, others);
    if (rest !== undefined) visit(index, leading + rest);
  };
  const each = others.length > 0 ? check : visit;
  if (lead?.block) eachWithin(run, lead.block, each);
  else if (lead) eachWith(run, lead.text, each);
}

function longest(words: readonly Word[]): Word | undefined {
  return words.toSorted((one, other) => other.text.length - one.text.length)[0];
}

function eachWith(run: Run, word: string, visit: Visit): void {
  const occurrences = new Occurrences(run.text, word);
  const place = new MovingPlace(run);
  for (let at = occurrences.from(0); at < run.text.length; at = occurrences.from(place.start)) {
    while (place.end <= at) place.next();
    const rank = occurrences.rank(place);
    if (rank !== undefined) visit(place.index, rank);
    place.next();
  }
}

function eachWithin({ entries }: Run, block: Block, visit: Visit): void {
  if (entries[0]?.found.kind !== 'address') return;
  for (let index = firstFrom(entries, block.first); index < entries.length; index++) {
    const entry = entries[index];
    if (!entry || !isWithin(entry, block)) return;
    visit(index, rank.exact);
  }
}

/** The place of the first entry whose key is not before that one. */
function firstFrom(entries: readonly Entry[], key: string): number {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((entries[middle]?.key ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return from;
}
