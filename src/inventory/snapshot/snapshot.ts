import type { IpAddress, Organization, VirtualMachineSummary } from '../../api/types.ts';
import type { Branch } from '../branch.ts';
import type { MachineNode, OrganizationNode } from '../nodes.ts';

/** What the lists said last, to be shown at the next start until they are read again. Holds no secrets. */
export interface Snapshot {
  /** When it was read, in milliseconds since 1970. */
  readonly at: number;
  readonly organizations: readonly SnapshotOrganization[];
}

/** Everything in the order in which it is shown: the next start has no time to sort. */
export interface SnapshotOrganization {
  readonly data: Organization;
  readonly machines: readonly VirtualMachineSummary[];
  /** Those of the machines first. */
  readonly addresses: readonly IpAddress[];
}

/** What a snapshot is made of: as long as all of it is the very same, so is the snapshot. */
type Material = readonly unknown[];

/** Takes snapshots of one inventory. */
export class Camera {
  #material: Material | undefined;

  /**
   * @returns undefined unless everything at the top was read, and nothing has failed; and when nothing that is kept
   * has changed since the last one: states change all the time, and are not kept.
   */
  take({ items, error }: Branch<OrganizationNode>, now: number): Snapshot | undefined {
    if (!items || error !== undefined || !items.every(isWhole)) return undefined;
    const material = items.flatMap(materialOf);
    if (isSame(material, this.#material)) return undefined;
    this.#material = material;
    return {
      at: Math.min(...items.map(({ machines }) => machines.loadedAt ?? now), now),
      organizations: items.map(organizationOf),
    };
  }
}

function isWhole({ machines, addressesError }: OrganizationNode): boolean {
  return machines.items !== undefined && machines.error === undefined && addressesError === undefined;
}

function materialOf({ data, machines, addresses }: OrganizationNode): Material {
  return [data, addresses, ...(machines.items ?? []).map((machine) => machine.data)];
}

function isSame(one: Material, other: Material | undefined): boolean {
  return one.length === other?.length && one.every((each, index) => each === other[index]);
}

function organizationOf({ data, machines, addresses }: OrganizationNode): SnapshotOrganization {
  const items = machines.items ?? [];
  return { data, machines: items.map((machine) => machine.data), addresses: inOrder(items, addresses) };
}

/** As the lists tell them: of an address that was opened, more may be known by now. */
function inOrder(machines: readonly MachineNode[], addresses: readonly IpAddress[]): IpAddress[] {
  const rest = new Map(addresses.map((address) => [address.id, address]));
  const shown = machines.flatMap((machine) =>
    machine.addresses.flatMap(({ id }) => {
      const address = rest.get(id);
      rest.delete(id);
      return address ?? [];
    }),
  );
  return [...shown, ...rest.values()];
}
