/** What happens to an address: added to an organization, allocated, unallocated, released. */
import type { Random } from '../random.ts';
import type { Cloud } from './cloud.ts';
import type { AnyNetwork, IpAddress, IpVersion, NetworkInterface, Organization, Subnet } from './model.ts';
import { fqdn } from './model.ts';
import { addressText, defaultReverseDns, giveBack, takeHost } from './subnets.ts';

/** Adds an unallocated address of a network to an organization. Gives null when the network has none left. */
export function addAddress(
  cloud: Cloud,
  random: Random,
  organization: Organization,
  network: AnyNetwork,
  version: IpVersion,
): IpAddress | null {
  for (const subnet of network.subnets.filter((each) => each.version === version)) {
    const host = takeHost(subnet);
    if (host !== null) return enter(cloud, newAddress(random.id('ip'), organization, subnet, host));
  }
  return null;
}

function newAddress(id: string, organization: Organization, subnet: Subnet, host: number): IpAddress {
  const address = addressText(subnet, host);
  const reverseDns = defaultReverseDns(subnet, address);
  return { id, organization, subnet, host, address, reverseDns, vip: false, label: null, allocation: null };
}

function enter(cloud: Cloud, address: IpAddress): IpAddress {
  cloud.addresses.set(address.id, address);
  cloud.addressesByText.set(address.address, address);
  address.organization.addresses.push(address);
  return address;
}

/** Allocates to the interface's machine; the reverse DNS becomes the machine's name. */
export function allocate(address: IpAddress, target: NetworkInterface): void {
  address.allocation = { type: 'VirtualMachine', interface: target };
  address.reverseDns = fqdn(target.machine);
  target.addresses.push(address);
}

/** The address stays in the organization, and its reverse DNS falls back to the subnet's default. */
export function unallocate(address: IpAddress): void {
  if (address.allocation?.type === 'VirtualMachine') remove(address.allocation.interface.addresses, address);
  address.allocation = null;
  address.reverseDns = defaultReverseDns(address.subnet, address.address);
}

/** The organization gives the address up; the subnet may hand it out again. */
export function release(cloud: Cloud, address: IpAddress): void {
  unallocate(address);
  remove(address.organization.addresses, address);
  cloud.addresses.delete(address.id);
  cloud.addressesByText.delete(address.address);
  giveBack(address);
}

function remove<T>(items: T[], item: T): void {
  const index = items.indexOf(item);
  if (index >= 0) items.splice(index, 1);
}
