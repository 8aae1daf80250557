import type { Inventory } from '../inventory/inventory.ts';
import type { Operations } from '../inventory/operations/operations.ts';

/** Who is looked at, and where. */
export interface Account {
  /** First part of every row's id. */
  readonly id: string;
  readonly name: string;
  readonly apiUrl: string;
  readonly demo: boolean;
}

/** How things stand in this window. A value: it is replaced, never changed. */
export type Session =
  | { readonly kind: 'starting' }
  /** `problem`: why a stored token could not be read. */
  | { readonly kind: 'signedOut'; readonly problem?: unknown }
  /** Katapult refuses the stored token: sign in again. */
  | { readonly kind: 'refused'; readonly account: Account }
  | OpenSession;

/** A session in which Katapult can be asked. */
export interface OpenSession {
  readonly kind: 'open';
  readonly account: Account;
  readonly inventory: Inventory;
  readonly operations: Operations;
}
