import type { Memento } from 'vscode';
import { noFilter, parseArrangement, type Arrangement } from '../inventory/arrange/arrangement.ts';
import { Emitter } from '../inventory/emitter.ts';

const arrangementKey = 'arrangement';
const filterKey = 'filter';

/** How the person wants to see machines: the filter as this workspace remembers it, all else everywhere. */
export class Arrangements {
  readonly #workspace: Memento;
  readonly #everywhere: Memento;
  readonly #changes = new Emitter<Arrangement>();
  #current: Arrangement;

  /** @param workspace what is remembered here. @param everywhere what is remembered in every window. */
  constructor(workspace: Memento, everywhere: Memento) {
    this.#workspace = workspace;
    this.#everywhere = everywhere;
    const filter = workspace.get<unknown>(filterKey);
    this.#current = { ...parseArrangement(everywhere.get(arrangementKey)), ...parseFilter(filter) };
  }

  readonly onDidChange = this.#changes.event;

  get current(): Arrangement {
    return this.#current;
  }

  /** Changes a part of it, and remembers that. */
  async change(part: Partial<Arrangement>): Promise<void> {
    this.#current = { ...this.#current, ...part };
    this.#changes.fire(this.#current);
    const { filter, ...others } = this.#current;
    await Promise.all([
      this.#workspace.update(filterKey, filter),
      this.#everywhere.update(arrangementKey, others),
    ]);
  }

  /** Shows all machines again. */
  clearFilter(): Promise<void> {
    return this.change({ filter: noFilter });
  }
}

function parseFilter(filter: unknown): Pick<Arrangement, 'filter'> {
  return { filter: parseArrangement({ filter }).filter };
}
