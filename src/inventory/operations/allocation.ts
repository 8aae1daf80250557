import type { ApiErrorCode } from '../../api/errorCodes.ts';
import type { IpAddress, IpVersion } from '../../api/types.ts';
import type { AddressNode, InterfaceNode, MachineNode } from '../nodes.ts';
import {
  addAddress,
  adoptInterface,
  allocatedTo,
  findAddress,
  refineAddress,
  rememberAddress,
  removeAddress,
  unallocated,
  type LocatedAddress,
} from './fit.ts';
import { knownBefore, onlyNew } from './newAddress.ts';
import { sendGuarded } from './send.ts';
import { afterwards, type Settled } from './settle.ts';
import { addressNow, allocatedHere, gone, holdingNow } from './whereabouts.ts';
import type { Writer } from './writer.ts';

// Each of these is to be called by whoever has what it is about for himself (Writer.exclusively).

/** An address that was allocated, and the row where it now shows. */
export interface Allocated {
  readonly address: IpAddress;
  readonly node: AddressNode | InterfaceNode | MachineNode;
  /** Over when the row knows the reverse DNS as it has become, or that could not be read. */
  readonly refined: Promise<void>;
}

/** `POST /virtual_machine_network_interfaces/{id}/allocate_ip` */
export async function allocateToInterface(
  writer: Writer,
  target: InterfaceNode,
  address: IpAddress,
): Promise<Settled<Allocated>> {
  const machine = target.parent;
  const settled = await sendGuarded(
    writer,
    () => writer.api.networkInterfaces.allocateIp(target.data.id, address.id),
    () => holdingNow(writer, target, address),
    ...alreadyAllocated(machine, address),
  );
  return afterwards(settled, (answer) => {
    writer.inventory.wrote();
    addAddress(machine, { ...allocatedTo(machine, address), reverseDns: undefined });
    adoptInterface(target, answer);
    return Promise.resolve(shown(writer, machine, target, address));
  });
}

/** `POST /virtual_machines/{vm}/allocate_ip`: Katapult chooses the interface, so the machine is read again. */
export async function allocateToMachine(
  writer: Writer,
  machine: MachineNode,
  address: IpAddress,
): Promise<Settled<Allocated>> {
  const settled = await sendGuarded(
    writer,
    () => writer.api.virtualMachines.allocateIp(machine.data.id, address.id),
    async () => allocatedHere(await addressNow(writer, address), machine.data.id),
    ...alreadyAllocated(machine, address),
  );
  return afterwards(settled, async (answer) => {
    writer.inventory.wrote();
    addAddress(machine, allocatedTo(machine, answer));
    await writer.inventory.refresh(machine);
    return shown(writer, machine, machine, answer);
  });
}

/**
 * `POST /virtual_machine_network_interfaces/{id}/allocate_new_ip`: adds an address to the organization.
 * A lost answer is settled by looking for an address that was not in the organization before.
 */
export async function allocateNew(
  writer: Writer,
  target: InterfaceNode,
  version: IpVersion,
): Promise<Settled<Allocated>> {
  const { networkInterfaces } = writer.api;
  const machine = target.parent;
  const before = await knownBefore(writer.api, target, version);
  if ('error' in before) return { kind: 'failed', error: before.error };
  const settled = await sendGuarded(
    writer,
    () => networkInterfaces.allocateNewIp(target.data.id, version),
    async () => onlyNew((await networkInterfaces.get(target.data.id)).ipAddresses, before, version),
  );
  return afterwards(settled, (address) => {
    writer.inventory.wrote();
    addAddress(machine, allocatedTo(machine, address));
    const ipAddresses = [...target.data.ipAddresses.filter(({ id }) => id !== address.id), address];
    adoptInterface(target, { ...target.data, ipAddresses });
    return Promise.resolve(shown(writer, machine, target, address));
  });
}

/** `POST /ip_addresses/{ip}/unallocate`. The address stays in the organization. */
export async function unallocate(
  writer: Writer,
  { address, organization, machine }: LocatedAddress,
): Promise<Settled<IpAddress>> {
  const owner = machine?.data.id ?? address.allocation?.id;
  const row = machine && findAddress(machine, address.id);
  const settled = await sendGuarded<IpAddress>(
    writer,
    () => writer.api.ipAddresses.unallocate(address.id).then(() => unallocated(address)),
    async () => gone(await addressNow(writer, address), owner),
    'no_allocation',
  );
  return afterwards(settled, (value) => {
    writer.inventory.wrote();
    if (machine) removeAddress(machine, address);
    rememberAddress(organization, value);
    writer.show(machine ?? organization, row);
    return Promise.resolve(value);
  });
}

/** Announces the change, then learns what the answer left out: the reverse DNS as it has become. */
function shown(
  writer: Writer,
  machine: MachineNode,
  fallback: InterfaceNode | MachineNode,
  address: IpAddress,
): Allocated {
  writer.show(machine, fallback);
  const node = findAddress(machine, address.id);
  return { address, node: node ?? fallback, refined: node ? refine(writer, node) : Promise.resolve() };
}

async function refine({ inventory }: Writer, node: AddressNode): Promise<void> {
  const before = node.data;
  try {
    const news = await inventory.api.ipAddresses.get(before.id, inventory.signal);
    if (refineAddress(node, before, news)) inventory.changed(node);
  } catch {
    // The address is allocated and shown; only its reverse DNS stays unknown until the next refresh.
  }
}

/** The refusal that is doubtful, unless the address was known to be there before it was asked for. */
function alreadyAllocated({ addresses }: MachineNode, address: IpAddress): ApiErrorCode[] {
  return addresses.some(({ id }) => id === address.id) ? [] : ['ip_already_allocated'];
}
