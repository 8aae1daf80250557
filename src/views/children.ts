import type { Branch } from '../inventory/branch.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { InterfaceNode, Node, OrganizationNode } from '../inventory/nodes.ts';
import type { Row, StatusRow } from './rows.ts';

/** The rows below a row (or at the top), loaded when they are not there yet. Never rejects: a failure is a row. */
export async function childRows(inventory: Inventory, row: Node | undefined): Promise<readonly Row[]> {
  await inventory.open(row);
  switch (row?.kind) {
    case undefined:
      return topRows(inventory);
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
async function topRows(inventory: Inventory): Promise<readonly Row[]> {
  const single = inventory.singleOrganization;
  if (!single) return branchRows(inventory.organizations, undefined, false);
  await inventory.open(single);
  return [...notice(inventory.organizations, undefined), ...machineRows(single, false)];
}

function machineRows(organization: OrganizationNode, sayEmpty: boolean): readonly Row[] {
  const partial = organization.addressesError;
  return [
    ...(partial === undefined
      ? []
      : [status(organization, 'partial', partial, organization.addressesReadAt)]),
    ...branchRows(organization.machines, organization, sayEmpty),
  ];
}

function addressRows(node: InterfaceNode): readonly Row[] {
  return node.addresses.length ? node.addresses : [status(node, 'empty')];
}

function branchRows(branch: Branch<Node>, parent: Node | undefined, sayEmpty: boolean): readonly Row[] {
  const items = branch.items ?? [];
  const empty = sayEmpty && branch.error === undefined && items.length === 0;
  return [...notice(branch, parent), ...items, ...(empty ? [status(parent, 'empty')] : [])];
}

/** Why the last load failed. With rows from before it, these stay, marked with their age. */
function notice({ error, items, loadedAt }: Branch<Node>, parent: Node | undefined): readonly StatusRow[] {
  if (error === undefined) return [];
  return [status(parent, items ? 'stale' : 'failed', error, loadedAt)];
}

function status(
  parent: Node | undefined,
  what: StatusRow['what'],
  error?: unknown,
  since?: number,
): StatusRow {
  return { kind: 'status', id: `${parent?.id ?? ''}/${what}`, parent, what, error, since };
}
