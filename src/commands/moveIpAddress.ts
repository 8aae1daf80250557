import { l10n } from 'vscode';
import type { AllocatedAddress } from '../inventory/allocated.ts';
import { Dropped } from '../inventory/dropped.ts';
import { NotNow } from '../platform/notNow.ts';
import { runSteps } from '../platform/steps.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { moveAddresses } from './flow/move.ts';
import { rowsOf } from './flow/rows.ts';
import { addressesOfRows, addressesStep } from './flow/sources.ts';
import { takerStep, takingMachineStep, type Taking } from './flow/taker.ts';

/**
 * Moves addresses to a network interface: those that were dropped on it, the selected ones, all of a machine, or
 * such as are chosen.
 */
export async function moveIpAddress(
  context: CommandContext,
  argument?: unknown,
  selected?: readonly unknown[],
): Promise<void> {
  openSessions(context, 'addresses');
  if (argument instanceof Dropped) return move(context, argument.addresses, argument.target);
  const rows = rowsOf(argument, selected);
  const addresses = addressesOfRows(context, rows);
  if (rows.length > 0 && addresses.length === 0) throw new NotNow(l10n.t('There is no IP address.'), 'log');
  await move(context, addresses);
}

/** @param given none has the person choose. */
async function move(
  context: CommandContext,
  given: readonly AllocatedAddress[],
  target?: Dropped['target'],
): Promise<void> {
  const title = titleFor(given);
  let addresses = given;
  const taking: Taking = { addresses: [], ...placeOf(target) };
  const take = (chosen: readonly AllocatedAddress[]) => {
    addresses = chosen;
    taking.organization = target ? organizationOf(target) : chosen[0]?.organization;
    taking.addresses = chosen
      .filter(({ organization }) => organization === taking.organization)
      .map(({ address }) => address);
  };
  take(given);
  if (taking.organization) sessionOf(context, taking.organization, 'addresses');
  const went = await runSteps([
    addressesStep(title, context, given, take),
    takingMachineStep(title, context, taking),
    takerStep(title, context, taking),
  ]);
  const { taker } = taking;
  if (!went || !taker) return;
  await moveAddresses(context, addresses, taker, () => move(context, addresses, taker));
}

function titleFor(addresses: readonly AllocatedAddress[]): string {
  const isFree = addresses.length > 0 && addresses.every(({ address }) => address.allocation === null);
  return isFree ? l10n.t('Allocate IP Address') : l10n.t('Move IP Address');
}

function placeOf(target: Dropped['target'] | undefined): Pick<Taking, 'machine' | 'taker'> {
  return target?.kind === 'interface' ? { machine: target.parent, taker: target } : { machine: target };
}

function organizationOf(target: Dropped['target']) {
  return target.kind === 'machine' ? target.parent : target.parent.parent;
}
