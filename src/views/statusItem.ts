import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { commands } from '../manifest.ts';
import { explain } from '../platform/explain.ts';
import { plain } from '../platform/plain.ts';
import { timeOf } from '../platform/timeOf.ts';
import type { StatusRow } from './rows.ts';

/**
 * The row for what is not there, and why. One with an error can be tried again by a click, one about the filter clears
 * it.
 */
export function statusItem(row: StatusRow): TreeItem {
  const label = [row.about && plain(row.about.data.name), labelOf(row)].filter(Boolean).join(': ');
  const item = new TreeItem(label);
  item.id = row.id;
  item.contextValue = row.error === undefined ? 'status;' : 'status;can:retry;';
  if (row.error !== undefined) addCause(item, row);
  else addWayOn(item, row);
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

function addWayOn(item: TreeItem, { what, parent }: StatusRow): void {
  if (what === 'empty' && parent?.kind === 'interface') item.command = allocateCommand(parent);
  if (what === 'undecided') item.iconPath = new ThemeIcon('question');
  if (what !== 'filtered') return;
  const title = l10n.t('Clear Filter');
  item.iconPath = new ThemeIcon('filter');
  item.description = title;
  item.command = { command: commands.clearFilter, title };
}

function allocateCommand(parent: unknown) {
  return { command: commands.allocateIpAddress, title: l10n.t('Allocate IP Address'), arguments: [parent] };
}

function labelOf({ what, parent, since, count = 0 }: StatusRow): string {
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
      return l10n.t('As of {0}; could not refresh.', since === undefined ? '?' : timeOf(since));
    case 'partial':
      return since === undefined
        ? l10n.t('IP addresses could not be loaded.')
        : l10n.t('IP addresses as of {0}; could not refresh.', timeOf(since));
    case 'filtered':
      return l10n.t('No virtual machine matches the filter.');
    case 'undecided':
      return count === 1 ? l10n.t('1 not read yet') : l10n.t('{0} not read yet', count);
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
