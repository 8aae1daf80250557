/** Runs something once for all who want it at the same time. */
export class Joined<K> {
  readonly #running = new Map<K, Promise<void>>();

  /** How many run now. */
  get size(): number {
    return this.#running.size;
  }

  /** Joins the run of the same key, unless what has come of it so far is not wanted; then another begins. */
  run(key: K, begin: () => Promise<void>, mayJoin: boolean): Promise<void> {
    const running = this.#running.get(key);
    if (running && mayJoin) return running;
    const begun = begin().finally(() => {
      if (this.#running.get(key) === begun) this.#running.delete(key);
    });
    this.#running.set(key, begun);
    return begun;
  }
}
