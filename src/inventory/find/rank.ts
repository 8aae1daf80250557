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

/** Where a word is in a text, to be asked from the beginning to the end. */
class Cursor {
  readonly #text: string;
  readonly #word: string;
  /** A whole number at all times, as everything here: others would be made anew for each entry. */
  #at = -1;

  constructor(text: string, word: string) {
    this.#text = text;
    this.#word = word;
  }

  /** Where it comes next; the end of the text when it does not. */
  from(start: number): number {
    if (this.#at >= start) return this.#at;
    const at = this.#text.indexOf(this.#word, start);
    return (this.#at = at < 0 ? this.#text.length : at);
  }
}

/** A word in a text of one or many entries, each of which is to be asked about after those before it. */
export class Occurrences {
  readonly #text: string;
  readonly #word: string;
  readonly #anywhere: Cursor;
  readonly #beginnings: Cursor;

  constructor(text: string, word: string) {
    this.#text = text;
    this.#word = word;
    this.#anywhere = new Cursor(text, word);
    this.#beginnings = new Cursor(text, `\n${word}`);
  }

  /** Where the word comes next. */
  from(start: number): number {
    return this.#anywhere.from(start);
  }

  /**
   * How well the word fits the best field of an entry; undefined when it is in none.
   * @param useful ranks behind this one need not be told apart.
   */
  rank(place: TextPlace, useful: number): number | undefined {
    return this.#rankOfBeginnings(place) ?? this.#rankWithin(place, useful);
  }

  #rankOfBeginnings({ start, contextAt }: TextPlace): number | undefined {
    let best: number | undefined;
    // The line break in front of what the entry belongs to ends there.
    for (let at = this.#beginnings.from(start); at < contextAt; at = this.#beginnings.from(at + 1)) {
      const here = rankAtBeginning(this.#text.charCodeAt(at + 1 + this.#word.length));
      if (best === undefined || here < best) best = here;
    }
    return best;
  }

  #rankWithin({ start, idAt, contextAt, end }: TextPlace, useful: number): number | undefined {
    let best: number | undefined;
    for (let at = this.#anywhere.from(start); at < end; at = this.#anywhere.from(at + 1)) {
      if (at >= contextAt) return best ?? rank.context;
      if (!isOfWord(this.#text.charCodeAt(at - 1))) return rank.wordBeginning;
      if (at < idAt || this.#word.length >= sureLength) best = rank.inside;
      if (best !== undefined && useful < rank.wordBeginning) return best;
    }
    return best;
  }
}

function rankAtBeginning(next: number): number {
  if (next === lineBreak) return rank.exact;
  return isOfWord(next) ? rank.beginning : rank.firstWord;
}

const lineBreak = 10;

/** Letters and digits, and all beyond ASCII; names are separated by what is neither. */
function isOfWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}
