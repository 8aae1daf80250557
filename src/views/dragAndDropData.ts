import { DataTransferItem, type DataTransfer } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { located, type AllocatedAddress } from '../inventory/allocated.ts';
import type { AddressNode, OrganizationNode } from '../inventory/nodes.ts';
import type { PoolAddressNode } from '../inventory/pool/poolNodes.ts';
import { plain } from '../platform/plain.ts';

/** What is dragged from one of the views to another. Only text travels between views: ids, a line each. */
export const addressesType = 'application/vnd.katapult.addresses';
export const textType = 'text/plain';

/** The type of what is dragged out of a view, by which VS Code lets another view take it. */
export function typeOfView(view: string): string {
  return `application/vnd.code.tree.${view.toLowerCase()}`;
}

/** Puts addresses into what is dragged: for the views by their ids, for anything else as text. */
export function putAddresses(
  transfer: DataTransfer,
  nodes: readonly (AddressNode | PoolAddressNode)[],
): void {
  if (nodes.length === 0) return;
  const ids = nodes.map((node) => `${organizationOf(node).id}\t${node.data.id}`);
  const texts = nodes.map(({ data }) => plain(data.address));
  transfer.set(addressesType, new DataTransferItem(ids.join('\n')));
  transfer.set(textType, new DataTransferItem(texts.join('\n')));
}

/** The addresses that were dragged out of one of the views, as they are known now; undefined when it was none. */
export async function takeAddresses(
  { open }: Accounts,
  transfer: DataTransfer,
): Promise<readonly AllocatedAddress[] | undefined> {
  const ids = await valueOf(transfer, addressesType);
  if (!ids) return undefined;
  const organizations = open.flatMap(({ inventory }) => inventory.organizations.items ?? []);
  return ids.split('\n').flatMap((line) => {
    const [organizationId, addressId] = line.split('\t');
    const organization = organizations.find(({ id }) => id === organizationId);
    const address = organization?.addresses.find(({ id }) => id === addressId);
    return organization && address ? located(organization, address) : [];
  });
}

/** The unallocated addresses of an organization that a text from elsewhere names. */
export async function takeText(
  organization: OrganizationNode,
  transfer: DataTransfer,
): Promise<readonly AllocatedAddress[]> {
  const text = await valueOf(transfer, textType);
  const named = new Set(text.split(/[\s,;]+/));
  return organization.addresses
    .filter(({ address, allocation }) => allocation === null && named.has(address))
    .map((address) => located(organization, address));
}

/** From another view there may be several values of a type, of which VS Code itself has added empty ones. */
async function valueOf(transfer: DataTransfer, type: string): Promise<string> {
  const items = [...transfer].filter(([each]) => each === type);
  const values = await Promise.all(items.map(([, item]) => item.asString()));
  return values.find((value) => value !== '') ?? '';
}

function organizationOf(node: AddressNode | PoolAddressNode): OrganizationNode {
  return node.kind === 'address' ? node.machine.parent : node.parent.parent.parent;
}
