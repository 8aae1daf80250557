// Which machine, interface and addresses a case is about.
import type { Snapshot } from '../../src/simulator/snapshot.ts';

export interface Plan {
  readonly organization: string;
  readonly machine: string;
  readonly networkInterface: string;
  /** An unallocated address that fits the interface. */
  readonly spare: string;
  /** An address that the interface holds. */
  readonly held: string;
  /** A machine of another organization, and an interface there. */
  readonly otherOrganization: string;
  readonly otherMachine: string;
  /** Another machine of the organization, and an interface there that the addresses fit. */
  readonly rivalMachine: string;
  readonly rivalInterface: string;
}

/** Chooses the first interface that has all that a case needs. @throws Error when no interface has */
export function planFor(cloud: Snapshot): Plan {
  const listed = new Map(
    cloud.virtualMachines.filter(({ inTrash }) => !inTrash).map((each) => [each.id, each]),
  );
  for (const { id, virtualMachineId, networkId, addressIds } of cloud.networkInterfaces) {
    const machine = listed.get(virtualMachineId);
    const usual = cloud.ipAddresses.filter(({ vip }) => !vip);
    const held = usual.find((each) => addressIds.includes(each.id));
    const spare = usual.find(
      (each) =>
        each.networkId === networkId &&
        each.allocationId === null &&
        each.organizationId === machine?.organizationId,
    );
    const rival = cloud.networkInterfaces.find(
      (each) =>
        each.networkId === networkId &&
        each.virtualMachineId !== virtualMachineId &&
        listed.get(each.virtualMachineId)?.organizationId === machine?.organizationId,
    );
    const other = [...listed.values()].find((each) => each.organizationId !== machine?.organizationId);
    if (machine && held && spare && rival && other && addressIds.length > 1)
      return {
        organization: machine.organizationId,
        machine: machine.id,
        networkInterface: id,
        spare: spare.id,
        held: held.id,
        otherOrganization: other.organizationId,
        otherMachine: other.id,
        rivalMachine: rival.virtualMachineId,
        rivalInterface: rival.id,
      };
  }
  throw new Error('the simulated cloud has no interface with all that is needed');
}
