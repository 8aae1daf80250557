import { refusalOf, type Deed } from '../accounts/deeds.ts';
import type { Account } from '../accounts/session.ts';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { AddressNode, InterfaceNode, MachineNode, Node } from '../inventory/nodes.ts';
import { isPossible } from '../inventory/operations/powerCourses.ts';
import { ipVersion } from '../inventory/order.ts';
import type { PoolNode } from '../inventory/pool/poolNodes.ts';

/** With a row of the activity view. */
export type ActivityCapability = 'retryActivity' | 'checkActivity' | 'undoActivity' | 'copyActivity';

/** With an unallocated address. */
export type PoolCapability = 'copy' | 'allocate' | 'edit' | 'release';

/** What the account and the arrangement of the tree let a row do. */
export interface Circumstances {
  /** Undefined when the row's account was left: then it only shows. */
  readonly account: Account | undefined;
  readonly favorite: boolean;
}

/** What belongs to an account, or is one. */
type Owned = AccountNode | Node | PoolNode;

/**
 * A row's kind and what can be done with it, as the menus ask for it: `machine;can:allocate;can:copyId;`.
 * What a read-only account forbids is left out; what its token lacks the scope for stays, and is shown greyed by a
 * word such as `not:addresses;`.
 */
export function contextValueOf(row: Owned, circumstances: Circumstances): string {
  const can = capabilitiesOf(row, circumstances).map((each) => `can:${each};`);
  const lacking = lackingDeeds(row, circumstances).map((deed) => `not:${deed};`);
  const version = row.kind === 'address' ? (ipVersion(row.data.address) === 'ipv6' ? 'v6;' : 'v4;') : '';
  return `${row.kind};${version}${lacking.join('')}${can.join('')}`;
}

/** What the token of the row's account lacks the scope for. */
function lackingDeeds(row: Owned, { account }: Circumstances): readonly Deed[] {
  const own = row.kind === 'account' ? row.session.account : account;
  const deeds: readonly Deed[] = ['addresses', 'power'];
  return own ? deeds.filter((deed) => refusalOf(own, deed)?.kind === 'scope') : [];
}

function capabilitiesOf(row: Owned, circumstances: Circumstances): readonly string[] {
  const explained = lackingDeeds(row, circumstances).length > 0 ? ['why'] : [];
  return [...ownCapabilities(row, circumstances), ...explained];
}

function ownCapabilities(row: Owned, circumstances: Circumstances): readonly string[] {
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
    case 'poolNetwork':
    case 'poolVersion':
      return ifMayChange(circumstances, ['create']);
    case 'poolAddress':
      return poolAddressCapabilities(circumstances);
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
  return ['refresh', 'details', 'copyAs', 'ssh', 'hosts', ...ifMayChange(circumstances, changes)];
}

function poolAddressCapabilities(circumstances: Circumstances): readonly PoolCapability[] {
  return ['copy', ...ifMayChange(circumstances, ['allocate', 'edit', 'release'])];
}

function machineCapabilities(node: MachineNode, circumstances: Circumstances): readonly string[] {
  return [
    ...['refresh', 'copyId', 'copyAs', 'details', 'console', 'ssh', 'hosts'],
    circumstances.favorite ? 'unfavorite' : 'favorite',
    ...ifMayChange(circumstances, ['allocate', ...(node.addresses.length ? ['move'] : [])]),
    ...powerCapabilities(node, circumstances),
  ];
}

const powerActions = [
  ['start', 'start'],
  ['shutdown', 'shutDown'],
  ['stop', 'stop'],
  ['reset', 'reset'],
] as const;

/** By its state, as far as that is known; a state that nobody knows may be left in any way. */
function powerCapabilities({ state, pending }: MachineNode, { account }: Circumstances): readonly string[] {
  if (pending || !account || account.readOnly) return [];
  const possible = powerActions.filter(([action]) => isPossible(action, state));
  return ['power', ...possible.map(([, capability]) => capability)];
}

function addressCapabilities({ pending }: AddressNode, circumstances: Circumstances): readonly string[] {
  const changes = pending ? [] : ifMayChange(circumstances, ['unallocate', 'move', 'edit']);
  return ['refresh', 'copy', 'copyAs', 'details', 'ssh', 'hosts', ...changes];
}

function ifMayChange<T extends string>({ account }: Circumstances, capabilities: readonly T[]): readonly T[] {
  return account && !account.readOnly ? capabilities : [];
}
