import type { Inventory } from './inventory.ts';
import type { MachineNode, OrganizationNode } from './nodes.ts';
import { findAddress } from './operations/fit.ts';
import type { IpAddress } from './types.ts';

/** An address that is allocated to something, with as much as is known of to what. */
export interface AllocatedAddress {
  readonly address: IpAddress;
  readonly organization: OrganizationNode;
  /** Undefined for a load balancer's, or for a machine that is not listed, as one in the trash. */
  readonly machine?: MachineNode | undefined;
  /** The name of the interface that holds it, once its machine was opened. */
  readonly interfaceName?: string | undefined;
}

/** Every allocated address of the organizations that were read: of machines first, then of anything else. */
export function allocatedAddresses({ organizations }: Inventory): AllocatedAddress[] {
  return (organizations.items ?? []).flatMap((organization) => {
    const machines = organization.machines.items ?? [];
    const ofMachines = machines.flatMap((machine) =>
      // Without an id an address can't be acted on: then only its text could be read.
      machine.addresses.filter(isKnown).map((address) => allocatedTo(machine, address)),
    );
    const listed = new Set(machines.map(({ data }) => data.id));
    const ofOthers = organization.addresses.filter(
      ({ allocation }) => allocation && !listed.has(allocation.id),
    );
    return [...ofMachines, ...ofOthers.map((address) => ({ address, organization }))];
  });
}

/** Whether more is known of it than its text. */
export function isKnown({ id }: IpAddress): boolean {
  return !id.startsWith('text:');
}

/** An address of an organization, allocated or not, with the machine that holds it as far as that is listed. */
export function located(organization: OrganizationNode, address: IpAddress): AllocatedAddress {
  const machine = organization.machines.items?.find(({ data }) => data.id === address.allocation?.id);
  return machine ? allocatedTo(machine, address) : { address, organization };
}

/** The same for one address of a machine. */
export function allocatedTo(machine: MachineNode, address: IpAddress): AllocatedAddress {
  const parent = findAddress(machine, address.id)?.parent;
  const interfaceName = parent?.kind === 'interface' ? parent.data.name : undefined;
  return { address, organization: machine.parent, machine, interfaceName };
}
