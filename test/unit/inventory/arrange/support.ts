// Machines made by hand, with what decides where they stand.
import { MachineNode, OrganizationNode } from '../../../../src/inventory/nodes.ts';

export const acme = new OrganizationNode('test', { id: 'org_a', name: 'Acme' });
export const other = new OrganizationNode('test', { id: 'org_b', name: 'Another' });

export interface Traits {
  readonly organization?: OrganizationNode;
  readonly place?: string;
  readonly address?: string;
  readonly createdAt?: number;
  /** Known from its details; without any of them, these were not read. */
  readonly state?: string;
  readonly tags?: readonly string[];
  readonly group?: string;
}

export function machineOf(name: string, traits: Traits = {}): MachineNode {
  const { organization = acme, place, address, createdAt, state, tags, group } = traits;
  const zone = place && {
    id: `zone_${place}`,
    name: `${place} 1`,
    dataCenter: { id: `dc_${place}`, name: place },
  };
  const data = {
    id: `vm_${name}`,
    name,
    hostname: `host-${name}`,
    createdAt,
    addresses: [],
    ...(zone && { zone }),
  };
  const machine = new MachineNode(organization, data);
  if (address) machine.addresses = [{ id: `ip_${address}`, address }];
  if (state ?? tags ?? group)
    machine.details = { ...data, state, tagNames: tags ?? [], groupName: group, ipAddresses: [] };
  return machine;
}

export function namesOf(machines: readonly MachineNode[]): string[] {
  return machines.map(({ data }) => data.name);
}
