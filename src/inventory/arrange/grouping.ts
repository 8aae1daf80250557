import type { MachineNode, OrganizationNode } from '../nodes.ts';
import { byName } from '../order.ts';
import type { GroupBy } from './arrangement.ts';
import { groupOf, type Group, type GroupSort } from './groups.ts';

/** Machines that stand together. */
export class GroupNode {
  readonly kind = 'group';
  readonly parent: OrganizationNode | undefined;
  readonly id: string;
  readonly groupBy: GroupBy;
  readonly key: string;
  readonly sort: GroupSort;
  /** Empty unless it is a named one: what to call the others is for who shows them. */
  name = '';
  machines: readonly MachineNode[] = [];

  constructor(parent: OrganizationNode | undefined, id: string, groupBy: GroupBy, { key, sort }: Group) {
    this.parent = parent;
    this.id = id;
    this.groupBy = groupBy;
    this.key = key;
    this.sort = sort;
  }
}

const lastSorts: readonly GroupSort[] = ['named', 'without', 'unread'];

/** The groups of one account's machines. The same group is the same node, so that it stays open on screen. */
export class Grouping {
  readonly #account: string;
  readonly #nodes = new Map<string, GroupNode>();
  readonly #placed = new Map<OrganizationNode | undefined, ReadonlyMap<MachineNode, GroupNode>>();

  /** @param account first part of every node's id. */
  constructor(account: string) {
    this.#account = account;
  }

  /**
   * Puts machines, whose order stays, into groups.
   * @param parent the organization that the machines are of; undefined for those of all.
   * @returns the groups by name; what has none comes after them, and what is not known yet last.
   */
  arrange(
    parent: OrganizationNode | undefined,
    machines: readonly MachineNode[],
    groupBy: GroupBy,
  ): GroupNode[] {
    const members = new Map<GroupNode, MachineNode[]>();
    for (const machine of groupBy === 'none' ? [] : machines) {
      const node = this.#nodeOf(parent, groupBy, groupOf(machine, groupBy));
      const group = members.get(node);
      if (group) group.push(machine);
      else members.set(node, [machine]);
    }
    for (const [node, group] of members) node.machines = group;
    this.#place(parent, members);
    return [...members.keys()].sort(inOrder);
  }

  /** The group in which a machine was put last. */
  groupOf(machine: MachineNode): GroupNode | undefined {
    return this.#placed.get(machine.parent)?.get(machine) ?? this.#placed.get(undefined)?.get(machine);
  }

  #nodeOf(parent: OrganizationNode | undefined, groupBy: GroupBy, group: Group): GroupNode {
    const id = `${parent?.id ?? this.#account}/group/${groupBy}/${group.sort}/${group.key}`;
    const node = this.#nodes.get(id) ?? new GroupNode(parent, id, groupBy, group);
    node.name = group.name;
    this.#nodes.set(id, node);
    return node;
  }

  #place(
    parent: OrganizationNode | undefined,
    members: ReadonlyMap<GroupNode, readonly MachineNode[]>,
  ): void {
    const placed = [...members].flatMap(([node, group]) => group.map((machine) => [machine, node] as const));
    this.#placed.set(parent, new Map(placed));
  }
}

function inOrder(one: GroupNode, other: GroupNode): number {
  return lastSorts.indexOf(one.sort) - lastSorts.indexOf(other.sort) || byName(one, other);
}
