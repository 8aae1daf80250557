/** How well a word fits, the best first. */
export const rank = {
  /** It is all of a name, an address, … */
  exact: 0,
  /** A whole word at the beginning: `web` of `web-1`. */
  firstWord: 1,
  /** The beginning: `we` of `web-1`. */
  beginning: 2,
  /** The beginning of a later word: `prod` of `web-production`. */
  wordBeginning: 3,
  /** Anywhere else. */
  inside: 4,
  /** Only what it belongs to has it. */
  context: 5,
} as const;

/** Ids are random: in the middle of one, only that much is no accident. */
export const sureLength = 4;

/** Where in a text an entry's own begins, its id, what it belongs to; and where it ends. */
export interface TextPlace {
  readonly start: number;
  readonly idAt: number;
  readonly contextAt: number;
  readonly end: number;
}

/** Where a word is in a text of one or many entries, each of which is to be asked about after those before it. */
export class Occurrences {
  readonly #text: string;
  readonly #word: string;
  /** A whole number at all times, as everything here: others would be made anew for each entry. */
  #at = -1;

  constructor(text: string, word: string) {
    this.#text = text;
    this.#word = word;
  }

  /** Where the word comes next; the end of the text when it does not. */
  from(start: number): number {
    if (this.#at >= start) return this.#at;
    const at = this.#text.indexOf(this.#word, start);
    return (this.#at = at < 0 ? this.#text.length : at);
  }

  /** How well the word fits the best field of an entry; undefined when it is in none. */
  rank({ start, idAt, contextAt, end }: TextPlace): number | undefined {
    let best = nowhere;
    for (let at = this.from(start); at < contextAt && best > rank.exact; at = this.from(at + 1)) {
      best = Math.min(best, this.#rankAt(at, at >= idAt));
    }
    if (best < nowhere) return best;
    return this.from(contextAt) < end ? rank.context : undefined;
  }

  #rankAt(at: number, isInId: boolean): number {
    const before = this.#text.charCodeAt(at - 1);
    if (before === lineBreak) return rankAtBeginning(this.#text.charCodeAt(at + this.#word.length));
    if (!isOfWord(before)) return rank.wordBeginning;
    return isInId && this.#word.length < sureLength ? nowhere : rank.inside;
  }
}

/** Behind all ranks. */
const nowhere = rank.context + 1;

function rankAtBeginning(next: number): number {
  if (next === lineBreak) return rank.exact;
  return isOfWord(next) ? rank.beginning : rank.firstWord;
}

const lineBreak = 10;

/** Letters and digits, and all beyond ASCII; names are separated by what is neither. */
function isOfWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}
