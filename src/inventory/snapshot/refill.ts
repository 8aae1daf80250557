import { byAllocation } from '../join.ts';
import { MachineNode, OrganizationNode } from '../nodes.ts';
import type { Snapshot } from './snapshot.ts';

/** What was kept from before, as nodes. @param account first part of their ids. */
export function refilled({ organizations, at }: Snapshot, account: string): OrganizationNode[] {
  return organizations.map(({ data, machines, addresses }) => {
    const node = new OrganizationNode(account, data);
    node.addresses = addresses;
    node.addressesReadAt = at;
    const allocated = byAllocation(addresses);
    const machineNodes = machines.map((each) => {
      const machine = new MachineNode(node, each);
      machine.addresses = allocated.get(each.id) ?? [];
      return machine;
    });
    node.machines.fill(machineNodes, at);
    return node;
  });
}
