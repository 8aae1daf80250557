import type { Inventory } from '../inventory.ts';
import type { OrganizationNode } from '../nodes.ts';
import { readPart, type Part } from './part.ts';
import { isNarrower, wordsOf, type Word } from './query.ts';
import type { Run } from './run.ts';
import { searchRuns, type Findings, type Search } from './search.ts';
import { nextTurn, Slices, type YieldNow } from '../slices.ts';

const mostWanted = 100;

/**
 * Finds machines, interfaces and addresses in what was read of several accounts.
 *
 * A search is quick enough for every keystroke, and shows what was there at the last {@link update}. That is
 * done in slices, and makes anew only what has become something else.
 */
export class FindIndex {
  readonly #inventories: () => readonly Inventory[];
  readonly #yieldNow: YieldNow;
  #parts: ReadonlyMap<OrganizationNode, Part> = new Map();
  #last: Search | undefined;
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  /** @param inventories those of the sessions that are open now. */
  constructor(inventories: () => readonly Inventory[], yieldNow: YieldNow = nextTurn) {
    this.#inventories = inventories;
    this.#yieldNow = yieldNow;
  }

  /** Takes in what the inventories have become. Whoever asks while it is done gets it done once more. */
  update(): Promise<void> {
    this.#waiting ??= this.#running.then(() => {
      this.#waiting = undefined;
      return (this.#running = this.#update());
    });
    return this.#waiting;
  }

  /**
   * What fits every word of the query: a part of an address, reverse DNS, label, name, host name or id; an IPv6
   * address in any spelling; a block of addresses like `185.44.252.0/24`. Nothing for an empty query.
   * @param most how many of the best are wanted.
   */
  search(query: string, most = mostWanted): Findings {
    const words = wordsOf(query);
    this.#last = words.length > 0 ? searchRuns(this.#runsFor(words), words, most) : undefined;
    return this.#last ?? { best: [], total: 0, looked: 0 };
  }

  /** Where to look: if the query has only grown, where it was found before. */
  #runsFor(words: readonly Word[]): Run[] {
    const last = this.#last;
    const open = this.#inventories();
    const runs =
      last && isNarrower(words, last.words)
        ? last.fruitful
        : [...this.#parts.values()].flatMap(({ blocks }) => blocks.map(({ run }) => run));
    // An account that was left is found no more, whatever was read of it.
    return runs.filter(({ entries: [first] }) => first && open.includes(first.found.inventory));
  }

  async #update(): Promise<void> {
    const slices = new Slices(this.#yieldNow);
    const current = this.#organizations();
    const present = new Set(current.map(([, organization]) => organization));
    this.#take([...this.#parts].filter(([organization]) => present.has(organization)));
    for (const [inventory, organization] of current) {
      const part = await readPart(inventory, organization, this.#parts.get(organization), slices);
      this.#take([...this.#parts, [organization, part]]);
    }
  }

  /** What was found before may have become something else. */
  #take(parts: readonly (readonly [OrganizationNode, Part])[]): void {
    this.#parts = new Map(parts);
    this.#last = undefined;
  }

  #organizations(): (readonly [Inventory, OrganizationNode])[] {
    return this.#inventories().flatMap((inventory) =>
      (inventory.organizations.items ?? []).map((organization) => [inventory, organization] as const),
    );
  }
}
