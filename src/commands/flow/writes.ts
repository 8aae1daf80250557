import { l10n } from 'vscode';
import type { Write } from '../../inventory/activities/activity.ts';
import {
  ownReverseDns,
  placeIn,
  placeOf,
  type Change,
  type Place,
} from '../../inventory/activities/change.ts';
import type { InterfaceNode, MachineNode } from '../../inventory/nodes.ts';
import type { Allocated } from '../../inventory/operations/allocation.ts';
import type { LocatedAddress } from '../../inventory/operations/fit.ts';
import type { IpAddress, IpAddressChanges } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';
import { sessionOf, type CommandContext } from '../context.ts';

// Each of these makes a write ready to be run, for whoever has asked the person everything.
// @throws NotNow when the account is not open any more, or forbids it

/** Allocates an address to an interface, or to a machine, of which Katapult chooses one. */
export function allocation(
  context: CommandContext,
  target: InterfaceNode | MachineNode,
  address: IpAddress,
): Write<Allocated> {
  const { account, operations } = sessionOf(context, target, 'addresses');
  const machine = target.kind === 'machine' ? target : target.parent;
  const names = [plain(address.address), plain(machine.data.name)] as const;
  return {
    account,
    words: {
      running: l10n.t('Allocating {0} to {1}…', ...names),
      failed: l10n.t('Could not allocate {0} to {1}.', ...names),
      unknown: l10n.t('It is not known whether {0} was allocated to {1}.', ...names),
      done: l10n.t('Allocated {0} to {1}', ...names),
    },
    run: () =>
      target.kind === 'interface'
        ? operations.allocate(target, address)
        : operations.allocateToMachine(target, address),
    change: ({ node }) => placed(node.kind === 'address' ? node.parent : node, address),
  };
}

/** Takes an address from what it is allocated to. @param from the plain name of that. */
export function unallocation(
  context: CommandContext,
  located: LocatedAddress,
  from: string,
): Write<IpAddress> {
  const { address, organization, machine } = located;
  const { account, operations } = sessionOf(context, organization, 'addresses');
  const names = [plain(address.address), from] as const;
  const place = machine && placeIn(machine, address);
  const lostReverseDns = ownReverseDns(address, machine);
  return {
    account,
    words: {
      running: l10n.t('Unallocating {0} from {1}…', ...names),
      failed: l10n.t('Could not unallocate {0} from {1}.', ...names),
      unknown: l10n.t('It is not known whether {0} was unallocated from {1}.', ...names),
      done: l10n.t('Unallocated {0} from {1}', ...names),
      already: l10n.t('{0} is not allocated to {1} any more', ...names),
    },
    run: () => operations.unallocate(located),
    change: () =>
      machine && place && { ...moved(machine, address, { from: place, to: null }), lostReverseDns },
  };
}

/** Changes label, VIP or reverse DNS. The address tells how they were. */
export function edit(
  context: CommandContext,
  located: LocatedAddress,
  changes: IpAddressChanges,
): Write<IpAddress> {
  const { address, organization } = located;
  const { account, operations } = sessionOf(context, organization, 'addresses');
  const name = plain(address.address);
  return {
    account,
    words: {
      running: l10n.t('Changing {0}…', name),
      failed: l10n.t('Could not change {0}.', name),
      unknown: l10n.t('It is not known whether {0} was changed.', name),
      done: l10n.t('Changed {0}: {1}', name, valuesText(changes)),
    },
    run: () => operations.edit(located, changes),
    change: (now) => ({
      kind: 'values',
      organizationId: organization.data.id,
      address: now,
      from: valuesOf(address, changes),
      to: valuesOf(now, changes),
    }),
  };
}

/** Gives an address up for good: nothing takes that back. */
export function releasing(context: CommandContext, located: LocatedAddress): Write<IpAddress> {
  const { account, operations } = sessionOf(context, located.organization, 'addresses');
  const name = plain(located.address.address);
  return {
    account,
    words: {
      running: l10n.t('Releasing {0}…', name),
      failed: l10n.t('Could not release {0}.', name),
      unknown: l10n.t('It is not known whether {0} was released.', name),
      done: l10n.t('Released {0}', name),
      already: l10n.t('{0} does not belong to the organization any more', name),
    },
    run: () => operations.release(located),
  };
}

/** That an address came from nowhere to an interface or a machine. */
export function placed(target: InterfaceNode | MachineNode, address: IpAddress): Change {
  const machine = target.kind === 'machine' ? target : target.parent;
  return moved(machine, address, { from: null, to: placeOf(target) });
}

function moved(
  machine: MachineNode,
  address: IpAddress,
  between: { readonly from: Place | null; readonly to: Place | null },
) {
  return { kind: 'place', organizationId: machine.parent.data.id, address, ...between } as const;
}

/** Of an address, what the changes are about: a VIP and its label belong together. */
function valuesOf({ label, vip, reverseDns }: IpAddress, changes: IpAddressChanges): IpAddressChanges {
  return {
    ...('vip' in changes || 'label' in changes ? { vip: vip ?? false, label } : {}),
    ...('reverseDns' in changes ? { reverseDns } : {}),
  };
}

function valuesText({ vip, label, reverseDns }: IpAddressChanges): string {
  return [
    vip === false ? l10n.t('no VIP, no label') : '',
    vip ? l10n.t('VIP with the label {0}', plain(label ?? '')) : '',
    reverseDns === undefined ? '' : l10n.t('reverse DNS {0}', plain(reverseDns)),
  ]
    .filter(Boolean)
    .join(', ');
}
