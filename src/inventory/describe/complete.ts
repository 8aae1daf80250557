import type { Inventory } from '../inventory.ts';
import type { AddressNode, InterfaceNode, MachineNode, Node } from '../nodes.ts';

/** Reads what is not known yet of a node and of all below it. What can't be read stays unknown. */
export async function complete(inventory: Inventory, node: Node): Promise<void> {
  await inventory.open(node);
  // An interface's own answer comes first: it names its addresses anew.
  await inventory.learn(node);
  if (node.kind === 'machine') await completeAll(inventory, node.interfaces.items ?? []);
  if (node.kind === 'interface') await completeAll(inventory, node.addresses);
}

async function completeAll(
  inventory: Inventory,
  nodes: readonly (InterfaceNode | AddressNode)[],
): Promise<void> {
  await Promise.all(nodes.map((each) => complete(inventory, each)));
}

/** Reads a node and all below it anew; an organization's lists only if they were not read: they may be long. */
export async function completeAnew(inventory: Inventory, node: Node): Promise<void> {
  const machine = machineOf(node);
  if (machine) await inventory.refresh(machine);
  await complete(inventory, node);
}

/** Why the newest answer about a node is missing; undefined when it is there. */
export function problemOf(node: Node): unknown {
  return node.kind === 'organization' ? node.machines.error : machineOf(node)?.interfaces.error;
}

function machineOf(node: Node): MachineNode | undefined {
  if (node.kind === 'address') return node.machine;
  if (node.kind === 'interface') return node.parent;
  return node.kind === 'machine' ? node : undefined;
}
