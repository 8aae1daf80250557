import { Emitter } from '../emitter.ts';

/** Who shows what was kept says when that is done; for all others it is read again after this. In milliseconds. */
const patienceMs = 1_000;

/** That what is shown was kept from before, until it has been read again. */
export class CatchUp {
  readonly #signal: AbortSignal | undefined;
  readonly #changes = new Emitter<void>();
  #asOf: number | undefined;
  #read: (() => Promise<void>) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param signal ends it. */
  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** When it was read, in milliseconds since 1970; undefined for what is of now. */
  get asOf(): number | undefined {
    return this.#asOf;
  }

  /** Fires when {@link asOf} becomes something else. */
  readonly onDidChange = this.#changes.event;

  /** @param read reads everything again. Does not reject. */
  begin(asOf: number, read: () => Promise<void>): void {
    this.#read = read;
    this.#timer = setTimeout(() => this.go(), patienceMs);
    this.#become(asOf);
  }

  /** Has it read again now, unless that was done, or there is nothing to be read. */
  go(): void {
    const read = this.#read;
    if (!read || this.#signal?.aborted) return;
    this.#read = undefined;
    clearTimeout(this.#timer);
    void read().finally(() => this.#become(undefined));
  }

  #become(asOf: number | undefined): void {
    this.#asOf = asOf;
    if (!this.#signal?.aborted) this.#changes.fire();
  }
}
