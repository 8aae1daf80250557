import { refusalOf } from '../accounts/deeds.ts';
import type { Account } from '../accounts/session.ts';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { AddressNode, MachineNode, Node } from '../inventory/nodes.ts';
import { isPossible } from '../inventory/operations/power.ts';
import { ipVersion } from '../inventory/order.ts';

/** What can be done with a row that says what could not be loaded. */
export type StatusCapability = 'retry';

/** With a row of the activity view. */
export type ActivityCapability = 'retryActivity' | 'checkActivity' | 'undoActivity' | 'copyActivity';

/** With an unallocated address. */
export type PoolCapability = 'allocate' | 'move' | 'edit' | 'copy' | 'details' | 'release' | 'create';

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

function capabilitiesOf(row: AccountNode | Node, circumstances: Circumstances): readonly string[] {
  switch (row.kind) {
    case 'account':
      return accountCapabilities(row);
    case 'organization':
      return ['refresh', 'details', 'console', ...ifMayChange(circumstances, ['create'])];
    case 'machine':
      return machineCapabilities(row, circumstances);
    case 'interface':
      return [
        'refresh',
        'details',
        'copyAs',
        'ssh',
        'hosts',
        ...ifMayChange(circumstances, ['allocate', 'allocateNew']),
      ];
    case 'address':
      return addressCapabilities(row, circumstances);
  }
}

function accountCapabilities({ session: { kind, account } }: AccountNode): readonly string[] {
  const mark = account.readOnly ? 'unmarkReadOnly' : 'markReadOnly';
  return kind === 'open' ? ['refresh', 'rename', mark, 'bind', 'signOut'] : ['signIn', 'rename', 'signOut'];
}

function machineCapabilities(node: MachineNode, circumstances: Circumstances): readonly string[] {
  return [
    ...['refresh', 'copyId', 'copyAs', 'details', 'console', 'ssh', 'hosts'],
    circumstances.favorite ? 'unfavorite' : 'favorite',
    ...ifMayChange(circumstances, ['allocate']),
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
  if (pending || !account || refusalOf(account, 'power')) return [];
  const possible = powerActions.filter(([action]) => isPossible(action, state));
  return ['power', ...possible.map(([, capability]) => capability)];
}

function addressCapabilities({ pending }: AddressNode, circumstances: Circumstances): readonly string[] {
  const changes = pending ? [] : ifMayChange(circumstances, ['unallocate', 'move', 'edit']);
  return ['refresh', 'copy', 'copyAs', 'details', 'ssh', 'hosts', ...changes];
}

function ifMayChange({ account }: Circumstances, capabilities: readonly string[]): readonly string[] {
  return account && !refusalOf(account, 'addresses') ? capabilities : [];
}
