import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { commands } from '../manifest.ts';
import { explain } from '../platform/explain.ts';
import type { StatusRow } from './rows.ts';

/** The row for what is not there, and why. One with an error can be tried again by a click. */
export function statusItem(row: StatusRow): TreeItem {
  const label = labelOf(row);
  const item = new TreeItem(label);
  item.id = row.id;
  const isTrouble = row.what !== 'empty' && row.what !== 'allAllocated';
  item.contextValue = isTrouble ? 'status;can:retry;' : 'status;';
  if (isTrouble) addCause(item, row);
  else if (row.parent?.kind === 'interface') item.command = allocateCommand(row.parent);
  item.accessibilityInformation = { label: [label, item.description].filter(Boolean).join(' ') };
  return item;
}

function addCause(item: TreeItem, row: StatusRow): void {
  const { text, remedy } = explain(row.error);
  item.description = text;
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.command =
    remedy === 'signIn'
      ? { command: commands.signIn, title: l10n.t('Sign In') }
      : { command: commands.retry, title: l10n.t('Retry'), arguments: [row] };
}

function allocateCommand(parent: unknown) {
  return { command: commands.allocateIpAddress, title: l10n.t('Allocate IP Address'), arguments: [parent] };
}

function labelOf({ what, parent, since }: StatusRow): string {
  switch (what) {
    case 'empty':
      return emptyLabel(parent?.kind);
    case 'allAllocated':
      return l10n.t('No unallocated addresses');
    case 'unread':
      return l10n.t('Not all networks could be found.');
    case 'failed':
      return l10n.t('Could not load.');
    case 'stale':
      return l10n.t('As of {0}; could not refresh.', timeOf(since));
    case 'partial':
      return since === undefined
        ? l10n.t('IP addresses could not be loaded.')
        : l10n.t('IP addresses as of {0}; could not refresh.', timeOf(since));
  }
}

function emptyLabel(kind: string | undefined): string {
  switch (kind) {
    case 'account':
      return l10n.t('No organizations');
    case 'organization':
      return l10n.t('No virtual machines');
    case 'machine':
      return l10n.t('No network interfaces');
    default:
      return l10n.t('No IP addresses');
  }
}

function timeOf(since: number | undefined): string {
  return since === undefined ? '?' : new Date(since).toLocaleTimeString();
}
