import type { Katapult } from '../api/katapult.ts';
import type { IpAddress } from '../api/types.ts';
import { sameItems } from './branch.ts';
import { compareListed, type Listed } from './listed.ts';
import type { OrganizationNode } from './nodes.ts';
import { same } from './same.ts';
import type { Reading } from './reading.ts';

/** The addresses of an organization, or why they could not be read. */
type ReadAddresses = readonly IpAddress[] | { readonly error: unknown };

/** Reads the pages of an organization's machines and addresses, side by side. @throws RequestError */
export async function readListed(
  { virtualMachines, ipAddresses }: Katapult,
  organization: OrganizationNode,
  { signal, onlyNews, urgency }: Reading,
): Promise<{ addresses: ReadAddresses; listed: Listed }> {
  const { id } = organization.data;
  const options = { onlyNews, ...(urgency && { urgency }) };
  const held = (organization.machines.items ?? []).map(({ data }) => data);
  const [machines, addresses] = await Promise.all([
    virtualMachines.list(id, signal, { ...options, reuse: reusing(held) }),
    ipAddresses
      .list(id, signal, { ...options, reuse: reusing(organization.addresses) })
      .catch((error: unknown) => unlessGivenUp(error, signal)),
  ]);
  // When they could not be read, the last good ones count.
  const unread = organization.addressesReadAt === undefined ? undefined : organization.addresses;
  const listed = await compareListed(organization, machines, 'error' in addresses ? unread : addresses);
  return { addresses, listed };
}

/** Page by page what is as it was gives way to what is held: it would be in the way for longer than it takes to see. */
function reusing<T extends { readonly id: string }>(held: readonly T[]): (item: T) => T {
  const known = new Map(held.map((each) => [each.id, each]));
  return (item) => {
    const before = known.get(item.id);
    return before && same(before, item) ? before : item;
  };
}

/** Without addresses the machines can still be shown; but of a reading that was given up nothing is taken. */
function unlessGivenUp(error: unknown, signal: AbortSignal | undefined): { error: unknown } {
  if (signal?.aborted) throw error;
  return { error };
}

/** When they could not be read, the last good ones stay. */
export function adoptAddresses(organization: OrganizationNode, read: ReadAddresses, now: number): void {
  organization.addressesError = 'error' in read ? read.error : undefined;
  if ('error' in read) return;
  // The very same list tells who keeps it that nothing has changed.
  if (!sameItems(organization.addresses, read)) organization.addresses = read;
  organization.addressesReadAt = now;
}
