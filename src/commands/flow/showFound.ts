import { l10n, window } from 'vscode';
import type { Found, FoundAddress } from '../../inventory/find/found.ts';
import type { Node } from '../../inventory/nodes.ts';
import { plain, plainMessage } from '../../platform/plain.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import { copy } from '../copy.ts';
import { moveIpAddress } from '../moveIpAddress.ts';

/** Brings what was found into sight, with the focus on its row; says where it is when it has none. */
export async function showFound(context: CommandContext, found: Found): Promise<void> {
  const row = await rowOf(found);
  if (row) await showRow(context, row);
  else if (found.kind === 'address') await showElsewhere(context, found);
}

/**
 * The row of what was found, opening the machine above it. Undefined for an address of no machine; the machine's when
 * what is below it can't be read: there the tree says why.
 */
export async function rowOf(found: Found): Promise<Node | undefined> {
  if (found.kind === 'machine') return found.machine;
  const { inventory, machine, node } = found;
  if (found.kind === 'interface' || node || !machine) return node;
  await inventory.open(machine);
  const below = (machine.interfaces.items ?? []).flatMap((node) =>
    node.kind === 'interface' ? node.addresses : [node],
  );
  return below.find(({ data }) => data.id === found.address.id) ?? machine;
}

/** Lets an address that was found be allocated to something. */
export function allocateFound(
  context: CommandContext,
  { organization, address }: FoundAddress,
): Promise<void> {
  return moveIpAddress(context, { data: address, parent: organization });
}

async function showRow(context: CommandContext, row: Node): Promise<void> {
  sessionOf(context, row);
  const { arrangements, messages, tree } = context;
  if (await tree.reveal(row, { focus: true })) return;
  await arrangements.clearFilter();
  await tree.reveal(row, { focus: true });
  const name = plain(row.kind === 'address' ? row.data.address : row.data.name);
  messages.done(l10n.t('Cleared the filter, which hid {0}', name));
}

async function showElsewhere(context: CommandContext, found: FoundAddress): Promise<void> {
  const { organization, address } = found;
  sessionOf(context, organization);
  if (!address.allocation && (await context.pool.reveal(organization, address.id))) return;
  const allocate = l10n.t('Allocate…');
  const copyIt = l10n.t('Copy IP Address');
  const buttons = address.allocation ? [copyIt] : [allocate, copyIt];
  const chosen = await window.showInformationMessage(plainMessage(whereabouts(found)), ...buttons);
  if (chosen === allocate) await allocateFound(context, found);
  if (chosen === copyIt) await copy(context, address.address);
}

function whereabouts({ organization, address: { address, allocation } }: FoundAddress): string {
  if (!allocation) return l10n.t('{0} is not allocated; it belongs to {1}.', address, organization.data.name);
  const owner = [allocation.type, allocation.name ?? allocation.id].filter(Boolean).join(' ');
  return l10n.t(
    '{0} is allocated to {1} of {2}, which the tree does not show.',
    address,
    owner,
    organization.data.name,
  );
}
