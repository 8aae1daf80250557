import { l10n } from 'vscode';
import { groupings, orders, type GroupBy, type SortBy } from '../inventory/arrange/arrangement.ts';
import { pick } from '../platform/quickPick.ts';
import type { CommandContext } from './context.ts';

/** Chooses what machines stand together by in the tree. */
export async function groupBy({ arrangements }: CommandContext): Promise<void> {
  const chosen = await choose(l10n.t('Group By'), groupings, arrangements.current.groupBy, groupingWords);
  if (chosen) await arrangements.change({ groupBy: chosen });
}

/** Chooses in which order machines stand in the tree. */
export async function sortBy({ arrangements }: CommandContext): Promise<void> {
  const chosen = await choose(l10n.t('Sort By'), orders, arrangements.current.sortBy, orderWords);
  if (chosen) await arrangements.change({ sortBy: chosen });
}

interface Words {
  readonly label: string;
  readonly detail?: string;
}

async function choose<T extends string>(
  title: string,
  values: readonly T[],
  current: T,
  wordsOf: (value: T) => Words,
): Promise<T | undefined> {
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose how virtual machines are shown'),
    memory: { key: current },
    load: () =>
      Promise.resolve(
        values.map((value) => ({
          value,
          key: value,
          ...wordsOf(value),
          description: value === current ? l10n.t('now') : undefined,
        })),
      ),
    empty: '',
  });
  return 'value' in picked ? picked.value : undefined;
}

function groupingWords(grouping: GroupBy): Words {
  // Katapult tells of these only when a machine is asked for by itself.
  const late = l10n.t('A virtual machine finds its place once it was read by itself.');
  switch (grouping) {
    case 'none':
      return { label: l10n.t('Nothing'), detail: l10n.t('One list of all virtual machines') };
    case 'organization':
      return { label: l10n.t('Organization') };
    case 'dataCenter':
      return { label: l10n.t('Data Center') };
    case 'zone':
      return { label: l10n.t('Zone') };
    case 'group':
      return { label: l10n.t('Group'), detail: late };
    case 'tag':
      return { label: l10n.t('Tags'), detail: late };
  }
}

function orderWords(order: SortBy): Words {
  switch (order) {
    case 'name':
      return { label: l10n.t('Name') };
    case 'address':
      return { label: l10n.t('First IP Address') };
    case 'state':
      return {
        label: l10n.t('State'),
        detail: l10n.t('What needs somebody first: failed, changing, running, stopped'),
      };
    case 'created':
      return { label: l10n.t('Age'), detail: l10n.t('The newest first') };
  }
}
