import type { Inventory } from './inventory.ts';
import type { Node, OrganizationNode } from './nodes.ts';

/**
 * Whether a node is one of this inventory's. Its id does not tell: it begins with the account's, and that is the
 * same for two tokens of one API address.
 */
export function owns({ organizations }: Inventory, node: Node): boolean {
  return organizations.items?.includes(organizationOf(node)) ?? false;
}

function organizationOf(node: Node): OrganizationNode {
  return node.kind === 'organization' ? node : organizationOf(node.parent);
}
