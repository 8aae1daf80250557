import type { RequestError } from '../../api/errors.ts';
import type { Settled } from '../operations/settle.ts';
import type { Change } from './change.ts';

/** What a person is told about a write, made of plain text. */
export interface Words {
  /** While it runs. */
  readonly running: string;
  /** Begins the sentence when it failed, like "Could not allocate 1.2.3.4 to web-01." */
  readonly failed: string;
  /** Begins the sentence when it can't be known whether it happened. */
  readonly unknown: string;
  readonly done: string;
  /** When Katapult has refused it because it is so already; `done` unless told. */
  readonly already?: string;
}

/** Something to be done to Katapult, with all that is to be told and kept of it. */
export interface Write<T> {
  readonly words: Words;
  /** By which account. */
  readonly account: { readonly id: string; readonly name: string };
  /** @param signal aborts when nobody waits for its end any more; a write that has no use for it comes to its end. */
  readonly run: (signal?: AbortSignal) => Promise<Settled<T>>;
  /** Its end may take minutes, and a person need not wait for it. */
  readonly canBeLeft?: boolean;
  /** A sentence on how it stands when it was begun, but its end was not seen. */
  unfinished?(value: T): string | undefined;
  /** How it has changed an address, so that it can be undone; undefined for what can't be. */
  change?(value: T): Change | undefined;
  /** What is to be told of how it went beside that it was done, in plain text. */
  note?(value: T): string | undefined;
  /** Begins anew what has led to it, asking again. */
  readonly again?: (() => Promise<void>) | undefined;
  /** What it takes back. */
  readonly undoes?: Activity | undefined;
}

/** As much of a write as is kept of it from its beginning. */
export type Kept = Pick<Write<unknown>, 'words' | 'account' | 'again' | 'undoes'>;

export type Outcome =
  | { readonly kind: 'running' }
  | {
      readonly kind: 'done';
      readonly refusal?: RequestError | undefined;
      /** How it stands, when its end was not seen. */
      readonly unfinished?: string | undefined;
    }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'unknown'; readonly error: unknown }
  /** One of several, which was left alone. */
  | { readonly kind: 'notBegun' };

/** A write of this window, as it is kept. It stays the same object; who changes it tells (see Activities). */
export class Activity {
  readonly kind = 'activity';
  readonly id: string;
  readonly words: Words;
  readonly account: Kept['account'];
  readonly again: Kept['again'];
  readonly undoes: Kept['undoes'];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  endedAt: number | undefined;
  outcome: Outcome = { kind: 'running' };
  /** Undefined as long as there is nothing to be taken back. */
  change: Change | undefined;
  /** How it went, where there is more to tell than that it was done. */
  note: string | undefined;
  /** It was taken back. */
  undone = false;
  /** Reads again whether it took effect; there while nobody knows. */
  checkAgain: (() => Promise<Settled<unknown>>) | undefined;

  constructor(id: string, startedAt: number, { words, account, again, undoes }: Kept) {
    this.id = id;
    this.startedAt = startedAt;
    this.words = words;
    this.account = account;
    this.again = again;
    this.undoes = undoes;
  }

  get canUndo(): boolean {
    return this.change !== undefined && !this.undone;
  }
}

/** What it is called as it stands. */
export function wordsOf({ words, outcome, note }: Activity): string {
  switch (outcome.kind) {
    case 'running':
      return words.running;
    case 'done':
      if (outcome.unfinished !== undefined) return `${words.running} ${outcome.unfinished}`;
      return [(outcome.refusal && words.already) ?? words.done, note].filter(Boolean).join(': ');
    case 'failed':
    case 'notBegun':
      return words.failed;
    case 'unknown':
      return words.unknown;
  }
}
