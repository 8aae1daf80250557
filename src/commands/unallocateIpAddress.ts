import { l10n, window } from 'vscode';
import { allocatedTo, type AllocatedAddress } from '../inventory/allocated.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { AddressNode } from '../inventory/nodes.ts';
import { plain } from '../platform/plain.ts';
import { openSession, type CommandContext } from './context.ts';
import { chooseAllocated } from './flow/allocatedAddress.ts';
import { tellSettled } from './flow/settled.ts';

/** What the Delete key's binding hands over, to be told apart from the palette, which hands over nothing. */
const selectionArgument = 'selection';

/** Takes an address from what it is allocated to, after asking. It stays in the organization. */
export async function unallocateIpAddress(context: CommandContext, argument?: unknown): Promise<void> {
  const { inventory, operations } = openSession(context);
  const row = argument === selectionArgument ? selectedAddress(context) : argument;
  if (argument === selectionArgument && !row) return;
  const chosen = await chooseAllocated(inventory, row, l10n.t('Unallocate IP Address'));
  if (!chosen) return;
  const allocated = await withInterface(inventory, chosen);
  const from = plain(ownerOf(allocated));
  if (!(await confirmed(allocated, from))) return;
  const names = [plain(allocated.address.address), from] as const;
  await tellSettled(
    context,
    {
      running: l10n.t('Unallocating {0} from {1}…', ...names),
      failed: l10n.t('Could not unallocate {0} from {1}.', ...names),
      unknown: l10n.t('It is not known whether {0} was unallocated from {1}.', ...names),
      done: l10n.t('Unallocated {0} from {1}', ...names),
    },
    () => operations.unallocate(allocated),
  );
}

function selectedAddress({ tree }: CommandContext): AddressNode | undefined {
  const [selected] = tree.selection;
  return selected instanceof AddressNode ? selected : undefined;
}

/** The confirmation names the interface, so its machine is opened when it was not yet. */
async function withInterface(inventory: Inventory, allocated: AllocatedAddress): Promise<AllocatedAddress> {
  const { machine, address, interfaceName } = allocated;
  if (!machine || interfaceName) return allocated;
  await inventory.open(machine);
  return allocatedTo(machine, address);
}

function ownerOf({ machine, address: { allocation } }: AllocatedAddress): string {
  return (
    machine?.data.name ?? allocation?.name ?? [allocation?.type, allocation?.id].filter(Boolean).join(' ')
  );
}

async function confirmed(allocated: AllocatedAddress, from: string): Promise<boolean> {
  const { address, organization, interfaceName } = allocated;
  const unallocate = l10n.t('Unallocate');
  const chosen = await window.showWarningMessage(
    l10n.t('Unallocate {0} from {1}?', plain(address.address), from),
    { modal: true, detail: consequences(plain(organization.data.name), interfaceName) },
    unallocate,
  );
  return chosen === unallocate;
}

function consequences(organization: string, interfaceName: string | undefined): string {
  return [
    interfaceName === undefined ? '' : l10n.t('Network interface: {0}', plain(interfaceName)),
    l10n.t('Traffic to this address stops at once.'),
    l10n.t('The address stays in {0} and can be allocated again.', organization),
    l10n.t('Its reverse DNS goes back to the default.'),
  ]
    .filter(Boolean)
    .join('\n');
}
