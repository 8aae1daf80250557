import {
  AddressNode,
  InterfaceNode,
  MachineNode,
  OrganizationNode,
  type Node,
} from '../../inventory/nodes.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { requireOwn } from '../context.ts';

const kinds = [OrganizationNode, MachineNode, InterfaceNode, AddressNode];

/**
 * The node that a command was called on: the row itself, or the one above a row that only says something.
 * @throws NotNow when it is not of this inventory
 */
export function nodeOf(inventory: Inventory, row: unknown): Node | undefined {
  const node = isNode(row) ? row : parentOf(row);
  if (node) requireOwn(inventory, node);
  return node;
}

function parentOf(row: unknown): Node | undefined {
  const parent: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'parent') : undefined;
  return isNode(parent) ? parent : undefined;
}

function isNode(value: unknown): value is Node {
  return kinds.some((kind) => value instanceof kind);
}
