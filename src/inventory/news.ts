import type { Branch } from './branch.ts';
import type { InterfaceNode, MachineNode, Node, OrganizationNode } from './nodes.ts';
import { same } from './same.ts';

/** What is to be seen of a row that was not to be seen at the last look. */
export type News = ReadonlyMap<Node, 'new' | 'changed'>;

/** What was seen in one look: of each row what it says, and of which rows all below was there. */
export interface Sight {
  readonly rows: ReadonlyMap<Node, Seen>;
  readonly opened: ReadonlySet<Node | undefined>;
}

/** What a row says, by the objects that say it: those stay the same ones as long as nothing changes. */
interface Seen {
  readonly data: Node['data'];
  readonly addresses: readonly object[];
  readonly state: string | undefined;
}

/** Sees everything that was loaded. Only what has changed is looked at more closely, afterwards. */
export function lookAround(organizations: Branch<OrganizationNode>): Sight {
  const rows = new Map<Node, Seen>();
  const opened = new Set<Node | undefined>();
  see(undefined, organizations.items);
  return { rows, opened };

  function see(parent: Node | undefined, nodes: readonly Node[] | undefined): void {
    if (nodes) opened.add(parent);
    for (const node of nodes ?? []) {
      rows.set(node, seen(node));
      if (node.kind !== 'address') see(node, childrenOf(node));
    }
  }
}

function childrenOf(node: OrganizationNode | MachineNode | InterfaceNode): readonly Node[] | undefined {
  if (node.kind === 'interface') return node.addresses;
  return node.kind === 'organization' ? node.machines.items : node.interfaces.items;
}

function seen(node: Node): Seen {
  const { data } = node;
  return node.kind === 'machine'
    ? { data, addresses: node.addresses, state: node.state }
    : { data, addresses: [], state: undefined };
}

/** What the second look has shown that the first had not. Where somebody looked for the first time, nothing is new. */
export function newsSince(before: Sight, after: Sight): News {
  const news = new Map<Node, 'new' | 'changed'>();
  for (const [node, now] of after.rows) {
    const then = before.rows.get(node);
    if (then ? hasChanged(node, then, now) : before.opened.has(parentOf(node)))
      news.set(node, then ? 'changed' : 'new');
  }
  return news;
}

function parentOf(node: Node): InterfaceNode | MachineNode | OrganizationNode | undefined {
  return node.parent;
}

/** A row that is being changed from here is no news. */
function hasChanged(node: Node, then: Seen, now: Seen): boolean {
  if (node.pending) return false;
  if (isOther(then.state, now.state)) return true;
  if (then.data === now.data && then.addresses === now.addresses) return false;
  return !same(saidOf(node, then), saidOf(node, now));
}

/** That something was learned that was not known before is no news. */
export function isOther(then: string | undefined, now: string | undefined): boolean {
  return then !== undefined && now !== undefined && then !== now;
}

/** The part of what is known that the row says. */
function saidOf({ kind }: Node, { data, addresses }: Seen): object {
  if (kind === 'address') return pick(data, 'address', 'reverseDns', 'vip');
  // Its name is made of that of its machine.
  if (kind === 'interface') return pick(data, 'network', 'virtualNetwork');
  return {
    ...pick(data, 'name', 'hostname', 'fqdn', 'suspended'),
    addresses: addresses.map((address) => pick(address, 'address')),
  };
}

function pick(from: object, ...names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, Reflect.get(from, name)]));
}
