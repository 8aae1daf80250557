import { hasCode } from '../../api/errors.ts';
import type { Inventory } from '../inventory.ts';
import type { InterfaceNode, MachineNode, OrganizationNode } from '../nodes.ts';
import type { LocatedAddress } from '../operations/fit.ts';
import { allocationOf } from '../operations/whereabouts.ts';
import { same } from '../same.ts';
import type { IpAddress } from '../types.ts';
import type { Change, Place } from './change.ts';

/** Why a change can't be taken back any more. */
export type Obstacle =
  /** The address does not belong to the organization any more, or the token does not reach that. */
  | { readonly kind: 'released' }
  /** It is somewhere else than the change has left it. */
  | { readonly kind: 'elsewhere'; readonly now: IpAddress }
  /** Somebody has set other values since. */
  | { readonly kind: 'changed'; readonly now: IpAddress }
  | { readonly kind: 'machineGone' | 'interfaceGone'; readonly place: Place };

/** What taking a change back is about. */
export interface Way {
  readonly kind: 'open';
  readonly located: LocatedAddress;
  /** Where the address is to come; undefined when nowhere. */
  readonly target?: InterfaceNode | MachineNode | undefined;
}

/** Asks Katapult whether the address still is as the change has left it. @throws RequestError */
export async function asLeft(inventory: Inventory, change: Change): Promise<Obstacle | Way> {
  const organization = await organizationOf(inventory, change);
  const now = organization && (await addressNow(inventory, change));
  if (!now) return { kind: 'released' };
  const allocation = allocationOf(now);
  if (change.kind === 'place' && allocation?.id !== change.to?.machineId) return { kind: 'elsewhere', now };
  if (change.kind === 'values' && !same({ ...change.to }, valuesNow(change.to, now)))
    return { kind: 'changed', now };
  const machine = organization.machines.items?.find(({ data }) => data.id === allocation?.id);
  return { kind: 'open', located: { address: now, organization, machine } };
}

/** The same, and whether there still is where the address came from. @throws RequestError */
export async function wayBack(inventory: Inventory, change: Change): Promise<Obstacle | Way> {
  const way = await asLeft(inventory, change);
  if (way.kind !== 'open' || change.kind !== 'place' || !change.from) return way;
  const target = await placeNow(inventory, way.located.organization, change.from);
  return 'data' in target ? { ...way, target } : target;
}

async function organizationOf(
  inventory: Inventory,
  { organizationId }: Change,
): Promise<OrganizationNode | undefined> {
  await inventory.open();
  const organization = inventory.organizations.items?.find(({ data }) => data.id === organizationId);
  if (organization) await inventory.open(organization);
  return organization;
}

async function addressNow(inventory: Inventory, { address }: Change): Promise<IpAddress | undefined> {
  try {
    return await inventory.readAddress(address.id);
  } catch (error) {
    if (hasCode(error, 'ip_address_not_found')) return undefined;
    throw error;
  }
}

/** Of the address as it is, what the change was about. */
function valuesNow(of: object, { label, vip, reverseDns }: IpAddress): object {
  return Object.fromEntries(Object.entries({ label, vip, reverseDns }).filter(([name]) => name in of));
}

const goneCodes = ['virtual_machine_not_found', 'object_in_trash'] as const;

/** Read anew: an interface may have gone since its machine was opened. */
async function placeNow(
  inventory: Inventory,
  organization: OrganizationNode,
  place: Place,
): Promise<Obstacle | InterfaceNode | MachineNode> {
  const machine = organization.machines.items?.find(({ data }) => data.id === place.machineId);
  if (!machine) return { kind: 'machineGone', place };
  await inventory.refresh(machine);
  const { interfaces } = machine;
  const isUnread = interfaces.error !== undefined;
  if (hasCode(interfaces.error, ...goneCodes)) return { kind: 'machineGone', place };
  if (isUnread) throw interfaces.error;
  if (place.interfaceId === undefined) return machine;
  const target = machine.networkInterfaces.find(({ data }) => data.id === place.interfaceId);
  return target ?? { kind: 'interfaceGone', place };
}
