import type { Katapult } from '../api/katapult.ts';
import type { IpAddress, NetworkInterface, VirtualMachine } from '../api/types.ts';
import { mergeAddress } from './join.ts';
import { AddressNode, InterfaceNode, type MachineNode } from './nodes.ts';
import { byAddress, byName } from './order.ts';
import type { Reading } from './reading.ts';

/** What a machine and its interfaces say, each by an answer of its own. */
export type MachineAnswers = readonly [details: VirtualMachine, interfaces: readonly NetworkInterface[]];

/** Reads a machine's details and its interfaces, side by side. @throws RequestError */
export function readMachine(
  api: Katapult,
  id: string,
  { signal, urgency }: Reading,
): Promise<MachineAnswers> {
  const { virtualMachines, networkInterfaces } = api;
  return Promise.all([virtualMachines.get(id, signal, urgency), networkInterfaces.list(id, signal, urgency)]);
}

/**
 * Fits a machine's details and interfaces into its node.
 * @returns its interfaces, and after them addresses of its own that no interface holds.
 */
export function adoptMachine(
  machine: MachineNode,
  [details, interfaces]: MachineAnswers,
): (InterfaceNode | AddressNode)[] {
  adoptDetails(machine, details);
  const nodes = [...interfaces].sort(byName).map((data) => interfaceNode(machine, data));
  return [...nodes, ...addressesWithoutInterface(machine, interfaces)];
}

/** Takes over what a machine says of itself. */
export function adoptDetails(machine: MachineNode, details: VirtualMachine): void {
  machine.details = details;
  const known = new Map(machine.addresses.map((address) => [address.id, address]));
  machine.addresses = details.ipAddresses
    .map((address) => mergeAddress(address, known.get(address.id)))
    .sort(byAddress);
}

/** The node of an interface, kept when there is one, with the addresses that the answer names. */
export function interfaceNode(machine: MachineNode, data: NetworkInterface): InterfaceNode {
  const node =
    machine.networkInterfaces.find(({ data: { id } }) => id === data.id) ?? new InterfaceNode(machine, data);
  node.data = data;
  node.addresses = addressNodes(node, data.ipAddresses, machine.addresses);
  return node;
}

function addressNodes(
  parent: InterfaceNode,
  addresses: readonly IpAddress[],
  known: readonly IpAddress[],
): AddressNode[] {
  const more = new Map(known.map((address) => [address.id, address]));
  return [...addresses]
    .sort(byAddress)
    .map((address) => addressNode(parent, parent.addresses, mergeAddress(address, more.get(address.id))));
}

function addressNode(
  parent: InterfaceNode | MachineNode,
  known: readonly AddressNode[],
  data: IpAddress,
): AddressNode {
  const node = known.find((one) => one.data.id === data.id) ?? new AddressNode(parent, data);
  node.data = data;
  return node;
}

function addressesWithoutInterface(
  machine: MachineNode,
  interfaces: readonly NetworkInterface[],
): AddressNode[] {
  const held = new Set(interfaces.flatMap(({ ipAddresses }) => ipAddresses.map(({ id }) => id)));
  const known = (machine.interfaces.items ?? []).filter((node) => node.kind === 'address');
  return machine.addresses
    .filter(({ id }) => !held.has(id))
    .map((address) => addressNode(machine, known, address));
}

/** All that a machine and the rows below it say, to be compared with what they say later. */
export function said({ data, details, addresses, interfaces }: MachineNode): object {
  const below = (interfaces.items ?? []).map((node) =>
    node.kind === 'address' ? node.data : [inNoOrder(node.data), node.addresses.map((each) => each.data)],
  );
  return { data, details: details && inNoOrder(details), addresses, below, error: interfaces.error };
}

/** Katapult tells addresses in any order; the nodes hold them sorted. */
function inNoOrder(data: VirtualMachine | NetworkInterface): object {
  return { ...data, ipAddresses: undefined };
}
