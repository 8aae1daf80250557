import { l10n, window } from 'vscode';
import { ownReverseDns } from '../../inventory/activities/change.ts';
import { runInOrder } from '../../inventory/activities/inOrder.ts';
import type { LocatedAddress } from '../../inventory/operations/fit.ts';
import { plain, plainMessage } from '../../platform/plain.ts';
import type { CommandContext } from '../context.ts';
import { tellSettled } from './settled.ts';
import { addressCount } from './several.ts';
import { edit } from './writes.ts';

/** A reverse DNS that somebody had set, and the address, as it is now, that has lost it. */
export interface LostReverseDns {
  readonly located: LocatedAddress;
  readonly reverseDns: string;
}

/** What an address loses when it is allocated to something else: nothing when Katapult itself has given it. */
export function reverseDnsToLose({ address, machine }: LocatedAddress): string | undefined {
  if (machine) return ownReverseDns(address, machine);
  const byDefault = `${address.address.replaceAll(/[.:]/g, '-')}.`;
  return address.reverseDns?.startsWith(byDefault) ? undefined : address.reverseDns;
}

/** Tells what was lost, and sets it back if that is wished. */
export async function offerReverseDns(
  context: CommandContext,
  lost: readonly LostReverseDns[],
): Promise<void> {
  if (lost.length === 0) return;
  const setBack = l10n.t('Set Reverse DNS Back');
  const names = lost.map(({ reverseDns }) => plain(reverseDns)).join(', ');
  const chosen = await window.showInformationMessage(
    plainMessage(l10n.t('The reverse DNS of {0} was lost: {1}', addressCount(lost.length), names)),
    setBack,
  );
  if (chosen === setBack) await restore(context, lost);
}

async function restore(context: CommandContext, lost: readonly LostReverseDns[]): Promise<void> {
  const writes = lost.map(({ located, reverseDns }) => edit(context, located, { reverseDns }));
  const [only, ...more] = writes;
  if (only && more.length === 0) {
    await tellSettled(context, only);
    return;
  }
  const ended = await runInOrder(context.activities, writes, {
    stopsAtFailure: false,
    signal: new AbortController().signal,
    onBegin: () => undefined,
  });
  const done = ended.filter(({ outcome }) => outcome.kind === 'done').length;
  const text = l10n.t('Set the reverse DNS back of {0} of {1}.', done, addressCount(ended.length));
  await context.messages.report(text, done === ended.length);
}
