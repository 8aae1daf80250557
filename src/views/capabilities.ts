import { refusalOf } from '../accounts/deeds.ts';
import type { Account } from '../accounts/session.ts';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { AddressNode, InterfaceNode, MachineNode, Node, OrganizationNode } from '../inventory/nodes.ts';
import { ipVersion } from '../inventory/order.ts';
import type { PoolNode } from '../inventory/pool/poolNodes.ts';

/** What can be done with a row that says what could not be loaded. */
export type StatusCapability = 'retry';

/** With a row of the activity view. */
export type ActivityCapability = 'retryActivity' | 'checkActivity' | 'undoActivity' | 'copyActivity';

/** With an unallocated address. */
export type PoolCapability = 'allocate' | 'edit' | 'copy' | 'release' | 'create' | 'refresh';

/** What the account and the arrangement of the tree let a row do. */
export interface Circumstances {
  /** Undefined when the row's account was left: then it only shows. */
  readonly account: Account | undefined;
  readonly favorite: boolean;
}

/**
 * A row's kind and what can be done with it, as the menus ask for it: `machine;can:allocate;can:copyId;`.
 * What the account forbids is left out.
 */
export function contextValueOf(row: AccountNode | Node, circumstances: Circumstances): string {
  const can = capabilitiesOf(row, circumstances).map((each) => `can:${each};`);
  const version = row.kind === 'address' ? (ipVersion(row.data.address) === 'ipv6' ? 'v6;' : 'v4;') : '';
  return `${row.kind};${version}${can.join('')}`;
}

/** The same for a row of the view of unallocated addresses. */
export function poolContextValueOf(row: OrganizationNode | PoolNode, circumstances: Circumstances): string {
  const can = poolCapabilitiesOf(row, circumstances).map((each) => `can:${each};`);
  return `${row.kind};${can.join('')}`;
}

function poolCapabilitiesOf(
  { kind }: OrganizationNode | PoolNode,
  circumstances: Circumstances,
): readonly PoolCapability[] {
  switch (kind) {
    case 'organization':
      return ['refresh', ...ifMayChange(circumstances, ['create'])];
    case 'poolNetwork':
    case 'poolVersion':
      return ifMayChange(circumstances, ['create']);
    case 'poolAddress':
      return ['copy', ...ifMayChange(circumstances, ['allocate', 'edit', 'release'])];
  }
}

function capabilitiesOf(row: AccountNode | Node, circumstances: Circumstances): readonly string[] {
  switch (row.kind) {
    case 'account':
      return accountCapabilities(row);
    case 'organization':
      return ['refresh', 'details', 'console', ...ifMayChange(circumstances, ['create'])];
    case 'machine':
      return machineCapabilities(row, circumstances);
    case 'interface':
      return interfaceCapabilities(row, circumstances);
    case 'address':
      return addressCapabilities(row, circumstances);
  }
}

function accountCapabilities({ session: { kind, account } }: AccountNode): readonly string[] {
  const mark = account.readOnly ? 'unmarkReadOnly' : 'markReadOnly';
  return kind === 'open' ? ['refresh', 'rename', mark, 'bind', 'signOut'] : ['signIn', 'rename', 'signOut'];
}

function interfaceCapabilities(
  { addresses }: InterfaceNode,
  circumstances: Circumstances,
): readonly string[] {
  const changes = ['allocate', 'allocateNew', ...(addresses.length ? ['move'] : [])];
  return ['refresh', 'details', 'copyAs', ...ifMayChange(circumstances, changes)];
}

function machineCapabilities(node: MachineNode, circumstances: Circumstances): readonly string[] {
  return [
    ...['refresh', 'copyId', 'copyAs', 'details', 'console', 'ssh', 'hosts'],
    circumstances.favorite ? 'unfavorite' : 'favorite',
    ...ifMayChange(circumstances, ['allocate', ...(node.addresses.length ? ['move'] : [])]),
    ...powerCapabilities(node, circumstances),
  ];
}

/** By its state, as far as that is known; a state that nobody knows may be left in any way. */
function powerCapabilities({ state, pending }: MachineNode, { account }: Circumstances): readonly string[] {
  if (pending || !account || refusalOf(account, 'power')) return [];
  if (state === 'stopped' || state === 'failed') return ['power', 'start'];
  if (state === 'started') return ['power', 'shutDown', 'stop', 'reset'];
  return ['power', 'start', 'shutDown', 'stop', 'reset'];
}

function addressCapabilities({ pending }: AddressNode, circumstances: Circumstances): readonly string[] {
  const changes = pending ? [] : ifMayChange(circumstances, ['unallocate', 'move', 'edit']);
  return ['refresh', 'copy', 'copyAs', 'details', 'ssh', 'hosts', ...changes];
}

function ifMayChange<T extends string>({ account }: Circumstances, capabilities: readonly T[]): readonly T[] {
  return account && !refusalOf(account, 'addresses') ? capabilities : [];
}
