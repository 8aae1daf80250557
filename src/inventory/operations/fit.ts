import type { IpAddress, NetworkInterface } from '../../api/types.ts';
import { isSameListed, mergeAddress } from '../join.ts';
import { interfaceNode } from '../machine.ts';
import type { AddressNode, InterfaceNode, MachineNode, OrganizationNode } from '../nodes.ts';
import { byAddress } from '../order.ts';

/** An address of an organization, and the machine below which it shows, if it does. */
export interface LocatedAddress {
  readonly address: IpAddress;
  readonly organization: OrganizationNode;
  readonly machine?: MachineNode | undefined;
}

/** An address as it stands after a change of its allocation: Katapult rewrites its reverse DNS then. */
export function allocatedTo(machine: MachineNode, address: IpAddress): IpAddress {
  const allocation = { id: machine.data.id, type: 'VirtualMachine', name: machine.data.name };
  return { ...address, allocation };
}

/** The same address, no longer allocated. Its reverse DNS goes back to a default that is not known yet. */
export function unallocated(address: IpAddress): IpAddress {
  return { ...address, allocation: null, reverseDns: undefined };
}

/** Puts what is known of an address into its organization's list. */
export function rememberAddress(organization: OrganizationNode, address: IpAddress): void {
  organization.addresses = [...organization.addresses.filter(({ id }) => id !== address.id), address];
}

/** Takes an address that was released out of its organization's list. */
export function forgetAddress(organization: OrganizationNode, address: IpAddress): void {
  organization.addresses = organization.addresses.filter(({ id }) => id !== address.id);
}

/** Puts what has become of an address wherever it is known. @returns its row, if it has one. */
export function showChanged(
  { organization, machine }: LocatedAddress,
  address: IpAddress,
): AddressNode | undefined {
  rememberAddress(organization, address);
  if (!machine) return undefined;
  machine.addresses = machine.addresses.map((known) => (known.id === address.id ? address : known));
  const row = findAddress(machine, address.id);
  if (row) row.data = address;
  return row;
}

/** Puts an address under a machine. */
export function addAddress(machine: MachineNode, address: IpAddress): void {
  const others = machine.addresses.filter(({ id }) => id !== address.id);
  machine.addresses = [...others, address].sort(byAddress);
  rememberAddress(machine.parent, address);
}

/** Takes an address away from a machine and from the interface that holds it. */
export function removeAddress(machine: MachineNode, address: IpAddress): void {
  const other = ({ id }: { id: string }) => id !== address.id;
  machine.addresses = machine.addresses.filter(other);
  machine.interfaces.items = machine.interfaces.items?.filter(
    (node) => node.kind === 'interface' || other(node.data),
  );
  for (const node of machine.networkInterfaces)
    node.addresses = node.addresses.filter(({ data }) => other(data));
  rememberAddress(machine.parent, unallocated(address));
}

/** Fits the interface as `allocate_ip` answered it, which tells less than other answers do. */
export function adoptInterface(node: InterfaceNode, answer: NetworkInterface): void {
  const { speedProfileName, network, virtualNetwork } = node.data;
  interfaceNode(node.parent, {
    ...answer,
    speedProfileName: answer.speedProfileName ?? speedProfileName,
    network: answer.network ?? network,
    virtualNetwork: answer.virtualNetwork ?? virtualNetwork,
  });
}

/** Where an address shows below a machine, if it does. */
export function findAddress(machine: MachineNode, addressId: string): AddressNode | undefined {
  const nodes = (machine.interfaces.items ?? []).flatMap((node) =>
    node.kind === 'interface' ? node.addresses : [node],
  );
  return nodes.find(({ data }) => data.id === addressId);
}

/** The row that stands for an address: its own, or that of its machine while that is not opened. */
export function rowOf(machine: MachineNode, { id }: IpAddress): AddressNode | MachineNode {
  return findAddress(machine, id) ?? machine;
}

/**
 * Adds what was read of an address to what is known of it; unless that has become something else than it was
 * `before` the reading began, by a refresh or another write: what was read may be older than that.
 * @returns whether it was added.
 */
export function refineAddress(node: AddressNode, before: IpAddress, news: IpAddress): boolean {
  const isShown = findAddress(node.machine, before.id) === node;
  if (!isShown || !isSameListed(node.data, before)) return false;
  node.data = mergeAddress(news, node.data);
  addAddress(node.machine, node.data);
  return true;
}
