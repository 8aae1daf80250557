import type { Inventory } from '../inventory/inventory.ts';
import type { Operations } from '../inventory/operations/operations.ts';

/** Who is looked at, and where. */
export interface Account {
  /** First part of every row's id. */
  readonly id: string;
  /** What it is called here: like its person, unless somebody has renamed it. */
  readonly name: string;
  /** Whose token it is, as Katapult says: a user, or organizations. */
  readonly person: string;
  readonly apiUrl: string;
  readonly demo: boolean;
  /** A person has marked it so: nothing is to be changed through it. */
  readonly readOnly: boolean;
  /** Scopes that its token is known to lack. */
  readonly lackingScopes: readonly string[];
}

/** How things stand in this window on the whole. A value: it is replaced, never changed. */
export type Session = AccountSession | NoSession;

/** Before anything was read, or without any account. */
export type NoSession =
  | { readonly kind: 'starting' }
  /** `problem`: why stored tokens could not be read. */
  | { readonly kind: 'signedOut'; readonly problem?: unknown };

/** How things stand with one account. */
export type AccountSession =
  | OpenSession
  /** Katapult refuses the stored token: sign in again. */
  | { readonly kind: 'refused'; readonly account: Account };

/** A session in which Katapult can be asked. */
export interface OpenSession {
  readonly kind: 'open';
  readonly account: Account;
  readonly inventory: Inventory;
  readonly operations: Operations;
}
