import { l10n } from 'vscode';
import {
  allocatedAddresses,
  allocatedTo,
  isKnown,
  located,
  type AllocatedAddress,
} from '../../inventory/allocated.ts';
import { byAddress } from '../../inventory/order.ts';
import { pickSeveral, type Choice } from '../../platform/quickPick.ts';
import type { Step } from '../../platform/steps.ts';
import { openSessions, type CommandContext } from '../context.ts';
import { loadedOrganizations } from './choices.ts';
import { ownerOf } from './owner.ts';
import { nodeOf } from './row.ts';
import { addressOf } from './rows.ts';

/**
 * The addresses that rows stand for: themselves, or all that a network interface or a machine has; each once.
 * @throws NotNow when a row is of no account that is open
 */
export function addressesOfRows(context: CommandContext, rows: readonly unknown[]): AllocatedAddress[] {
  const all = rows.flatMap((row) => addressOf(context, row) ?? addressesBelow(context, row));
  return [...new Map(all.map((each) => [each.address.id, each])).values()];
}

function addressesBelow(context: CommandContext, row: unknown): AllocatedAddress[] {
  const node = nodeOf(context, row);
  if (node?.kind === 'machine')
    return node.addresses.filter(isKnown).map((address) => allocatedTo(node, address));
  if (node?.kind === 'interface') return node.addresses.map(({ data }) => allocatedTo(node.parent, data));
  return [];
}

/** Asks for addresses, one or several, of machines in whatever state or of none; skipped when they are given. */
export function addressesStep(
  title: string,
  context: CommandContext,
  given: readonly AllocatedAddress[],
  choose: (addresses: readonly AllocatedAddress[]) => void,
): Step {
  return async (place) => {
    if (given.length > 0) return 'skip';
    const question = {
      title,
      placeholder: l10n.t('Choose the address'),
      place,
      load: () => choices(context),
      empty: l10n.t('There are no addresses'),
    };
    const picked = await pickSeveral(question, 'oneOrSeveral');
    if (!('value' in picked)) return picked.kind;
    choose(picked.value);
    return 'next';
  };
}

async function choices(context: CommandContext): Promise<Choice<AllocatedAddress>[]> {
  const sessions = openSessions(context, 'addresses');
  const organizations = (await loadedOrganizations(sessions)).map(({ organization }) => organization);
  const allocated = sessions.flatMap(({ inventory }) => allocatedAddresses(inventory));
  const free = organizations.flatMap((organization) =>
    [...organization.addresses]
      .filter(({ allocation }) => allocation === null)
      .sort(byAddress)
      .map((address) => located(organization, address)),
  );
  return [
    ...group(
      l10n.t('Of virtual machines'),
      allocated.filter(({ machine }) => machine),
    ),
    ...group(
      l10n.t('Of virtual machines in the trash, load balancers and others'),
      allocated.filter(({ machine }) => !machine),
    ),
    ...group(l10n.t('Unallocated'), free),
  ];
}

function group(separator: string, all: readonly AllocatedAddress[]): Choice<AllocatedAddress>[] {
  return all.length ? [{ separator }, ...all.map(choice)] : [];
}

function choice(value: AllocatedAddress): Choice<AllocatedAddress> {
  const { address, machine, interfaceName, organization } = value;
  return {
    value,
    key: address.id,
    label: address.address,
    description: [ownerOf(address, machine), interfaceName].filter(Boolean).join(' · '),
    detail: [address.label, address.reverseDns, organization.data.name].filter(Boolean).join(' · '),
  };
}
