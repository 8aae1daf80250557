import { l10n } from 'vscode';
import type { Deed } from '../../accounts/deeds.ts';
import type { InterfaceNode, MachineNode } from '../../inventory/nodes.ts';
import { plain } from '../../platform/plain.ts';
import { pick, type Memory } from '../../platform/quickPick.ts';
import type { Step } from '../../platform/steps.ts';
import { openSessions, sessionOf, type CommandContext } from '../context.ts';
import { interfaceChoice, interfacesOf, machineChoices } from './choices.ts';
import { nodeOf } from './row.ts';

/** What an address is to be allocated to, as it is chosen step by step. */
export interface Target {
  machine?: MachineNode | undefined;
  interface?: InterfaceNode | undefined;
  /** Katapult is to choose the interface. */
  readonly anyInterface: boolean;
}

/**
 * The target that the row stands for on which a command was called; nothing chosen yet from the palette.
 * @throws NotNow when the row's account, or from the palette every account, is not open or does not allow it
 */
export function targetOf(context: CommandContext, row: unknown): Target {
  const node = nodeOf(context, row);
  if (node) sessionOf(context, node, 'addresses');
  else openSessions(context, 'addresses');
  if (node?.kind === 'interface') return { machine: node.parent, interface: node, anyInterface: false };
  if (node?.kind === 'machine') return { machine: node, anyInterface: true };
  return { anyInterface: false };
}

/** Asks for the machine, unless the row told it; from accounts by which the deed may be done. */
export function machineStep(
  title: string,
  context: CommandContext,
  target: Pick<Target, 'machine'>,
  deed: Deed = 'addresses',
): Step {
  const memory: Memory = {};
  const given = target.machine;
  return async (place) => {
    if (given) return 'skip';
    const picked = await pick({
      title,
      placeholder: l10n.t('Choose the virtual machine'),
      place,
      memory,
      load: () => machineChoices(openSessions(context, deed)),
      empty: l10n.t('There are no virtual machines'),
    });
    if (!('value' in picked)) return picked.kind;
    target.machine = picked.value;
    return 'next';
  };
}

/** Asks for the network interface; skipped when the row told it or there is only one. */
export function interfaceStep(title: string, context: CommandContext, target: Target): Step {
  const memory: Memory = {};
  const given = target.interface;
  return async (place) => {
    const { machine } = target;
    if (given ?? !machine) return 'skip';
    const picked = await pick({
      title,
      placeholder: l10n.t('Choose the network interface of {0}', plain(machine.data.name)),
      place,
      memory,
      skipSingle: true,
      load: async () => (await interfacesOf(context, machine)).map(interfaceChoice),
      empty: l10n.t('This virtual machine has no network interfaces'),
    });
    if (!('value' in picked)) return picked.kind;
    target.interface = picked.value;
    return picked.kind === 'only' ? 'skip' : 'next';
  };
}
