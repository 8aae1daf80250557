import { l10n } from 'vscode';
import type { Write } from '../../inventory/activities/activity.ts';
import type { MachineNode } from '../../inventory/nodes.ts';
import type { Switched } from '../../inventory/operations/power.ts';
import type { PowerAction } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';
import { stateWord } from '../../platform/stateWord.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import { wordsFor } from './powerWords.ts';

/** Switches a machine, and follows that to its end. @throws NotNow when the account is not open any more, or forbids it */
export function switching(
  context: CommandContext,
  machine: MachineNode,
  action: PowerAction,
): Write<Switched> {
  const { account, operations } = sessionOf(context, machine, 'power');
  return {
    account,
    words: wordsFor(action).of(plain(machine.data.name)),
    run: (signal) => operations.power(machine, action, signal),
    canBeLeft: true,
    unfinished,
  };
}

function unfinished({ end, state }: Switched): string | undefined {
  const now = state === undefined ? l10n.t('in a state that could not be read') : stateWord(state);
  switch (end) {
    case 'completed':
      return undefined;
    case 'cancelled':
      return l10n.t('It was {0} just now, and Katapult goes on with it. Refresh to see how it ends.', now);
    case 'lost':
      return l10n.t('It is {0} now. Its end was not seen in time; Katapult may go on with it.', now);
  }
}
