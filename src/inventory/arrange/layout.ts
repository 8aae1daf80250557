import type { MachineNode } from '../nodes.ts';
import type { Arrangement, Filter } from './arrangement.ts';
import { decisionOf, sift, type Verdict } from './filter.ts';
import { Grouping, type GroupNode } from './grouping.ts';
import { same } from '../same.ts';
import { groupOf, type Group } from './groups.ts';
import { sortKey, sortMachines, type SortKey } from './sort.ts';

/** Machines as somebody wants to see them. */
export interface Arranged {
  /** Groups, or machines when these are one list, in their order. */
  readonly rows: readonly (GroupNode | MachineNode)[];
  /** How many are left out because what decides on them was not read yet. */
  readonly unread: number;
}

/** All that decides where a machine stands, and whether it does. */
interface Place {
  readonly verdict: Verdict;
  readonly group: Group;
  readonly key: SortKey;
  readonly name: string;
}

/** Puts one account's machines where the arrangement wants them, and tells which of them have to move. */
export class Layout {
  readonly #current: () => Arrangement;
  readonly #grouping: Grouping;
  /** Where machines stood when they were arranged last. */
  readonly #places = new WeakMap<MachineNode, Place>();
  #decision: { readonly filter: Filter; readonly decide: (machine: MachineNode) => Verdict } | undefined;

  /** @param account first part of every group's id. @param current the arrangement that counts now. */
  constructor(account: string, current: () => Arrangement) {
    this.#grouping = new Grouping(account);
    this.#current = current;
  }

  /** Whether machines stand below rows of their organizations. */
  get byOrganization(): boolean {
    return this.#current().groupBy === 'organization';
  }

  /** Whether the organization may have machines that are wanted. */
  showsOrganization(id: string): boolean {
    const { organizations } = this.#current().filter;
    return organizations.length === 0 || organizations.includes(id);
  }

  /** Whether the filter lets a machine through. */
  shows(machine: MachineNode): boolean {
    return this.#decide(machine) === true;
  }

  /**
   * Arranges machines: those of one organization when they stand by organization, else those of all.
   * @param areByName they come by name.
   */
  arrange(machines: readonly MachineNode[], areByName = false): Arranged {
    const arrangement = this.#current();
    for (const machine of machines) this.#places.set(machine, this.#placeOf(machine));
    const { wanted, unread } = sift(machines, (machine) => this.#places.get(machine)?.verdict);
    const sorted = sortMachines(wanted, arrangement, areByName);
    const groupBy = this.byOrganization ? 'none' : arrangement.groupBy;
    const groups = this.#grouping.arrange(undefined, sorted, groupBy);
    return { rows: groupBy === 'none' ? sorted : groups, unread: unread.length };
  }

  /** Whether a machine that has become something else stands where it did. */
  staysPut(machine: MachineNode): boolean {
    return same(this.#places.get(machine), this.#placeOf(machine));
  }

  /** The group in which a machine was put last. */
  groupOf(machine: MachineNode): GroupNode | undefined {
    return this.byOrganization ? undefined : this.#grouping.groupOf(machine);
  }

  #placeOf(machine: MachineNode): Place {
    const { groupBy, sortBy } = this.#current();
    return {
      verdict: this.#decide(machine),
      group: groupOf(machine, groupBy),
      key: sortKey(machine, sortBy),
      name: machine.data.name,
    };
  }

  #decide(machine: MachineNode): Verdict {
    const { filter } = this.#current();
    if (this.#decision?.filter !== filter) this.#decision = { filter, decide: decisionOf(filter) };
    return this.#decision.decide(machine);
  }
}
