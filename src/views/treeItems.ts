import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type {
  AddressNode,
  InterfaceNode,
  MachineNode,
  OrganizationNode,
  Pending,
} from '../inventory/nodes.ts';
import type { MachineLabels } from '../platform/machineLabels.ts';
import { plain } from '../platform/plain.ts';
import { accountItem } from './accountItem.ts';
import { contextValueOf, type Circumstances } from './capabilities.ts';
import type { AddressIcon } from './icons.ts';
import { addressDescription, machineDescription, versionWord } from './addressWords.ts';
import { showMark } from './changed.ts';
import { groupItem } from './groupItem.ts';
import { lookOf } from './machineStates.ts';
import type { Mark } from './marks.ts';
import { pendingText } from './pendingWords.ts';
import type { Row } from './rows.ts';
import { statusItem } from './statusItem.ts';

/** What a row's looks depend on beside itself. */
export interface Look extends Circumstances {
  readonly addressIcon: AddressIcon;
  readonly labels: MachineLabels;
  /** What somebody else has done to it. */
  readonly mark?: Mark | undefined;
}

/** The row as VS Code shows it. Tooltips come later, when somebody hovers. */
export function treeItem(row: Row, look: Look): TreeItem {
  const item = itemFor(row, look);
  if (row.kind !== 'status' && row.kind !== 'group') item.contextValue = contextValueOf(row, look);
  showMark(item, look.mark);
  return item;
}

function itemFor(row: Row, look: Look): TreeItem {
  switch (row.kind) {
    case 'account':
      return accountItem(row);
    case 'organization':
      return organizationItem(row);
    case 'machine':
      return machineItem(row, look);
    case 'interface':
      return interfaceItem(row);
    case 'address':
      return addressItem(row, look.addressIcon);
    case 'group':
      return groupItem(row);
    case 'status':
      return statusItem(row);
  }
}

function organizationItem(node: OrganizationNode): TreeItem {
  const item = itemOf(node.id, node.data.name, TreeItemCollapsibleState.Expanded);
  const suspended = node.data.suspended ? l10n.t('suspended') : '';
  item.description = suspended;
  item.iconPath = new ThemeIcon('organization');
  return readAs(item, l10n.t('organization'), suspended);
}

function machineItem(node: MachineNode, { favorite, labels: { label, description } }: Look): TreeItem {
  const look = lookOf(node.state);
  const item = itemOf(node.id, node.data[label] ?? node.data.name, TreeItemCollapsibleState.Collapsed);
  const words = machineDescription(node.addresses, description);
  item.description = [favorite ? '★' : '', words].filter(Boolean).join(' ');
  item.iconPath = look.icon;
  showPending(item, node.pending);
  const mark = favorite ? l10n.t('favorite') : '';
  return readAs(item, l10n.t('virtual machine'), look.text, mark, node.pending ? item.description : words);
}

function interfaceItem(node: InterfaceNode): TreeItem {
  const { name, network, virtualNetwork, state } = node.data;
  // Katapult names an interface after its machine, which stands right above it already.
  const short = name.endsWith(` on ${node.parent.data.name}`)
    ? name.slice(0, name.lastIndexOf(' on '))
    : name;
  const item = itemOf(node.id, short || name, TreeItemCollapsibleState.Expanded);
  const networkName = plain((network ?? virtualNetwork)?.name ?? '');
  const detached = state === 'detached' ? l10n.t('detached') : '';
  item.description = [networkName === item.label ? '' : networkName, detached].filter(Boolean).join(' · ');
  item.iconPath = new ThemeIcon('plug');
  showPending(item, node.pending);
  return readAs(item, l10n.t('network interface'), item.description, addressCount(node.addresses.length));
}

/** `1 address` or `3 addresses`. */
export function addressCount(count: number): string {
  return count === 1 ? l10n.t('1 address') : l10n.t('{0} addresses', count);
}

function addressItem(node: AddressNode, addressIcon: AddressIcon): TreeItem {
  const { address } = node.data;
  const item = itemOf(node.id, address, TreeItemCollapsibleState.None);
  item.description = addressDescription(node.data);
  item.iconPath = addressIcon(node.data);
  showPending(item, node.pending);
  return readAs(item, l10n.t('IP address'), versionWord(address), item.description);
}

export type Item = TreeItem & { label: string; description: string };

/** A row with its id and its plain label. */
export function itemOf(id: string, text: string, state: TreeItemCollapsibleState): Item {
  const label = plain(text);
  return Object.assign(new TreeItem(label, state), { id, label, description: '' });
}

/** The row itself shows what is being done to it. */
function showPending(item: Item, pending: Pending | undefined): void {
  if (!pending) return;
  item.iconPath = new ThemeIcon('loading~spin', new ThemeColor('progressBar.background'));
  item.description = pendingText(pending);
}

/** A screen reader hears the name first, then what it is and how it stands. */
export function readAs(item: Item, ...words: readonly string[]): TreeItem {
  const label = [item.label, ...words].filter(Boolean).join(', ');
  item.accessibilityInformation = { label };
  return item;
}
