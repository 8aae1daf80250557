import { l10n, window } from 'vscode';
import { allocatedTo, type AllocatedAddress } from '../inventory/allocated.ts';
import { ownReverseDns } from '../inventory/activities/change.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { IpAddress } from '../inventory/types.ts';
import { NotNow } from '../platform/notNow.ts';
import { plain } from '../platform/plain.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { chooseAllocated } from './flow/allocatedAddress.ts';
import { ownerOf } from './flow/owner.ts';
import { addressOrRefused, rowsOf } from './flow/rows.ts';
import { tellSettled } from './flow/settled.ts';
import { addressCount, doSeveral } from './flow/several.ts';
import { unallocation } from './flow/writes.ts';

/** Takes addresses from what they are allocated to, after asking. They stay in the organization. */
export async function unallocateIpAddress(
  context: CommandContext,
  argument?: unknown,
  selected?: readonly unknown[],
): Promise<void> {
  openSessions(context, 'addresses');
  const rows = rowsOf(argument, selected);
  if (rows.length > 1) await unallocateSeveral(context, rows);
  else await unallocateOne(context, rows[0]);
}

async function unallocateOne(context: CommandContext, row: unknown): Promise<void> {
  const chosen = await chooseAllocated(context, row, l10n.t('Unallocate IP Address'), 'addresses');
  if (chosen) await unallocateChosen(context, chosen);
}

async function unallocateChosen(context: CommandContext, chosen: AllocatedAddress): Promise<void> {
  const allocated = await asItIsNow(context, chosen);
  if (!(await confirmed(allocated))) return;
  const again = () => unallocateChosen(context, chosen);
  await tellSettled(context, { ...unallocation(context, allocated, ownerIn(allocated)), again });
}

async function unallocateSeveral(context: CommandContext, rows: readonly unknown[]): Promise<void> {
  const look = (address: AllocatedAddress) => asItIsNow(context, address);
  const looked = await Promise.all(rows.map((row) => addressOrRefused(context, row, look)));
  await doSeveral(context, {
    items: looked.filter((each) => 'address' in each),
    nameOf: ({ address }) => plain(address.address),
    describe: ownerIn,
    refused: looked.filter((each) => 'why' in each),
    question: (count) => l10n.t('Unallocate {0}?', addressCount(count)),
    consequences: [
      l10n.t('Traffic to these addresses stops at once.'),
      l10n.t('They stay in their organization and can be allocated again.'),
      l10n.t('Their reverse DNS goes back to the default.'),
    ],
    act: l10n.t('Unallocate'),
    write: (allocated) => ({
      ...unallocation(context, allocated, ownerIn(allocated)),
      again: () => unallocateChosen(context, allocated),
    }),
    running: (count) => l10n.t('Unallocating {0}', addressCount(count)),
    report: (done, of) => l10n.t('Unallocated {0} of {1}.', done, addressCount(of)),
  });
}

/**
 * What the confirmation says has to be true now, not when the tree was last read: somebody else may have moved
 * the address to a live machine since.
 * @throws NotNow when it is not where the tree shows it; RequestError when that can't be read
 */
async function asItIsNow(context: CommandContext, chosen: AllocatedAddress): Promise<AllocatedAddress> {
  const { machine, address, organization } = chosen;
  const { inventory } = sessionOf(context, organization, 'addresses');
  // The interface is named too, so its machine is opened when it was not yet.
  const [now] = await Promise.all([
    inventory.readAddress(address.id),
    inventory.open(machine ?? organization),
  ]);
  const expected = machine?.data.id ?? address.allocation?.id;
  if (now.allocation?.id !== expected) throw notHere(inventory, chosen, now);
  return machine ? allocatedTo(machine, now) : { ...chosen, address: now };
}

function notHere(inventory: Inventory, chosen: AllocatedAddress, now: IpAddress): NotNow {
  // Not awaited: the tree catches up while the person reads.
  void inventory.refresh(chosen.organization);
  return new NotNow(elsewhere(chosen, now), 'retry');
}

function elsewhere(chosen: AllocatedAddress, now: IpAddress): string {
  const names = [plain(now.address), ownerIn(chosen)] as const;
  if (!now.allocation) return l10n.t('{0} is not allocated to {1} any more. Nothing was changed.', ...names);
  return l10n.t('{0} is allocated to {2} now, not to {1}. Nothing was changed.', ...names, ownerOf(now));
}

function ownerIn({ address, machine }: AllocatedAddress): string {
  return ownerOf(address, machine);
}

async function confirmed(allocated: AllocatedAddress): Promise<boolean> {
  const { address } = allocated;
  const unallocate = l10n.t('Unallocate');
  const chosen = await window.showWarningMessage(
    l10n.t('Unallocate {0} from {1}?', plain(address.address), ownerIn(allocated)),
    { modal: true, detail: consequences(allocated) },
    unallocate,
  );
  return chosen === unallocate;
}

function consequences({ address, machine, organization, interfaceName }: AllocatedAddress): string {
  const only = machine?.addresses.length === 1;
  const own = ownReverseDns(address, machine);
  return [
    interfaceName === undefined ? '' : l10n.t('Network interface: {0}', plain(interfaceName)),
    only ? l10n.t('It is the only address of {0}.', plain(machine.data.name)) : '',
    address.vip ? l10n.t('It is a VIP: {0}', plain(address.label ?? '')) : '',
    l10n.t('Traffic to this address stops at once.'),
    l10n.t('The address stays in {0} and can be allocated again.', plain(organization.data.name)),
    own === undefined
      ? l10n.t('Its reverse DNS goes back to the default.')
      : l10n.t('Its reverse DNS {0} is lost: it goes back to the default.', plain(own)),
  ]
    .filter(Boolean)
    .join('\n');
}
