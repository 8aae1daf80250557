import type { IpAddress, NewIpAddress } from '../../api/types.ts';
import type { OrganizationNode } from '../nodes.ts';
import { ipVersion } from '../order.ts';
import { rememberAddress } from './fit.ts';
import { sendGuarded } from './send.ts';
import { afterwards, type Settled } from './settle.ts';
import type { Writer } from './writer.ts';

/** More new addresses than that are somebody's bulk order: nobody can tell which one is ours. */
const fewAddresses = 5;

/**
 * `POST /organizations/{org}/ip_addresses`: adds an address, which may be billed, allocated to nothing. When the answer
 * is lost, it is done once there is an address as wished that was not in the organization before. What was there is
 * read first: without that nothing is sent, for a lost answer could not be settled.
 */
export async function createAddress(
  writer: Writer,
  organization: OrganizationNode,
  wanted: NewIpAddress,
): Promise<Settled<IpAddress>> {
  const { id } = organization.data;
  const before = await idsNow(writer, organization).catch((error: unknown) => ({ error }));
  if ('error' in before) return { kind: 'failed', error: before.error };
  const settled = await sendGuarded(
    writer,
    () => writer.api.ipAddresses.create(id, wanted),
    () => createdSince(writer, organization, before, wanted),
  );
  return afterwards(settled, (address) => {
    writer.inventory.wrote();
    rememberAddress(organization, { ...address, allocation: address.allocation ?? null });
    writer.show(organization, organization);
    return Promise.resolve(address);
  });
}

async function idsNow({ api }: Writer, { data }: OrganizationNode): Promise<ReadonlySet<string>> {
  const addresses = await api.ipAddresses.list(data.id, undefined, { urgency: 'person' });
  return new Set(addresses.map(({ id }) => id));
}

/** @throws Error when there is no telling whether what came is what was asked for */
async function createdSince(
  { api }: Writer,
  { data }: OrganizationNode,
  before: ReadonlySet<string>,
  wanted: NewIpAddress,
): Promise<IpAddress | undefined> {
  const now = await api.ipAddresses.list(data.id, undefined, { urgency: 'person' });
  const added = now.filter(({ id, address }) => !before.has(id) && ipVersion(address) === wanted.version);
  if (added.length > fewAddresses) throw new Error('many addresses appeared at once');
  const read = await Promise.all(added.map(({ id }) => api.ipAddresses.get(id)));
  const [first, ...more] = read.filter((address) => mayBe(address, wanted));
  if (more.length > 0) throw new Error('several addresses as wished appeared at once');
  if (first?.allocation) throw new Error('what appeared may have been added for what it is allocated to');
  return first;
}

function mayBe({ network, vip, label }: IpAddress, wanted: NewIpAddress): boolean {
  const isLabelled = !wanted.vip || label === wanted.label;
  return network?.id === wanted.networkId && (vip ?? false) === (wanted.vip ?? false) && isLabelled;
}
