import { l10n, window } from 'vscode';
import { allocatedTo, type AllocatedAddress } from '../inventory/allocated.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { AddressNode } from '../inventory/nodes.ts';
import type { IpAddress } from '../inventory/types.ts';
import { NotNow } from '../platform/notNow.ts';
import { plain } from '../platform/plain.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { chooseAllocated } from './flow/allocatedAddress.ts';
import { tellSettled } from './flow/settled.ts';

/** What the Delete key's binding hands over, to be told apart from the palette, which hands over nothing. */
const selectionArgument = 'selection';

/** Takes an address from what it is allocated to, after asking. It stays in the organization. */
export async function unallocateIpAddress(context: CommandContext, argument?: unknown): Promise<void> {
  openSessions(context, 'addresses');
  const row = argument === selectionArgument ? selectedAddress(context) : argument;
  if (argument === selectionArgument && !row) return;
  const chosen = await chooseAllocated(context, row, l10n.t('Unallocate IP Address'), 'addresses');
  if (!chosen) return;
  const allocated = await asItIsNow(sessionOf(context, chosen.organization, 'addresses').inventory, chosen);
  const from = plain(ownerOf(allocated));
  if (!(await confirmed(allocated, from))) return;
  const { operations } = sessionOf(context, allocated.organization, 'addresses');
  const names = [plain(allocated.address.address), from] as const;
  await tellSettled(
    context,
    {
      running: l10n.t('Unallocating {0} from {1}…', ...names),
      failed: l10n.t('Could not unallocate {0} from {1}.', ...names),
      unknown: l10n.t('It is not known whether {0} was unallocated from {1}.', ...names),
      done: l10n.t('Unallocated {0} from {1}', ...names),
      already: l10n.t('{0} is not allocated to {1} any more', ...names),
    },
    () => operations.unallocate(allocated),
  );
}

function selectedAddress({ tree }: CommandContext): AddressNode | undefined {
  const [selected] = tree.selection;
  return selected instanceof AddressNode ? selected : undefined;
}

/**
 * What the confirmation says has to be true now, not when the tree was last read: somebody else may have moved
 * the address to a live machine since.
 * @throws NotNow when it is not where the tree shows it; RequestError when that can't be read
 */
async function asItIsNow(inventory: Inventory, chosen: AllocatedAddress): Promise<AllocatedAddress> {
  const { machine, address, organization } = chosen;
  // The interface is named too, so its machine is opened when it was not yet.
  const [now] = await Promise.all([
    inventory.readAddress(address.id),
    inventory.open(machine ?? organization),
  ]);
  const expected = machine?.data.id ?? address.allocation?.id;
  if (now.allocation?.id === expected)
    return machine ? allocatedTo(machine, now) : { ...chosen, address: now };
  // Not awaited: the tree catches up while the person reads.
  void inventory.refresh(organization);
  throw new NotNow(elsewhere(chosen, now), 'retry');
}

function elsewhere(chosen: AllocatedAddress, now: IpAddress): string {
  const names = [plain(now.address), plain(ownerOf(chosen))] as const;
  if (!now.allocation) return l10n.t('{0} is not allocated to {1} any more. Nothing was changed.', ...names);
  const owner = plain(ownerOf({ ...chosen, machine: undefined, address: now }));
  return l10n.t('{0} is allocated to {2} now, not to {1}. Nothing was changed.', ...names, owner);
}

function ownerOf({ machine, address: { allocation } }: AllocatedAddress): string {
  return (
    machine?.data.name ?? allocation?.name ?? [allocation?.type, allocation?.id].filter(Boolean).join(' ')
  );
}

async function confirmed(allocated: AllocatedAddress, from: string): Promise<boolean> {
  const { address } = allocated;
  const unallocate = l10n.t('Unallocate');
  const chosen = await window.showWarningMessage(
    l10n.t('Unallocate {0} from {1}?', plain(address.address), from),
    { modal: true, detail: consequences(allocated) },
    unallocate,
  );
  return chosen === unallocate;
}

function consequences({ address, machine, organization, interfaceName }: AllocatedAddress): string {
  const only = machine?.addresses.length === 1;
  const own = address.reverseDns !== undefined && machine && address.reverseDns !== machine.data.fqdn;
  return [
    interfaceName === undefined ? '' : l10n.t('Network interface: {0}', plain(interfaceName)),
    only ? l10n.t('It is the only address of {0}.', plain(machine.data.name)) : '',
    address.vip ? l10n.t('It is a VIP: {0}', plain(address.label ?? '')) : '',
    l10n.t('Traffic to this address stops at once.'),
    l10n.t('The address stays in {0} and can be allocated again.', plain(organization.data.name)),
    own
      ? l10n.t('Its reverse DNS {0} is lost: it goes back to the default.', plain(address.reverseDns))
      : l10n.t('Its reverse DNS goes back to the default.'),
  ]
    .filter(Boolean)
    .join('\n');
}
