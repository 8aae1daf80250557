import type { AccountNode } from '../accounts/accountNode.ts';
import type { Branch } from '../inventory/branch.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { InterfaceNode, Node, OrganizationNode } from '../inventory/nodes.ts';
import type { Row, StatusRow } from './rows.ts';

/**
 * The rows below a row (or at the top), loaded when they are not there yet. Never rejects: a failure is a row.
 * @param account the account's own row, when there are several.
 */
export async function childRows(
  inventory: Inventory,
  row: Node | undefined,
  account?: AccountNode,
): Promise<readonly Below[]> {
  await inventory.open(row);
  switch (row?.kind) {
    case undefined:
      return topRows(inventory, account);
    case 'organization':
      return machineRows(row, true);
    case 'machine':
      return branchRows(row.interfaces, row, true);
    case 'interface':
      return addressRows(row);
    case 'address':
      return [];
  }
}

/** A single organization shows no row of its own. */
async function topRows(inventory: Inventory, account: AccountNode | undefined): Promise<readonly Below[]> {
  const single = inventory.singleOrganization;
  // The welcome text says it when there is but one account.
  const sayEmpty = account !== undefined;
  if (!single) return branchRows(inventory.organizations, account, sayEmpty);
  await inventory.open(single);
  return [...notice(inventory.organizations, account), ...machineRows(single, sayEmpty)];
}

/** Accounts are below nothing. */
type Below = Exclude<Row, AccountNode>;
type Parent = AccountNode | Node | undefined;

function machineRows(organization: OrganizationNode, sayEmpty: boolean): readonly Below[] {
  return [...partialNotice(organization), ...branchRows(organization.machines, organization, sayEmpty)];
}

/** Why the addresses are missing, or old, when the machines were read. */
export function partialNotice(organization: OrganizationNode): readonly StatusRow[] {
  const { addressesError: error, addressesReadAt } = organization;
  return error === undefined ? [] : [status(organization, 'partial', error, addressesReadAt)];
}

function addressRows(node: InterfaceNode): readonly Below[] {
  return node.addresses.length ? node.addresses : [status(node, 'empty')];
}

/** What a branch has, and why that is not all; an empty one says so if it is to. */
export function branchRows<T extends Node>(
  branch: Branch<T>,
  parent: Parent,
  sayEmpty: boolean,
): readonly (T | StatusRow)[] {
  const items = branch.items ?? [];
  const empty = sayEmpty && branch.error === undefined && items.length === 0;
  return [...notice(branch, parent), ...items, ...(empty ? [status(parent, 'empty')] : [])];
}

/** Why the last load failed. With rows from before it, these stay, marked with their age. */
export function notice({ error, items, loadedAt }: Branch<Node>, parent: Parent): readonly StatusRow[] {
  if (error === undefined) return [];
  return [status(parent, items ? 'stale' : 'failed', error, loadedAt)];
}

/** A row that says something about the rows beside it. */
export function status(parent: Parent, what: StatusRow['what'], error?: unknown, since?: number): StatusRow {
  return { kind: 'status', id: `${parent?.id ?? ''}/${what}`, parent, what, error, since };
}
