import { Inventory } from '../inventory/inventory.ts';
import { Operations } from '../inventory/operations/operations.ts';
import type { Guard } from '../inventory/operations/writer.ts';
import { connect, type Connecting } from './connect.ts';
import type { Account, OpenSession } from './session.ts';
import type { Snapshots } from './snapshots.ts';

/** What belongs to one session, beside its account. */
export interface Opening extends Connecting {
  readonly token: string;
  /** Aborts when the session ends. */
  readonly signal: AbortSignal;
  readonly guard: Guard;
  /** What was read before; none for what is to leave nothing behind. */
  readonly snapshots?: Snapshots | undefined;
}

/** Opens an account: nothing is asked of Katapult yet. */
export function openSession(account: Account, opening: Opening): OpenSession {
  const { token, signal, guard, snapshots, ...connecting } = opening;
  const api = connect(connecting, account.apiUrl, token);
  const restore = async () => snapshots?.read(account.id);
  const inventory = new Inventory(api, { account: account.id, signal, restore });
  snapshots?.follow(account.id, inventory);
  const operations = new Operations(inventory, undefined, guard);
  return { kind: 'open', account, inventory, operations };
}
