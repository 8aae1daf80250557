import {
  AddressNode,
  InterfaceNode,
  MachineNode,
  OrganizationNode,
  type Node,
} from '../../inventory/nodes.ts';

const kinds = [OrganizationNode, MachineNode, InterfaceNode, AddressNode];

/** The node that a command was called on: the row itself, or the one above a row that only says something. */
export function nodeOf(row: unknown): Node | undefined {
  if (isNode(row)) return row;
  const parent: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'parent') : undefined;
  return isNode(parent) ? parent : undefined;
}

function isNode(value: unknown): value is Node {
  return kinds.some((kind) => value instanceof kind);
}
