/**
 * The children of a node and how their loading stands. The last good items stay when a later load fails.
 * Loads are single-flight: whoever asks while one runs waits for that one.
 */
export class Branch<T> {
  /** The last good items; undefined before the first. */
  items: readonly T[] | undefined;
  /** Why the last load failed; undefined when it went well. */
  error: unknown;
  /** When the items were read, in milliseconds since 1970. */
  loadedAt: number | undefined;
  #running: { readonly end: Promise<void>; readonly given: AbortSignal | undefined } | undefined;

  get loading(): boolean {
    return this.#running !== undefined;
  }

  /** True when there is neither data nor a failure to show yet. */
  get untouched(): boolean {
    return this.items === undefined && this.error === undefined;
  }

  /** Back to the beginning, so that the next look reads anew. A load that runs goes on and fills it. */
  forget(): void {
    this.items = undefined;
    this.error = undefined;
    this.loadedAt = undefined;
  }

  /** Takes over what was kept from before. */
  fill(items: readonly T[], readAt: number): void {
    this.items = items;
    this.error = undefined;
    this.loadedAt = readAt;
  }

  /**
   * Runs a load, or joins the one that runs. Never rejects: a failure becomes {@link error}.
   * @param given aborts when the load was given up: then nobody joins it, and nothing comes of it.
   */
  load(read: () => Promise<readonly T[]>, now: () => number, given?: AbortSignal): Promise<void> {
    if (this.#running && !this.#running.given?.aborted) return this.#running.end;
    const end = this.#run(read, now, given).finally(() => {
      if (this.#running?.end === end) this.#running = undefined;
    });
    this.#running = { end, given };
    return end;
  }

  async #run(read: () => Promise<readonly T[]>, now: () => number, given?: AbortSignal): Promise<void> {
    try {
      const items = await read();
      if (given?.aborted) return;
      this.items = items;
      this.error = undefined;
      this.loadedAt = now();
    } catch (error) {
      if (!given?.aborted) this.error = error;
    }
  }
}

/** Whether two lists hold the very same things, in the same order. */
export function sameItems(
  one: readonly unknown[] | undefined,
  other: readonly unknown[] | undefined,
): boolean {
  return one?.length === other?.length && (one ?? []).every((item, index) => item === other?.[index]);
}
