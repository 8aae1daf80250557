import { l10n } from 'vscode';
import type { Write } from '../../inventory/activities/activity.ts';
import { placeIn, placeOf, ownReverseDns } from '../../inventory/activities/change.ts';
import type { InterfaceNode } from '../../inventory/nodes.ts';
import type { LocatedAddress } from '../../inventory/operations/fit.ts';
import type { MoveOutcome } from '../../inventory/operations/move.ts';
import type { Settled } from '../../inventory/operations/settle.ts';
import { explain } from '../../platform/explain.ts';
import { NotNow } from '../../platform/notNow.ts';
import { plain } from '../../platform/plain.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import { ownerOf } from './owner.ts';

type Arrived = Extract<MoveOutcome, { kind: 'moved' | 'putBack' }>;
type Moved = Extract<MoveOutcome, { kind: 'moved' }>;

/**
 * Moves an address to a network interface from what it is allocated to, as a write like any other.
 * @param located as it stands now.
 * @param onOutcome is told what is true after it. @throws NotNow when the account is not open any more, or forbids it
 */
export function movement(
  context: CommandContext,
  located: LocatedAddress,
  target: InterfaceNode,
  onOutcome: (outcome: MoveOutcome) => void = () => undefined,
): Write<Moved> {
  const { account, operations } = sessionOf(context, target, 'addresses');
  const { address, machine, organization } = located;
  const owner = ownerOf(address, machine);
  const names = [plain(address.address), plain(target.parent.data.name), owner] as const;
  const from = machine && placeIn(machine, address);
  const lostReverseDns = ownReverseDns(address, machine);
  return {
    account,
    words: {
      running: l10n.t('Moving {0} to {1}…', ...names),
      failed: l10n.t('Could not move {0} from {2} to {1}.', ...names),
      unknown: l10n.t('It is not known whether {0} was moved from {2} to {1}.', ...names),
      done: l10n.t('Moved {0} from {2} to {1}', ...names),
    },
    run: async () => settledMove(await operations.move(located, target), owner, onOutcome),
    note: courseText,
    // To a machine that is not listed, as one in the trash, nothing can be brought back.
    change: () =>
      from && {
        kind: 'place',
        organizationId: organization.data.id,
        address,
        from,
        to: placeOf(target),
        lostReverseDns,
      },
  };
}

/** How long it was without a machine, and what has become of its reverse DNS. */
function courseText({ withoutMachineMs, reverseDns: { before, after } }: Arrived): string | undefined {
  const hasChanged = before !== undefined && after !== undefined && before !== after;
  const texts = [
    withoutMachineMs === undefined ? '' : l10n.t('{0} ms without a machine', withoutMachineMs),
    hasChanged ? l10n.t('reverse DNS {0} instead of {1}', plain(after), plain(before)) : '',
  ];
  return texts.filter(Boolean).join('; ') || undefined;
}

/** A move that did not arrive has failed, and where it has left the address is part of why. */
function settledMove(
  outcome: MoveOutcome,
  owner: string,
  onOutcome: (outcome: MoveOutcome) => void,
): Settled<Moved> {
  onOutcome(outcome);
  switch (outcome.kind) {
    case 'moved':
      return { kind: 'done', value: outcome, readBack: false };
    case 'failed':
      return outcome;
    case 'unknown':
      return {
        ...outcome,
        checkAgain: async () => settledMove(await outcome.checkAgain(), owner, onOutcome),
      };
    case 'putBack':
      return stranded(
        outcome.error,
        [l10n.t('The address is back where it was'), courseText(outcome)].filter(Boolean).join(': '),
      );
    case 'inPool':
      return stranded(
        outcome.error,
        l10n.t('The address is allocated to nothing now; before, {0} had it', owner),
      );
    case 'elsewhere':
      return stranded(outcome.error, l10n.t('The address is allocated to something else now'));
  }
}

function stranded(error: unknown, where: string): Settled<never> {
  const { text, remedy } = explain(error);
  return { kind: 'failed', error: new NotNow(`${text} ${where}.`, remedy) };
}
