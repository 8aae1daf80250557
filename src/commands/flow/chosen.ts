import { l10n } from 'vscode';
import type { MachineNode, Node } from '../../inventory/nodes.ts';
import { pick } from '../../platform/quickPick.ts';
import { openSessions, type CommandContext } from '../context.ts';
import { machineChoices } from './choices.ts';
import { nodeOf } from './row.ts';

/**
 * The nodes that a command was called on; from the palette the machine that is chosen. None when cancelled.
 * @throws NotNow when one is of no account that is open
 */
export async function chosenNodes(
  context: CommandContext,
  title: string,
  row: unknown,
  rows?: readonly unknown[],
): Promise<readonly Node[]> {
  const sessions = openSessions(context);
  const nodes = (rows ?? [row]).flatMap((each) => nodeOf(context, each) ?? []);
  if (nodes.length > 0) return nodes;
  const picked = await pick<MachineNode>({
    title,
    placeholder: l10n.t('Choose the virtual machine'),
    load: () => machineChoices(sessions),
    empty: l10n.t('There are no virtual machines'),
  });
  return 'value' in picked ? [picked.value] : [];
}
