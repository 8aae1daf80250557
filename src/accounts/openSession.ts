import { Inventory } from '../inventory/inventory.ts';
import { Operations } from '../inventory/operations/operations.ts';
import type { Guard } from '../inventory/operations/writer.ts';
import { connect, type Connecting } from './connect.ts';
import type { Account, OpenSession } from './session.ts';

/** What belongs to one session, beside its account. */
export interface Opening extends Connecting {
  readonly token: string;
  /** Aborts when the session ends. */
  readonly signal: AbortSignal;
  readonly guard: Guard;
}

/** Opens an account: nothing is asked of Katapult yet. */
export function openSession(account: Account, { token, signal, guard, ...connecting }: Opening): OpenSession {
  const api = connect(connecting, account.apiUrl, token);
  const inventory = new Inventory(api, { account: account.id, signal });
  const operations = new Operations(inventory, undefined, guard);
  return { kind: 'open', account, inventory, operations };
}
