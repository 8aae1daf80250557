import type { AccountNode } from '../accounts/accountNode.ts';
import { plainArrangement } from '../inventory/arrange/arrangement.ts';
import type { GroupNode } from '../inventory/arrange/grouping.ts';
import { Layout } from '../inventory/arrange/layout.ts';
import type { Branch } from '../inventory/branch.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { InterfaceNode, Node, OrganizationNode } from '../inventory/nodes.ts';
import type { Row, StatusRow } from './rows.ts';

/** What rows depend on beside what exists. */
export interface Surroundings {
  /** The account's own row, when there are several. */
  readonly account?: AccountNode | undefined;
  /** Where machines stand; by name in their organizations unless told. */
  readonly layout?: Layout;
}

/** The rows below a row (or at the top), loaded when they are not there yet. Never rejects: a failure is a row. */
export async function childRows(
  inventory: Inventory,
  row: Node | GroupNode | undefined,
  { account, layout = new Layout('', () => plainArrangement) }: Surroundings = {},
): Promise<readonly Below[]> {
  if (row?.kind === 'group') return row.machines;
  await inventory.open(row);
  switch (row?.kind) {
    case undefined:
      return topRows(inventory, layout, account);
    case 'organization':
      return listRows([row], layout, row);
    case 'machine':
      return branchRows(row.interfaces, row);
    case 'interface':
      return addressRows(row);
    case 'address':
      return [];
  }
}

/** Accounts are below nothing. */
type Below = Exclude<Row, AccountNode>;
type Parent = AccountNode | Node | undefined;

/** A single organization shows no row of its own; nor do several when machines stand otherwise. */
async function topRows(
  inventory: Inventory,
  layout: Layout,
  account: AccountNode | undefined,
): Promise<readonly Below[]> {
  const { organizations, singleOrganization: single } = inventory;
  if (!organizations.items?.length) return topNotices(organizations, account);
  if (!single && layout.byOrganization) return organizationRows(organizations, layout, account);
  const shown = organizations.items.filter(({ data }) => layout.showsOrganization(data.id));
  await Promise.all(shown.map((organization) => inventory.open(organization)));
  return [...notice(organizations, account), ...listRows(shown, layout, account)];
}

/** The welcome text says it when there is but one account, and nothing in it. */
function topNotices(
  branch: Branch<OrganizationNode>,
  account: AccountNode | undefined,
): readonly StatusRow[] {
  const empty = account !== undefined && branch.error === undefined;
  return [...notice(branch, account), ...(empty ? [status(account, 'empty')] : [])];
}

function organizationRows(
  branch: Branch<OrganizationNode>,
  layout: Layout,
  account: AccountNode | undefined,
): readonly Below[] {
  const shown = (branch.items ?? []).filter(({ data }) => layout.showsOrganization(data.id));
  return [...notice(branch, account), ...(shown.length ? shown : [status(account, 'filtered')])];
}

/** Machines as the layout wants them, after what is to be said of their organizations. */
function listRows(
  organizations: readonly OrganizationNode[],
  layout: Layout,
  parent: Parent,
): readonly Below[] {
  const machines = organizations.flatMap((each) => each.machines.items ?? []);
  const several = organizations.length > 1;
  const { rows, unread } = layout.arrange(machines, !several);
  return [
    ...organizations.flatMap((each) => organizationNotices(each, several ? each : undefined)),
    ...rows,
    ...(rows.length === 0 ? whyNone(organizations, parent, machines.length) : []),
    ...(unread > 0 ? [{ ...status(parent, 'undecided'), count: unread }] : []),
  ];
}

/** Nothing is said when the welcome text says it, or a failure. */
function whyNone(
  organizations: readonly OrganizationNode[],
  parent: Parent,
  machines: number,
): readonly StatusRow[] {
  const [first, ...others] = organizations;
  if (!first || machines > 0) return [status(parent, 'filtered')];
  const welcomed = parent === undefined && others.length === 0;
  const failed = organizations.some((each) => each.machines.error !== undefined);
  return welcomed || failed ? [] : [status(first, 'empty')];
}

/** @param about the organization, when it has no row of its own above. */
function organizationNotices(
  organization: OrganizationNode,
  about: OrganizationNode | undefined,
): readonly StatusRow[] {
  const notices = [...partialNotice(organization), ...notice(organization.machines, organization)];
  return notices.map((row) => ({ ...row, about }));
}

/** Why the addresses are missing, or old, when the machines were read. */
export function partialNotice(organization: OrganizationNode): readonly StatusRow[] {
  const { addressesError: error, addressesReadAt } = organization;
  return error === undefined ? [] : [status(organization, 'partial', error, addressesReadAt)];
}

function addressRows(node: InterfaceNode): readonly Below[] {
  return node.addresses.length ? node.addresses : [status(node, 'empty')];
}

/** What a branch has, and why that is not all; an empty one says so. */
export function branchRows<T extends Node>(branch: Branch<T>, parent: Parent): readonly (T | StatusRow)[] {
  const items = branch.items ?? [];
  const empty = branch.error === undefined && items.length === 0;
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
