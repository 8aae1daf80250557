/** Allocating and unallocating addresses. None of this is a task: the answer comes when it is done. */
import { addAddress, allocate, unallocate } from '../cloud/allocation.ts';
import type { AnyNetwork, IpAddress, IpVersion, NetworkInterface, Organization } from '../cloud/model.ts';
import { apiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { findAddress, findInterface, findMachine, requirePermission } from '../lookups.ts';
import type { OperationKind } from '../operations.ts';
import { addressOperation } from '../operations.ts';
import { fullAddress, interfaceShape } from '../shapes/addresses.ts';
import type { Call } from '../world.ts';
import { addressesOn } from './machines.ts';

/** GET …/available_ips/{address_version}: the organization's unallocated addresses of that network and version. Not in pages. */
export function availableAddresses(call: Call): JsonObject {
  const { network, machine } = findInterface(call);
  const version = call.args.text('address_version');
  const available = machine.organization.addresses.filter(
    ({ subnet, allocation }) =>
      allocation === null && subnet.network === network && subnet.version === version,
  );
  return { ip_addresses: available.map((each) => fullAddress(each, call.world.settings)) };
}

/** POST …/allocate_ip on an interface */
export function allocateToInterface(call: Call): JsonObject {
  const target = findInterface(call);
  const address = findAddress(call);
  requireUnallocated(address);
  if (!fits(call, address, target)) throw apiError('invalid_ip');
  carryOut(call, address, target);
  return { virtual_machine_network_interface: interfaceShape(target, addressesOn(target, call.world)) };
}

/** POST …/allocate_ip on a machine, which chooses the interface itself */
export function allocateToMachine(call: Call): JsonObject {
  const machine = findMachine(call);
  const address = findAddress(call);
  requireUnallocated(address);
  const target = machine.interfaces.find((each) => fits(call, address, each));
  if (!target) throw apiError('no_interface_available');
  carryOut(call, address, target);
  return { ip_address: fullAddress(address, call.world.settings) };
}

/** POST …/allocate_new_ip: adds an address to the organization, and allocates it. Repeating it adds another. */
export function allocateNew(call: Call): JsonObject {
  const target = findInterface(call);
  requirePermission(call);
  const address = addNew(
    call,
    target.machine.organization,
    target.network,
    versionOf(call, 'address_version'),
  );
  carryOut(call, address, target);
  return { ip_address: fullAddress(address, call.world.settings) };
}

/** POST /ip_addresses/{ip_address}/unallocate: the address stays in the organization. A machine in the trash does not matter. */
export function unallocateAddress(call: Call): JsonObject {
  const address = findAddress(call);
  if (address.allocation === null) throw apiError('no_allocation');
  requireReleasable(call, address);
  note(call, 'unallocate', address);
  unallocate(address);
  return {};
}

/** @throws resource_does_not_support_unallocation for an address that its resource keeps, such as a load balancer's */
export function requireReleasable({ world }: Call, { allocation }: IpAddress): void {
  if (allocation && world.settings.fixedAllocations.includes(allocation.type))
    throw apiError('resource_does_not_support_unallocation');
}

/** @throws no_available_addresses, and what the settings say about the quota */
export function addNew(
  call: Call,
  organization: Organization,
  network: AnyNetwork,
  version: IpVersion,
): IpAddress {
  const { cloud, random, settings } = call.world;
  const isFull = settings.addressQuota !== null && organization.addresses.length >= settings.addressQuota;
  if (isFull) throw apiError(settings.quotaError, { details: 'The limit of IP addresses has been reached' });
  const address = addAddress(cloud, random, organization, network, version);
  if (!address) throw apiError('no_available_addresses');
  note(call, 'create', address);
  return address;
}

export function versionOf({ args }: Call, name: string): IpVersion {
  return args.text(name) === 'ipv6' ? 'ipv6' : 'ipv4';
}

/** Writes down what takes effect. To be called while the address is still, or already, where it is about. */
export function note({ world, now, requestId }: Call, operation: OperationKind, address: IpAddress): void {
  world.operations.add(addressOperation(operation, address, now, requestId));
}

function requireUnallocated({ allocation }: IpAddress): void {
  if (allocation !== null) throw apiError('ip_already_allocated');
}

function fits(
  { world }: Call,
  { organization, subnet, vip }: IpAddress,
  { network, machine }: NetworkInterface,
): boolean {
  if (vip && world.settings.allocateVip === 'refuse') return false;
  return subnet.network === network && organization === machine.organization;
}

function carryOut(call: Call, address: IpAddress, target: NetworkInterface): void {
  allocate(address, target);
  note(call, 'allocate', address);
}
