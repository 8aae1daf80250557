import { l10n } from 'vscode';
import type { Account, OpenSession } from '../../accounts/session.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { InterfaceNode, MachineNode, OrganizationNode } from '../../inventory/nodes.ts';
import { byAddress, ipVersion, subnetOf } from '../../inventory/order.ts';
import type { IpAddress, IpVersion } from '../../inventory/types.ts';
import type { Choice } from '../../platform/quickPick.ts';
import { stateWord } from '../../platform/stateWord.ts';
import { sessionOf, type CommandContext } from '../context.ts';

/** `IPv4` or `IPv6`. */
export function versionName(version: IpVersion): string {
  return version === 'ipv4' ? l10n.t('IPv4') : l10n.t('IPv6');
}

/** How machines are offered, when not simply by name. */
export interface MachineOffer {
  /** Which come before the others. */
  readonly first?: (machine: MachineNode) => boolean;
  /** Of which organizations; of all unless told. */
  readonly only?: (organization: OrganizationNode) => boolean;
  /** What stands beside the name; the FQDN, and that it does not run, unless told. */
  readonly describe?: (machine: MachineNode) => string;
}

/** All machines, under their organizations, and accounts, when there are several. */
export async function machineChoices(
  sessions: readonly OpenSession[],
  offer: MachineOffer = {},
): Promise<Choice<MachineNode>[]> {
  const { only = () => true } = offer;
  const loadedOnes = (await loadedOrganizations(sessions)).filter(({ organization }) => only(organization));
  return loadedOnes.flatMap(({ account, organization }) => [
    ...(loadedOnes.length > 1 ? [{ separator: whereabouts(sessions, account, organization) }] : []),
    ...inOrder(organization.machines.items ?? [], offer).map((machine) => machineChoice(machine, offer)),
  ]);
}

/** An organization, with its account when there are several. */
export function whereabouts(
  sessions: readonly OpenSession[],
  account: Account,
  { data }: OrganizationNode,
): string {
  return sessions.length > 1 ? l10n.t('{0} · {1}', account.name, data.name) : data.name;
}

/** An organization and the account in which it is. */
interface Loaded {
  readonly account: Account;
  readonly organization: OrganizationNode;
}

/** Every organization with its machines read. @throws what prevented the first account, when none could be read */
export async function loadedOrganizations(sessions: readonly OpenSession[]): Promise<readonly Loaded[]> {
  const results = await Promise.allSettled(sessions.map((session) => loadedOf(session)));
  const readable = results.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  const failure = results.find((each) => each.status === 'rejected');
  // One account that can't be read must not keep the others from being used.
  if (failure && readable.length === 0) throw failure.reason;
  return readable;
}

async function loadedOf({ account, inventory }: OpenSession): Promise<readonly Loaded[]> {
  await loaded(inventory, undefined, inventory.organizations);
  const organizations = inventory.organizations.items ?? [];
  await Promise.all(organizations.map((organization) => inventory.open(organization)));
  const readable = organizations.filter(({ machines }) => machines.items);
  const [first] = organizations;
  // Nor one organization the others.
  if (first && readable.length === 0) throw first.machines.error;
  return readable.map((organization) => ({ account, organization }));
}

/** The interfaces of a machine. @throws RequestError when they can't be read */
export async function interfacesOf(
  context: CommandContext,
  machine: MachineNode,
): Promise<readonly InterfaceNode[]> {
  const { inventory } = sessionOf(context, machine);
  await loaded(inventory, machine, machine.interfaces);
  return machine.networkInterfaces;
}

/**
 * Opens a branch; one that failed before is tried anew. It takes no signal: the load is the tree's own, which shows
 * what it brings and may wait for it too. Closing the list ends the waiting for it; leaving the account ends the load.
 */
async function loaded(
  inventory: Inventory,
  node: MachineNode | undefined,
  branch: { readonly items: readonly unknown[] | undefined; readonly error: unknown },
): Promise<void> {
  if (branch.items === undefined && branch.error !== undefined) await inventory.refresh(node);
  else await inventory.open(node);
  if (branch.items === undefined) throw branch.error;
}

function inOrder(machines: readonly MachineNode[], { first = () => true }: MachineOffer): MachineNode[] {
  return [...machines.filter(first), ...machines.filter((machine) => !first(machine))];
}

/** The FQDN, and the state of a machine of which is known that it does not run. */
function described({ data: { fqdn }, state }: MachineNode): string {
  const isOff = state !== undefined && state !== 'started';
  return [fqdn, isOff ? stateWord(state) : undefined].filter(Boolean).join(' · ');
}

function machineChoice(machine: MachineNode, { describe }: MachineOffer): Choice<MachineNode> {
  const { id, name } = machine.data;
  const addresses = machine.addresses.map(({ address }) => address).join(', ');
  return {
    value: machine,
    key: id,
    label: name,
    description: describe ? describe(machine) : described(machine),
    detail: addresses || l10n.t('no addresses'),
  };
}

export function interfaceChoice(node: InterfaceNode): Choice<InterfaceNode> {
  const { id, name, network, virtualNetwork } = node.data;
  const addresses = node.addresses.map(({ data }) => data.address).join(', ');
  return {
    value: node,
    key: id,
    label: name,
    description: (network ?? virtualNetwork)?.name,
    detail: addresses || l10n.t('no addresses'),
  };
}

/** Addresses of one version under its separator, with reverse DNS, mask and subnet. */
export function addressChoices(version: IpVersion, addresses: readonly IpAddress[]): Choice<IpAddress>[] {
  const own = addresses.filter(({ address }) => ipVersion(address) === version).sort(byAddress);
  return own.length ? [{ separator: versionName(version) }, ...own.map(addressChoice)] : [];
}

function addressChoice(address: IpAddress): Choice<IpAddress> {
  return {
    value: address,
    key: address.id,
    label: address.address,
    description: [address.label, address.reverseDns].filter(Boolean).join(' · '),
    detail: addressDetail(address),
  };
}

function addressDetail({ addressWithMask, address, subnet, network }: IpAddress): string {
  const mask = addressWithMask?.startsWith(`${address}/`)
    ? addressWithMask.slice(address.length)
    : subnet?.mask;
  // Not every answer tells the subnet; the mask gives it away, and is told with it.
  const told = subnet?.address && subnet.address + (mask?.startsWith('/') ? mask : '');
  const within = subnetOf(addressWithMask ?? '') ?? told;
  return [
    within ? l10n.t('subnet {0}', within) : mask && l10n.t('mask {0}', mask),
    subnet?.gateway && l10n.t('gateway {0}', subnet.gateway),
    network?.name,
  ]
    .filter(Boolean)
    .join(' · ');
}
