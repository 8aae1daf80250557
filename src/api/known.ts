/** An answer with the ETag under which Katapult would send it again. */
interface Known<T> {
  readonly etag: string;
  readonly answer: T;
}

/** More pages than are read of any organization's lists: beyond it, those that came first are forgotten. */
const mostAnswers = 2_000;

/** Answers of one kind that Katapult need not send again while they stay the same, by the path of the request. */
export class KnownAnswers<T> {
  readonly #answers = new Map<string, Known<T>>();

  get(path: string): Known<T> | undefined {
    return this.#answers.get(path);
  }

  /** Keeps an answer in place of the one before; one without an ETag can't be asked for again. */
  keep(path: string, etag: string | null, answer: T): void {
    this.#answers.delete(path);
    if (etag === null) return;
    this.#answers.set(path, { etag, answer });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > mostAnswers && oldest !== undefined) this.#answers.delete(oldest);
  }
}
