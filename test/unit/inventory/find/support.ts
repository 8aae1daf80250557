// Inventories that are filled by hand, to look for what is known to be in them.
import { createKatapult } from '../../../../src/api/katapult.ts';
import { FindIndex } from '../../../../src/inventory/find/findIndex.ts';
import type { Found } from '../../../../src/inventory/find/found.ts';
import { Inventory } from '../../../../src/inventory/inventory.ts';
import { MachineNode, OrganizationNode } from '../../../../src/inventory/nodes.ts';
import type { IpAddress } from '../../../../src/inventory/types.ts';

/** An inventory of one organization, for which nothing is asked of any cloud. */
export function inventoryOf(account: string): { inventory: Inventory; organization: OrganizationNode } {
  const api = createKatapult({ apiUrl: 'http://127.0.0.1:1', token: 'none', userAgent: 'test' });
  const inventory = new Inventory(api, { account });
  const organization = new OrganizationNode(account, { id: `org_${account}`, name: `Org ${account}` });
  organization.machines.items = [];
  inventory.organizations.items = [organization];
  return { inventory, organization };
}

export function addMachine(
  organization: OrganizationNode,
  name: string,
  ...addresses: IpAddress[]
): MachineNode {
  const id = `vm_${name}`;
  const machine = new MachineNode(organization, { id, name, fqdn: `${name}.acme.example`, addresses: [] });
  machine.addresses = addresses.map((each) => ({ ...each, allocation: { id, type: 'VirtualMachine' } }));
  organization.machines.items = [...(organization.machines.items ?? []), machine];
  organization.addresses = [...organization.addresses, ...machine.addresses];
  return machine;
}

export function addressOf(address: string, more: Partial<IpAddress> = {}): IpAddress {
  return { id: `ip_${address}`, address, allocation: null, ...more };
}

/** An index that has taken everything in, and counts how often it let others have a turn. */
export async function indexOf(
  ...inventories: Inventory[]
): Promise<{ index: FindIndex; turns: () => number }> {
  let turns = 0;
  const yieldNow = () => {
    turns++;
    return Promise.resolve();
  };
  const index = new FindIndex(() => inventories, yieldNow);
  await index.update();
  return { index, turns: () => turns };
}

export function words(found: readonly Found[]): string[] {
  return found.map((each) => {
    if (each.kind === 'address') return each.address.address;
    return each.kind === 'machine' ? each.machine.data.name : each.node.data.name;
  });
}
