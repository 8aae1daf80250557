import type { AccountNode } from '../accounts/accountNode.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { OrganizationNode } from '../inventory/nodes.ts';
import type { Pool } from '../inventory/pool/pool.ts';
import type { PoolNode } from '../inventory/pool/poolNodes.ts';
import { branchRows, notice, partialNotice, status } from './children.ts';
import type { PoolRow } from './rows.ts';

/** An account's unallocated addresses. */
export interface Source {
  readonly inventory: Inventory;
  readonly pool: Pool;
  /** The account's own row, when there are several. */
  readonly account: AccountNode | undefined;
}

/** The rows below a row (or at the top), loaded when they are not there yet. Never rejects: a failure is a row. */
export async function poolRows(
  source: Source,
  row: OrganizationNode | PoolNode | undefined,
): Promise<readonly PoolRow[]> {
  switch (row?.kind) {
    case undefined:
      return topRows(source);
    case 'organization':
      return networkRows(source.pool, row);
    case 'poolNetwork':
      return row.versions;
    case 'poolVersion':
      return row.addresses;
    case 'poolAddress':
      return [];
  }
}

/** A single organization shows no row of its own. */
async function topRows({ inventory, pool, account }: Source): Promise<readonly PoolRow[]> {
  await inventory.open();
  const { organizations, singleOrganization: single } = inventory;
  if (!single) return branchRows(organizations, account);
  return [...notice(organizations, account), ...(await networkRows(pool, single))];
}

async function networkRows(pool: Pool, organization: OrganizationNode): Promise<readonly PoolRow[]> {
  await pool.open(organization);
  const networks = pool.networks(organization);
  const unread = pool.error(organization);
  const notices = [
    ...notice(organization.machines, organization),
    ...partialNotice(organization),
    ...(unread === undefined ? [] : [status(organization, 'unread', unread)]),
  ];
  if (notices.length + networks.length === 0) return [status(organization, 'allAllocated')];
  return [...notices, ...networks];
}
