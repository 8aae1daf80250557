import { l10n } from 'vscode';
import type { MachineNode, Node } from '../../inventory/nodes.ts';
import { reachable } from '../../inventory/ssh/reach.ts';
import type { IpAddress } from '../../inventory/types.ts';
import { NotNow } from '../../platform/notNow.ts';
import { plain } from '../../platform/plain.ts';

/** A machine, and where it can be reached, best first. */
export interface Reach {
  readonly machine: MachineNode;
  readonly addresses: readonly IpAddress[];
}

/** Where each of the nodes can be reached: a machine at all its addresses. Organizations have none. */
export function reachOf(nodes: readonly Node[]): Reach[] {
  return nodes.flatMap((node) => {
    const machine = machineOf(node);
    return machine ? [{ machine, addresses: reachable(addressesOf(node)) }] : [];
  });
}

/** The machine that a node is or belongs to. */
export function machineOf(node: Node | undefined): MachineNode | undefined {
  if (node?.kind === 'address') return node.machine;
  if (node?.kind === 'interface') return node.parent;
  return node?.kind === 'machine' ? node : undefined;
}

function addressesOf(node: Node): readonly IpAddress[] {
  if (node.kind === 'address') return [node.data];
  return node.kind === 'interface' ? node.addresses.map(({ data }) => data) : node.addresses;
}

/** What is said of a machine that can't be reached. */
export function noAddress(machines: readonly MachineNode[]): NotNow {
  const names = machines.map(({ data }) => plain(data.name)).join(', ');
  return new NotNow(l10n.t('{0} has no address to reach it at. Allocate one first.', names), 'log');
}
