import type { IpAddress, VirtualMachineSummary } from '../api/types.ts';
import { addressesOf, byAllocation, mergeAddress, sameListed } from './join.ts';
import { MachineNode, type OrganizationNode } from './nodes.ts';
import { byName, sortedByAddress } from './order.ts';
import { same } from './same.ts';
import { nextTurn, Slices, type YieldNow } from './slices.ts';

/** The lists of an organization, held against what was known of it. */
export interface Listed {
  /** Every machine, in order. */
  readonly machines: readonly MachineNode[];
  /** What is to be taken over of those that are new, or of which the lists say something new. */
  readonly news: readonly News[];
}

interface News {
  readonly machine: MachineNode;
  readonly data: VirtualMachineSummary;
  readonly addresses: readonly IpAddress[];
}

/**
 * Finds out what is news, in slices, and changes nothing: thousands of machines must keep nobody waiting.
 * @param addresses the organization's; undefined when they were never read.
 */
export async function compareListed(
  organization: OrganizationNode,
  listed: readonly VirtualMachineSummary[],
  addresses: readonly IpAddress[] | undefined,
  yieldNow: YieldNow = nextTurn,
): Promise<Listed> {
  const known = new Map(organization.machines.items?.map((node) => [node.data.id, node]));
  const allocated = addresses && byAllocation(addresses);
  const slices = new Slices(yieldNow);
  const machines: MachineNode[] = [];
  const news: News[] = [];
  for (const data of inOrder(listed, known)) {
    const before = known.get(data.id);
    const machine = before ?? new MachineNode(organization, data);
    machines.push(machine);
    const own = addressesOf(data, allocated);
    if (!before || !same(data, machine.data) || !sameListed(machine.addresses, own)) {
      news.push({ machine, data, addresses: sortedByAddress(own) });
    }
    if (slices.add(1)) await slices.next();
  }
  return { machines, news };
}

/** Takes over what is news. @returns the machines that were known, and have changed */
export function adoptListed({ news }: Listed): MachineNode[] {
  for (const { machine, data, addresses } of news) {
    const known = new Map(machine.addresses.map((address) => [address.id, address]));
    machine.data = data;
    machine.addresses = addresses.map((address) => mergeAddress(address, known.get(address.id)));
  }
  return news.map(({ machine }) => machine);
}

/** By name. Those that are known come as they were sorted before: what is nearly in order is sorted in no time. */
function inOrder(
  machines: readonly VirtualMachineSummary[],
  known: ReadonlyMap<string, MachineNode>,
): VirtualMachineSummary[] {
  const byId = new Map(machines.map((machine) => [machine.id, machine]));
  const before = [...known.keys()].flatMap((id) => byId.get(id) ?? []);
  return [...before, ...machines.filter(({ id }) => !known.has(id))].sort(byName);
}
