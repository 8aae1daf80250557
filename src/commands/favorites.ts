import { l10n } from 'vscode';
import { toggleFavourite } from '../inventory/arrange/favourites.ts';
import type { MachineNode } from '../inventory/nodes.ts';
import { pick } from '../platform/quickPick.ts';
import { openSessions, type CommandContext, type Handler } from './context.ts';
import { machineChoices } from './flow/choices.ts';
import { nodeOf } from './flow/row.ts';
import { rowsOf } from './flow/rows.ts';

/** Puts virtual machines on top of the tree. */
export const addFavorite: Handler = (context, row, rows) =>
  mark(context, l10n.t('Add to Favorites'), rowsOf(row, rows), true);

/** Lets them stand among the others again. */
export const removeFavorite: Handler = (context, row, rows) =>
  mark(context, l10n.t('Remove from Favorites'), rowsOf(row, rows), false);

async function mark(
  context: CommandContext,
  title: string,
  rows: readonly unknown[],
  favorite: boolean,
): Promise<void> {
  const { arrangements } = context;
  const machines = rows.length > 0 ? machinesOf(context, rows) : await choose(context, title, favorite);
  const changed = machines.filter((machine) => isFavorite(context, machine) !== favorite);
  const arrangement = changed.reduce(
    (before, { data }) => toggleFavourite(before, data.id),
    arrangements.current,
  );
  if (changed.length > 0) await arrangements.change({ favourites: arrangement.favourites });
}

function machinesOf(context: CommandContext, rows: readonly unknown[]): readonly MachineNode[] {
  const nodes = rows.map((row) => nodeOf(context, row));
  return nodes.flatMap((node) => (node?.kind === 'machine' ? node : []));
}

async function choose(
  context: CommandContext,
  title: string,
  favorite: boolean,
): Promise<readonly MachineNode[]> {
  const sessions = openSessions(context);
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose the virtual machine'),
    load: async () =>
      (await machineChoices(sessions)).filter(
        (choice) => 'separator' in choice || isFavorite(context, choice.value) !== favorite,
      ),
    empty: favorite ? l10n.t('There are no other virtual machines') : l10n.t('There are no favorites'),
  });
  return 'value' in picked ? [picked.value] : [];
}

function isFavorite({ arrangements }: CommandContext, { data }: MachineNode): boolean {
  return arrangements.current.favourites.includes(data.id);
}
