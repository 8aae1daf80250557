import type { Katapult } from '../../api/katapult.ts';
import { pause } from '../../api/pause.ts';
import type { Change, Inventory } from '../inventory.ts';
import type { Node, Pending } from '../nodes.ts';
import { AlreadyRunning } from './failures.ts';
import type { Failed, Pause } from './settle.ts';

/** What a write is about while it runs. */
export interface Job {
  /** The id of what nothing else may change meanwhile, whatever kind of write it is. */
  readonly key: string;
  /** The rows that show it. */
  readonly rows: readonly Node[];
  readonly pending: Pending;
}

/** Says why nothing may be written now; undefined when it may. Asked right before each write is sent. */
export type Guard = () => Error | undefined;

/** What the writes of a session share: one at a time on the same thing, sent once, settled by reading back. */
export class Writer {
  readonly inventory: Inventory;
  /** How to wait between readings. */
  readonly pause: Pause;
  /** Asked right before each write is sent. */
  readonly guard: Guard;
  /** Ids of what a write is about now. */
  readonly #busy = new Set<string>();

  constructor(inventory: Inventory, wait: Pause = pause, guard: Guard = () => undefined) {
    this.inventory = inventory;
    this.pause = wait;
    this.guard = guard;
  }

  get api(): Katapult {
    return this.inventory.api;
  }

  /** Marks rows while a write runs, and refuses a second write on the same thing. */
  async exclusively<R>({ key, rows, pending }: Job, run: () => Promise<R>): Promise<R | Failed> {
    if (this.#busy.has(key)) return { kind: 'failed', error: new AlreadyRunning() };
    this.#busy.add(key);
    this.#mark(rows, pending);
    try {
      return await run();
    } finally {
      this.#busy.delete(key);
      this.#unmark(rows, pending);
    }
  }

  /**
   * Announces what has changed. Rows whose write has thereby ended are drawn once: one that is drawn again while
   * somebody clicks on it loses the click.
   */
  show(changed: Change, ...ended: readonly (Node | undefined)[]): void {
    for (const row of ended) if (row) row.pending = undefined;
    this.inventory.changed(changed);
  }

  #mark(rows: readonly Node[], pending: Pending): void {
    for (const row of rows) {
      row.pending = pending;
      this.inventory.changed(row);
    }
  }

  /** Leaves alone what another write has marked since. */
  #unmark(rows: readonly Node[], own: Pending): void {
    for (const row of rows.filter(({ pending }) => pending === own)) this.show(row, row);
  }
}
