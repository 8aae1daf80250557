import {
  AddressNode,
  InterfaceNode,
  MachineNode,
  OrganizationNode,
  type Node,
} from '../../inventory/nodes.ts';
import { AccountNode } from '../../accounts/accountNode.ts';
import { sessionOf, type CommandContext } from '../context.ts';

const kinds = [OrganizationNode, MachineNode, InterfaceNode, AddressNode];

/**
 * The node that a command was called on: the row itself, or the one above a row that only says something.
 * @throws NotNow when it is of no account that is open
 */
export function nodeOf(context: CommandContext, row: unknown): Node | undefined {
  const node = isNode(row) ? row : parentOf(row);
  if (node) sessionOf(context, node);
  return node;
}

/** The account that a command was called on: its row, or the one above a row that only says something. */
export function accountOf(row: unknown): AccountNode | undefined {
  const given: unknown[] = [row, propertyOf(row, 'parent')];
  return given.find((each) => each instanceof AccountNode);
}

function parentOf(row: unknown): Node | undefined {
  const parent = propertyOf(row, 'parent');
  return isNode(parent) ? parent : undefined;
}

/** What a row that may be anything has under a name. */
export function propertyOf(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
}

export function isNode(value: unknown): value is Node {
  return kinds.some((kind) => value instanceof kind);
}
