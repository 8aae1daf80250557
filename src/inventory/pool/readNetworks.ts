import pLimit, { type LimitFunction } from 'p-limit';
import { ApiError, hasCode } from '../../api/errors.ts';
import type { IpVersion, NetworkInterface } from '../../api/types.ts';
import type { Inventory } from '../inventory.ts';
import type { MachineNode, OrganizationNode } from '../nodes.ts';
import { ipVersion } from '../order.ts';
import type { IpAddress } from '../types.ts';

/** The addresses whose network is to be found, and what is done with those that were read. */
export interface Wanted {
  readonly organization: OrganizationNode;
  /** As they are at the moment. */
  unread(): readonly IpAddress[];
  take(addresses: readonly IpAddress[]): void;
}

/** More would keep what people ask for waiting. */
export const requestsAtOnce = 4;
/** Up to here it takes no more requests to read each by itself than to look for an interface of its network. */
const fewAddresses = 6;
/** How often other machines are tried, to meet networks that the ones before are not in. */
const rounds = 3;

/**
 * Reads which network addresses belong to; the organization's list does not tell.
 *
 * `available_ips` of one interface tells it of all that are in its network: for networks of machines that were
 * opened that is a request each, and for others one more, to meet an interface. What is in no network that was met
 * is read one by one.
 * @throws RequestError
 */
export async function readNetworks(inventory: Inventory, wanted: Wanted): Promise<void> {
  const limit = pLimit(requestsAtOnce);
  try {
    await askTogether(inventory, wanted, limit);
    await askEach(inventory, wanted, limit);
  } finally {
    // After a failure, what has not been asked need not be.
    limit.clearQueue();
  }
}

async function askTogether(inventory: Inventory, wanted: Wanted, limit: LimitFunction): Promise<void> {
  const asked = new Set<string>();
  const machines = wanted.organization.machines.items ?? [];
  const isMuch = () => wanted.unread().length > fewAddresses;
  const opened = machines.flatMap(({ networkInterfaces }) => networkInterfaces.map(({ data }) => data));
  if (isMuch()) await askInterfaces(inventory, wanted, opened, asked, limit);
  for (const round of roundsOf(machines)) {
    if (!isMuch()) return;
    const met = await Promise.all(round.map((machine) => limit(() => meet(inventory, machine))));
    await askInterfaces(inventory, wanted, met.flat(), asked, limit);
  }
}

/** @param asked networks, by id, that an interface was found for. */
async function askInterfaces(
  inventory: Inventory,
  wanted: Wanted,
  interfaces: readonly NetworkInterface[],
  asked: Set<string>,
  limit: LimitFunction,
): Promise<void> {
  const fresh = interfaces.filter((each) => {
    const id = networkOf(each)?.id;
    return id !== undefined && !asked.has(id) && asked.add(id);
  });
  const pairs = fresh.flatMap((each) =>
    versionsOf(wanted.unread()).map((version) => [each, version] as const),
  );
  await Promise.all(pairs.map(([each, version]) => limit(() => askOne(inventory, wanted, each, version))));
}

/** An interface that tells nothing leaves its addresses to be read one by one. */
async function askOne(
  { api, signal }: Inventory,
  wanted: Wanted,
  one: NetworkInterface,
  version: IpVersion,
): Promise<void> {
  const addresses = await unlessRefused(
    api.networkInterfaces.availableIps(one.id, version, signal, 'background'),
  );
  wanted.take(addresses.map((address) => ({ ...address, network: address.network ?? networkOf(one) })));
}

function meet({ api, signal }: Inventory, { data }: MachineNode): Promise<NetworkInterface[]> {
  return unlessRefused(api.networkInterfaces.list(data.id, signal, 'background'));
}

/** What Katapult refuses here may be read otherwise; if not, that tells why. */
async function unlessRefused<T>(reading: Promise<T[]>): Promise<T[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}

async function askEach(inventory: Inventory, wanted: Wanted, limit: LimitFunction): Promise<void> {
  const readings = wanted
    .unread()
    .map((address) => limit(async () => wanted.take([await readOne(inventory, address)])));
  await Promise.all(readings);
}

/** It stays the one that was asked for. One that was released meanwhile has no network; a refresh takes it away. */
async function readOne({ api, signal }: Inventory, address: IpAddress): Promise<IpAddress> {
  try {
    const read = await api.ipAddresses.get(address.id, signal, 'background');
    return { ...read, id: address.id, address: address.address };
  } catch (error) {
    if (hasCode(error, 'ip_address_not_found')) return address;
    throw error;
  }
}

function networkOf({ network, virtualNetwork }: NetworkInterface): NetworkInterface['network'] {
  return network ?? virtualNetwork;
}

function versionsOf(addresses: readonly IpAddress[]): IpVersion[] {
  const versions = addresses.map(({ address }) => ipVersion(address));
  return (['ipv4', 'ipv6'] as const).filter((version) => versions.includes(version));
}

/**
 * Machines to look for interfaces of networks that were not met yet: in each round one of each data center, first
 * those with the most addresses, which are likely to be in several networks.
 */
function roundsOf(machines: readonly MachineNode[]): MachineNode[][] {
  const places = new Map<string | undefined, MachineNode[]>();
  for (const machine of machines.filter(
    ({ addresses, interfaces }) => addresses.length > 0 && !interfaces.items,
  )) {
    const id = machine.data.zone?.dataCenter?.id;
    const place = places.get(id);
    if (place) place.push(machine);
    else places.set(id, [machine]);
  }
  const sorted = [...places.values()].map((place) =>
    place.sort((one, other) => other.addresses.length - one.addresses.length),
  );
  return Array.from({ length: rounds }, (_, round) =>
    sorted.flatMap((place) => place.slice(round, round + 1)),
  );
}
