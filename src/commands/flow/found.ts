import { l10n } from 'vscode';
import { refusalOf } from '../../accounts/deeds.ts';
import type { Found, FoundAddress } from '../../inventory/find/found.ts';
import type { Action, Hit } from '../../platform/searchPick.ts';
import { allocateIpAddress } from '../allocateIpAddress.ts';
import type { CommandContext } from '../context.ts';
import { copy } from '../copy.ts';
import { openSsh } from '../ssh.ts';
import { unallocateIpAddress } from '../unallocateIpAddress.ts';
import { allocateFound, rowOf, showFound } from './showFound.ts';

/** Something that was found, as a list shows it: what it is, where it is, and what can be done with it. */
export function hitOf(context: CommandContext, found: Found): Hit {
  return {
    key: keyOf(found),
    label: nameOf(found),
    description: [aboutOf(found), ...placeOf(context, found)].filter(Boolean).join(' · '),
    icon: iconOf(found),
    open: () => showFound(context, found),
    actions: actionsOf(context, found),
  };
}

function keyOf(found: Found): string {
  if (found.kind === 'address') return `${found.organization.id}/${found.address.id}`;
  return found.kind === 'machine' ? found.machine.id : found.node.id;
}

function nameOf(found: Found): string {
  if (found.kind === 'address') return found.address.address;
  return found.kind === 'machine' ? found.machine.data.name : found.node.data.name;
}

/** What it may have been found by, beside its name. */
function aboutOf(found: Found): string {
  if (found.kind === 'interface') return found.node.data.macAddress ?? '';
  if (found.kind === 'address') return found.address.label ?? found.address.reverseDns ?? '';
  const [first, ...more] = found.machine.addresses;
  if (!first) return l10n.t('no addresses');
  return more.length > 0 ? l10n.t('{0} +{1}', first.address, more.length) : first.address;
}

/** The machine, and the organization and the account when there are several. */
function placeOf({ accounts }: CommandContext, found: Found): string[] {
  const { open } = accounts;
  const organizations = open.flatMap(({ inventory }) => inventory.organizations.items ?? []);
  const organization = found.kind === 'address' ? found.organization : found.machine.parent;
  const account = open.find(({ inventory }) => inventory === found.inventory)?.account.name ?? '';
  return [
    found.kind === 'machine' ? '' : found.kind === 'address' ? ownerOf(found) : found.machine.data.name,
    organizations.length > 1 ? organization.data.name : '',
    open.length > 1 ? account : '',
  ];
}

/** Whose an address is. */
function ownerOf({ machine, address: { allocation } }: FoundAddress): string {
  if (machine) return machine.data.name;
  if (!allocation) return l10n.t('not allocated');
  return allocation.name ?? [allocation.type, allocation.id].filter(Boolean).join(' ');
}

function iconOf(found: Found): string {
  if (found.kind === 'machine') return 'vm';
  if (found.kind === 'interface') return 'plug';
  if (found.machine) return 'globe';
  return found.address.allocation ? 'layers' : 'circle-outline';
}

/** At most three: copying, a change if the account allows it, and SSH. */
function actionsOf(context: CommandContext, found: Found): readonly Action[] {
  return [copying(context, found), changeOf(context, found), sshTo(context, found)].filter(
    (action) => action !== undefined,
  );
}

function copying(context: CommandContext, found: Found): Action | undefined {
  const stays = { icon: 'copy', stays: true };
  const address = found.kind === 'address' ? found.address : found.machine.addresses[0];
  if (found.kind !== 'interface' && address)
    return { ...stays, title: l10n.t('Copy IP Address'), run: () => copy(context, address.address) };
  return { ...stays, title: l10n.t('Copy Name'), run: () => copy(context, nameOf(found)) };
}

function changeOf(context: CommandContext, found: Found): Action | undefined {
  const account = context.accounts.open.find(({ inventory }) => inventory === found.inventory)?.account;
  if (!account || refusalOf(account, 'addresses')) return undefined;
  const allocate = { icon: 'add', title: l10n.t('Allocate IP Address') };
  if (found.kind !== 'address') {
    const row = found.kind === 'machine' ? found.machine : found.node;
    return { ...allocate, run: () => allocateIpAddress(context, row) };
  }
  if (!found.address.allocation) return { ...allocate, run: () => allocateFound(context, found) };
  if (!found.machine) return undefined;
  const title = l10n.t('Unallocate IP Address');
  const run = async () => unallocateIpAddress(context, await rowOf(found));
  return { icon: 'debug-disconnect', title, run };
}

function sshTo(context: CommandContext, found: Found): Action | undefined {
  if (!found.machine || found.machine.addresses.length === 0) return undefined;
  const title = l10n.t('Open SSH Terminal');
  return { icon: 'terminal', title, run: async () => openSsh(context, await rowOf(found)) };
}
