/** JSON of IP addresses and of network interfaces, which hold them. */
import type { IpAddress, NetworkInterface, Subnet } from '../cloud/model.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Settings } from '../options.ts';
import { networkShape } from './places.ts';

function allocationId({ allocation }: IpAddress): string | null {
  if (allocation === null) return null;
  return allocation.type === 'VirtualMachine' ? allocation.interface.machine.id : allocation.loadBalancer.id;
}

function allocationFields(address: IpAddress): JsonObject {
  return { allocation_id: allocationId(address), allocation_type: address.allocation?.type ?? null };
}

/** An item of the list of an organization's addresses: no network, label or mask. */
export function listedAddress(address: IpAddress): JsonObject {
  const { id, reverseDns, vip } = address;
  return { id, address: address.address, reverse_dns: reverseDns, vip, ...allocationFields(address) };
}

/** An address wherever it is answered in full: by itself, created, changed, allocated, available, of a machine. */
export function fullAddress(address: IpAddress, settings: Settings): JsonObject {
  const { id, reverseDns, vip, label, subnet } = address;
  return {
    id,
    address: address.address,
    reverse_dns: reverseDns,
    vip,
    label,
    address_with_mask: withMask(address),
    network: networkShape(subnet.network, settings),
    ...subnetField(subnet, settings),
    ...allocationFields(address),
  };
}

function withMask({ address, subnet }: IpAddress): string {
  return `${address}/${subnet.prefixLength}`;
}

/** GET ip: the address, and beside it what it is allocated to. */
export function addressAnswer(address: IpAddress, settings: Settings): JsonObject {
  return {
    ip_address: fullAddress(address, settings),
    allocation: allocationOf(address, settings.allocationShape),
  };
}

/** Mask and version are numbers: 24 and 4. */
function subnetField(subnet: Subnet, { shapes }: Settings): JsonObject {
  if (shapes === 'older') return {};
  const { id, address, gateway, prefixLength: mask, billable } = subnet;
  return { subnet: { id, address, gateway, mask, billable, version: subnet.version === 'ipv4' ? 4 : 6 } };
}

function allocationOf({ allocation }: IpAddress, shape: Settings['allocationShape']): Json {
  if (allocation === null) return null;
  const { id, name } =
    allocation.type === 'VirtualMachine' ? allocation.interface.machine : allocation.loadBalancer;
  return shape === 'live' ? { type: allocation.type, value: { id, name } } : { id, name };
}

/** An item of the list of a machine's interfaces. Newer answers tell more about its addresses. */
export function listedInterface(
  item: NetworkInterface,
  addresses: IpAddress[],
  { shapes }: Settings,
): JsonObject {
  const more = (address: IpAddress): JsonObject =>
    shapes === 'current' ? { reverse_dns: address.reverseDns, address_with_mask: withMask(address) } : {};
  return {
    id: item.id,
    name: interfaceName(item),
    ...networksOf(item),
    ip_addresses: addresses.map((address) => ({
      id: address.id,
      address: address.address,
      ...more(address),
    })),
  };
}

/** The interface in the answer to allocate_ip; GET interface adds the speed profile. */
export function interfaceShape(item: NetworkInterface, addresses: IpAddress[]): JsonObject {
  return {
    id: item.id,
    virtual_machine: { id: item.machine.id, name: item.machine.name },
    name: interfaceName(item),
    ...networksOf(item),
    mac_address: item.macAddress,
    state: item.state,
    ip_addresses: addresses.map(({ id, address }) => ({ id, address })),
  };
}

export function interfaceAnswer(item: NetworkInterface, addresses: IpAddress[]): JsonObject {
  const { id, name, permalink } = item.speedProfile;
  return { ...interfaceShape(item, addresses), speed_profile: { id, name, permalink } };
}

function interfaceName({ network, machine }: NetworkInterface): string {
  return `${network.name} on ${machine.name}`;
}

/** An interface is on a network or on a virtual network, and the other is null. */
function networksOf({ network }: NetworkInterface): JsonObject {
  const named = { id: network.id, name: network.name };
  return network.kind === 'public'
    ? { network: named, virtual_network: null }
    : { network: null, virtual_network: named };
}
