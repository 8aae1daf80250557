import { l10n, ThemeIcon, TreeItemCollapsibleState, type TreeItem } from 'vscode';
import type { OrganizationNode } from '../inventory/nodes.ts';
import type { PoolAddressNode, PoolNetworkNode, PoolVersionNode } from '../inventory/pool/poolNodes.ts';
import { plain } from '../platform/plain.ts';
import { accountItem } from './accountItem.ts';
import { versionWord } from './addressWords.ts';
import { contextValueOf, type Circumstances } from './capabilities.ts';
import type { AddressIcon } from './icons.ts';
import type { PoolRow } from './rows.ts';
import { statusItem } from './statusItem.ts';
import { addressCount, itemOf, readAs, type Item } from './treeItems.ts';

/** What a row's looks depend on beside itself. */
export interface PoolLook extends Circumstances {
  readonly addressIcon: AddressIcon;
  /** How many addresses an organization has to give; undefined before it was read. */
  readonly countOf: (organization: OrganizationNode) => number | undefined;
}

/** More would push other networks out of sight. */
const mostOpened = 100;

/** A row of the view of unallocated addresses as VS Code shows it. */
export function poolItem(row: PoolRow, look: PoolLook): TreeItem {
  if (row.kind === 'status') return statusItem(row);
  const item = itemFor(row, look);
  item.contextValue = contextValueOf(row, look);
  return item;
}

function itemFor(row: Exclude<PoolRow, { kind: 'status' }>, look: PoolLook): TreeItem {
  switch (row.kind) {
    case 'account':
      return accountItem(row);
    case 'organization':
      return organizationItem(row, look.countOf(row));
    case 'poolNetwork':
      return networkItem(row);
    case 'poolVersion':
      return versionItem(row);
    case 'poolAddress':
      return addressItem(row, look.addressIcon);
  }
}

function organizationItem(node: OrganizationNode, count: number | undefined): TreeItem {
  const item = itemOf(node.id, node.data.name, TreeItemCollapsibleState.Expanded);
  item.iconPath = new ThemeIcon('organization');
  if (count !== undefined) item.description = addressCount(count);
  return readAs(item, l10n.t('organization'), item.description);
}

function networkItem(node: PoolNetworkNode): TreeItem {
  const item = itemOf(node.id, networkName(node), TreeItemCollapsibleState.Expanded);
  const dataCenter = plain(node.network?.dataCenter?.name ?? '');
  item.description = [dataCenter, addressCount(node.count)].filter(Boolean).join(' · ');
  item.iconPath = new ThemeIcon(node.sort === 'named' ? 'globe' : 'question');
  return readAs(item, l10n.t('network'), item.description);
}

function networkName({ network, sort }: PoolNetworkNode): string {
  if (network) return network.name;
  return sort === 'unread' ? l10n.t('Network not known yet') : l10n.t('Without a network');
}

function versionItem(node: PoolVersionNode): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const { length } = node.addresses;
  const item = itemOf(
    node.id,
    versionWord(node.addresses[0]?.data.address ?? ''),
    length > mostOpened ? Collapsed : Expanded,
  );
  item.description = String(length);
  return readAs(item, addressCount(length));
}

function addressItem({ id, data }: PoolAddressNode, addressIcon: AddressIcon): TreeItem {
  const item: Item = itemOf(id, data.address, TreeItemCollapsibleState.None);
  const names = [data.label, data.reverseDns].map((name) => plain(name ?? ''));
  item.description = [...names, data.vip ? l10n.t('VIP') : ''].filter(Boolean).join(' · ');
  item.iconPath = addressIcon(data);
  return readAs(item, l10n.t('unallocated IP address'), versionWord(data.address), item.description);
}
