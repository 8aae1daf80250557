import type { IpAddress, VirtualMachineSummary } from '../api/types.ts';
import { sortedByAddress } from './order.ts';

/** Katapult's word for what an address of a virtual machine is allocated to. */
export const virtualMachineType = 'VirtualMachine';

/** Addresses by the id of what they are allocated to. An address is allocated to the machine, not to an interface. */
export function byAllocation(addresses: readonly IpAddress[]): Map<string, IpAddress[]> {
  const groups = new Map<string, IpAddress[]>();
  for (const address of addresses) {
    if (!address.allocation) continue;
    const group = groups.get(address.allocation.id);
    if (group) group.push(address);
    else groups.set(address.allocation.id, [address]);
  }
  return groups;
}

/**
 * The addresses of a machine of the list. Where the organization's addresses could not be read, those of the
 * machine's own list entry serve: they have no ids, and so can be shown, but not acted on.
 */
export function addressesOf(
  machine: VirtualMachineSummary,
  allocated: ReadonlyMap<string, readonly IpAddress[]> | undefined,
): IpAddress[] {
  const known = allocated
    ? (allocated.get(machine.id) ?? [])
    : machine.addresses.map((address) => ({ id: `text:${address}`, address }));
  return sortedByAddress(known);
}

/** What a list tells of an address: enough to see whether a newer list says something new. */
export function listedForm({ id, address, reverseDns, vip, allocation }: IpAddress): object {
  return { id, address, reverseDns, vip, allocation: allocation?.id };
}

/** What several answers tell of one address: the first that tells a field decides it. */
export function mergeAddress(first: IpAddress, ...others: readonly (IpAddress | undefined)[]): IpAddress {
  // Of thousands of machines most have only what the list says: then nothing is copied.
  if (others.every((other) => other === undefined || other === first)) return first;
  const merged: Record<string, unknown> = {};
  for (const source of [...others.toReversed(), first]) {
    for (const [key, value] of Object.entries(source ?? {})) if (value !== undefined) merged[key] = value;
  }
  return { ...merged, id: first.id, address: first.address };
}
