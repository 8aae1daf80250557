import { l10n } from 'vscode';
import type { Deed } from '../../accounts/deeds.ts';
import { allocatedAddresses, type AllocatedAddress } from '../../inventory/allocated.ts';
import { pick, type Choice } from '../../platform/quickPick.ts';
import { openSessions, type CommandContext } from '../context.ts';
import { loadedOrganizations } from './choices.ts';
import { nodeOf } from './row.ts';
import { addressOf } from './rows.ts';

/**
 * The address that a row stands for; from the palette, one that is chosen. Undefined when cancelled.
 * @throws NotNow when the row is of no account that is open
 */
export async function chooseAllocated(
  context: CommandContext,
  row: unknown,
  title: string,
  deed: Deed = 'read',
): Promise<AllocatedAddress | undefined> {
  const sessions = openSessions(context, deed);
  const own = addressOf(context, row);
  if (own) return own;
  // A row of an account that was left is not taken for the palette's call.
  nodeOf(context, row);
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose the address'),
    load: async () => {
      await loadedOrganizations(sessions);
      return choices(sessions.flatMap(({ inventory }) => allocatedAddresses(inventory)));
    },
    empty: l10n.t('No address is allocated'),
  });
  return 'value' in picked ? picked.value : undefined;
}

function choices(all: readonly AllocatedAddress[]): Choice<AllocatedAddress>[] {
  const ofMachines = all.filter(({ machine }) => machine);
  const others = all.filter(({ machine }) => !machine);
  return [
    ...ofMachines.map(choice),
    ...(others.length ? [{ separator: l10n.t('Load balancers and others') }, ...others.map(choice)] : []),
  ];
}

function choice(value: AllocatedAddress): Choice<AllocatedAddress> {
  const { address, machine, interfaceName } = value;
  const to =
    machine?.data.name ?? [address.allocation?.type, address.allocation?.id].filter(Boolean).join(' ');
  return {
    value,
    key: address.id,
    label: address.address,
    description: [to, interfaceName].filter(Boolean).join(' · '),
    detail: address.label ?? address.reverseDns,
  };
}
