import { l10n } from 'vscode';
import { AccountNode } from '../../accounts/accountNode.ts';
import { allocatedTo, located, type AllocatedAddress } from '../../inventory/allocated.ts';
import type { OrganizationNode } from '../../inventory/nodes.ts';
import { explain } from '../../platform/explain.ts';
import { plain } from '../../platform/plain.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import type { Refused } from './confirm.ts';
import { isNode, propertyOf } from './row.ts';

/** The rows that a command is about: the selection, or the one it was called on; none from the palette. */
export function rowsOf(argument: unknown, rows: readonly unknown[] | undefined): readonly unknown[] {
  if (rows && rows.length > 0) return rows;
  return argument === undefined ? [] : [argument];
}

/**
 * The address that a row stands for, with where it is; undefined for a row of another kind.
 * @throws NotNow when it is of no account that is open
 */
export function addressOf(context: CommandContext, row: unknown): AllocatedAddress | undefined {
  const organization = organizationOf(row);
  const id = idOf(row);
  if (!organization || id === undefined) return undefined;
  if (isNode(row) && row.kind !== 'address') return undefined;
  sessionOf(context, organization);
  if (isNode(row) && row.kind === 'address') return allocatedTo(row.machine, row.data);
  const address = organization.addresses.find((each) => each.id === id);
  return address && located(organization, address);
}

/**
 * The address of a row, if something can be done with it; or what it is called and why not.
 * @param look gives the address as it is now. @throws whatever prevents it
 */
export async function addressOrRefused(
  context: CommandContext,
  row: unknown,
  look: (address: AllocatedAddress) => Promise<AllocatedAddress>,
): Promise<AllocatedAddress | Refused> {
  const name = nameOfRow(row);
  try {
    const address = addressOf(context, row);
    return address ? await look(address) : { name, why: l10n.t('is no IP address.') };
  } catch (error) {
    return { name, why: explain(error).text };
  }
}

/** What a row is called, in plain text. */
export function nameOfRow(row: unknown): string {
  if (row instanceof AccountNode) return plain(row.session.account.name);
  if (!isNode(row)) return plain(addressTextOf(row) ?? l10n.t('A row without a name'));
  return plain(row.kind === 'address' ? row.data.address : row.data.name);
}

/** The organization that a row is below of, however its kind hangs there. */
export function organizationOf(row: unknown): OrganizationNode | undefined {
  if (isNode(row) && row.kind === 'organization') return row;
  const parent = propertyOf(row, 'parent');
  return parent === undefined || parent === null ? undefined : organizationOf(parent);
}

function idOf(row: unknown): string | undefined {
  return dataOf(row, 'id');
}

function addressTextOf(row: unknown): string | undefined {
  return dataOf(row, 'address');
}

function dataOf(row: unknown, name: string): string | undefined {
  const value = propertyOf(propertyOf(row, 'data'), name);
  return typeof value === 'string' ? value : undefined;
}
