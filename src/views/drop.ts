import { commands as vscodeCommands, l10n, window, type DataTransfer } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { AllocatedAddress } from '../inventory/allocated.ts';
import { Dropped } from '../inventory/dropped.ts';
import { findAddress } from '../inventory/operations/fit.ts';
import { commands } from '../manifest.ts';
import { takeAddresses, takeText } from './dragAndDropData.ts';
import type { Row } from './rows.ts';

/** Moves what was dropped on a row of the tree, after the same question that the command asks. */
export async function dropOnRow(
  accounts: Accounts,
  row: Row | undefined,
  transfer: DataTransfer,
): Promise<void> {
  const target = targetOf(row);
  if (!target) {
    say(
      l10n.t('IP addresses can be dropped on a virtual machine, a network interface, or an address there.'),
    );
    return;
  }
  const organization = target.kind === 'machine' ? target.parent : target.parent.parent;
  const dragged = await takeAddresses(accounts, transfer);
  const addresses = dragged ?? (await takeText(organization, transfer));
  if (addresses.length > 0)
    await vscodeCommands.executeCommand(commands.moveIpAddress, new Dropped(addresses, target));
  else say(dragged ? gone() : l10n.t('This is no unallocated IP address of the organization.'));
}

/** Unallocates what was dropped on the view of unallocated addresses, after the same question that the command asks. */
export async function dropOnPool(accounts: Accounts, transfer: DataTransfer): Promise<void> {
  const addresses = (await takeAddresses(accounts, transfer)) ?? [];
  const rows = addresses.flatMap((each) => rowOf(each) ?? []);
  const [first] = rows;
  if (first) await vscodeCommands.executeCommand(commands.unallocateIpAddress, first, rows);
  else say(addresses.length ? l10n.t('It is unallocated already.') : gone());
}

/** What takes the addresses that are dropped on a row. */
function targetOf(row: Row | undefined): Dropped['target'] | undefined {
  if (row?.kind === 'address') return row.parent;
  // Below an interface without addresses a row says so.
  if (row?.kind === 'status') return row.parent?.kind === 'interface' ? row.parent : undefined;
  return row?.kind === 'machine' || row?.kind === 'interface' ? row : undefined;
}

function rowOf({ machine, address }: AllocatedAddress) {
  return machine && findAddress(machine, address.id);
}

function gone(): string {
  return l10n.t('What was dragged is not part of an account that is open now.');
}

/** Not awaited: it stays as long as the person likes. */
function say(text: string): void {
  void window.showInformationMessage(text);
}
