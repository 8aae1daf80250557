import { adoptListed, compareListed } from './listed.ts';
import { OrganizationNode } from './nodes.ts';
import type { Snapshot } from './snapshot.ts';

/** What was kept from before, as nodes. @param account first part of their ids. */
export function refilled({ organizations, at }: Snapshot, account: string): Promise<OrganizationNode[]> {
  return Promise.all(
    organizations.map(async ({ data, machines, addresses }) => {
      const node = new OrganizationNode(account, data);
      node.addresses = addresses;
      node.addressesReadAt = at;
      const listed = await compareListed(node, machines, addresses);
      adoptListed(listed);
      node.machines.fill(listed.machines, at);
      return node;
    }),
  );
}
