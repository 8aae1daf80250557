import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { GroupBy } from '../inventory/arrange/arrangement.ts';
import type { GroupNode } from '../inventory/arrange/grouping.ts';
import { plain } from '../platform/plain.ts';

const icons: Readonly<Record<GroupBy, string>> = {
  none: 'list-flat',
  organization: 'organization',
  dataCenter: 'globe',
  zone: 'location',
  group: 'group-by-ref-type',
  tag: 'tag',
};

/** The row of machines that stand together, with how many they are. */
export function groupItem(group: GroupNode): TreeItem {
  const label = groupLabel(group);
  const count = group.machines.length;
  const item = new TreeItem(label, TreeItemCollapsibleState.Expanded);
  item.id = group.id;
  item.contextValue = 'group;';
  item.description = String(count);
  item.iconPath = new ThemeIcon(group.sort === 'unread' ? 'question' : icons[group.groupBy]);
  const words = count === 1 ? l10n.t('1 virtual machine') : l10n.t('{0} virtual machines', count);
  item.accessibilityInformation = { label: [label, kindWord(group.groupBy), words].join(', ') };
  return item;
}

/** What a group is called; one without a name by what its machines lack. */
export function groupLabel({ sort, groupBy, name }: GroupNode): string {
  if (sort === 'named') return plain(name);
  if (sort === 'unread') return l10n.t('Not read yet');
  switch (groupBy) {
    case 'tag':
      return l10n.t('Without a tag');
    case 'group':
      return l10n.t('Without a group');
    default:
      return l10n.t('Without a data center');
  }
}

function kindWord(groupBy: GroupBy): string {
  switch (groupBy) {
    case 'tag':
      return l10n.t('tag');
    case 'group':
      return l10n.t('group');
    case 'zone':
      return l10n.t('zone');
    default:
      return l10n.t('data center');
  }
}
