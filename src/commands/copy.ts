import { env, l10n } from 'vscode';
import { MachineNode } from '../inventory/nodes.ts';
import { plain } from '../platform/plain.ts';
import { pick } from '../platform/quickPick.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { chooseAllocated } from './flow/allocatedAddress.ts';
import { machineChoices } from './flow/choices.ts';
import { nodeOf } from './flow/row.ts';
import { addressOf } from './flow/rows.ts';
import { addressCount } from './flow/several.ts';

/** Copies an address, like `185.44.252.7`; of several rows all, one a line. */
export async function copyIpAddress(
  context: CommandContext,
  row?: unknown,
  rows: readonly unknown[] = [],
): Promise<void> {
  if (rows.length > 1) return copySeveral(context, rows);
  const chosen = await chooseAllocated(context, row, l10n.t('Copy IP Address'));
  if (chosen) await copy(context, chosen.address.address);
}

/** Copies an address with its mask, like `185.44.252.7/24`. Lists leave the mask out, so it may have to be read. */
export async function copyIpAddressWithMask(context: CommandContext, row?: unknown): Promise<void> {
  const chosen = await chooseAllocated(context, row, l10n.t('Copy IP Address with Mask'));
  if (!chosen) return;
  const { address } = chosen;
  const { inventory } = sessionOf(context, chosen.organization);
  const withMask = address.addressWithMask ?? (await inventory.readAddress(address.id)).addressWithMask;
  await copy(context, withMask ?? address.address);
}

/** Copies a virtual machine's id, like `vm_abc`. */
export async function copyMachineId(context: CommandContext, row?: unknown): Promise<void> {
  const sessions = openSessions(context);
  const node = nodeOf(context, row);
  if (node instanceof MachineNode) return copy(context, node.data.id);
  const picked = await pick({
    title: l10n.t('Copy Virtual Machine ID'),
    placeholder: l10n.t('Choose the virtual machine'),
    load: () => machineChoices(sessions),
    empty: l10n.t('There are no virtual machines'),
  });
  if ('value' in picked) await copy(context, picked.value.data.id);
}

async function copySeveral(context: CommandContext, rows: readonly unknown[]): Promise<void> {
  const addresses = rows.flatMap((row) => addressOf(context, row) ?? []);
  await env.clipboard.writeText(addresses.map(({ address }) => plain(address.address)).join('\n'));
  context.messages.done(l10n.t('Copied {0}', addressCount(addresses.length)));
}

/** Puts a line of text on the clipboard, and says so. */
export async function copy({ messages }: CommandContext, text: string): Promise<void> {
  // A line break in it would run what is pasted into a terminal.
  const line = plain(text);
  await env.clipboard.writeText(line);
  messages.done(l10n.t('Copied {0}', line));
}
