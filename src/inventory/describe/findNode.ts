import type { Inventory } from '../inventory.ts';
import type { Node } from '../nodes.ts';

/** The node with an id, opening what is above it; undefined when it is not there. Failures stay in the branches. */
export async function findNode(inventory: Inventory, id: string): Promise<Node | undefined> {
  await inventory.open();
  let found = onTheWay(inventory.organizations.items, id);
  while (found && found.id !== id) {
    await inventory.open(found);
    found = onTheWay(childrenOf(found), id);
  }
  return found;
}

/** Ids are paths. */
function onTheWay(nodes: readonly Node[] | undefined, id: string): Node | undefined {
  return nodes?.find((node) => id === node.id || id.startsWith(`${node.id}/`));
}

function childrenOf(node: Node): readonly Node[] | undefined {
  switch (node.kind) {
    case 'organization':
      return node.machines.items;
    case 'machine':
      return node.interfaces.items;
    case 'interface':
      return node.addresses;
    case 'address':
      return undefined;
  }
}
