import type { IpAddress, VirtualMachineSummary } from '../api/types.ts';

/** Katapult's word for what an address of a virtual machine is allocated to. */
export const virtualMachineType = 'VirtualMachine';

/** Addresses by the id of what they are allocated to. An address is allocated to the machine, not to an interface. */
export function byAllocation(addresses: readonly IpAddress[]): Map<string, IpAddress[]> {
  const groups = new Map<string, IpAddress[]>();
  for (let from = 0, to = 0; from < addresses.length; from = to) {
    const owner = addresses[from]?.allocation?.id;
    do to++;
    while (to < addresses.length && addresses[to]?.allocation?.id === owner);
    if (owner === undefined) continue;
    // Cut out and not pushed: a list that is grown keeps room for more, and most have one or two for good.
    const run = addresses.slice(from, to);
    groups.set(owner, groups.get(owner)?.concat(run) ?? run);
  }
  return groups;
}

/**
 * The addresses of a machine of the list. Where the organization's addresses could not be read, those of the
 * machine's own list entry serve: they have no ids, and so can be shown, but not acted on. In no order.
 */
export function addressesOf(
  machine: VirtualMachineSummary,
  allocated: ReadonlyMap<string, readonly IpAddress[]> | undefined,
): readonly IpAddress[] {
  if (allocated) return allocated.get(machine.id) ?? [];
  return machine.addresses.map((address) => ({ id: `text:${address}`, address }));
}

/** Whether a newer list says the same of some addresses, in whatever order. */
export function sameListed(known: readonly IpAddress[], listed: readonly IpAddress[]): boolean {
  return (
    known.length === listed.length &&
    listed.every((one) => {
      const other = known.find(({ id }) => id === one.id);
      return other !== undefined && isSameListed(one, other);
    })
  );
}

/** What a list tells of an address: enough to see whether a newer list says something new. */
export function isSameListed(one: IpAddress, other: IpAddress): boolean {
  return (
    one.id === other.id &&
    one.address === other.address &&
    one.reverseDns === other.reverseDns &&
    one.vip === other.vip &&
    one.allocation?.id === other.allocation?.id
  );
}

/**
 * What several answers tell of one address: the first that tells a field decides it. Only a VIP has a label, and
 * loses it when it becomes none; so whoever says that it is none says that it has no label, beside its own.
 */
export function mergeAddress(first: IpAddress, ...others: readonly (IpAddress | undefined)[]): IpAddress {
  // Of thousands of machines most have only what the list says: then nothing is copied.
  if (others.every((other) => other === undefined || other === first)) return first;
  const merged: Record<string, unknown> = {};
  for (const source of [...others.toReversed(), first]) {
    for (const [key, value] of Object.entries(source ?? {})) if (value !== undefined) merged[key] = value;
  }
  const label = first.vip === false ? { label: first.label } : {};
  return { ...merged, ...label, id: first.id, address: first.address };
}
