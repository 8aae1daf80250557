import type { Account } from './session.ts';

/** What is to be done through an account: only look, change addresses, or switch machines on and off. */
export type Deed = 'read' | 'addresses' | 'power';

/** Why an account does not allow a deed: somebody has marked it, or its token lacks a scope. */
export type Refusal = { readonly kind: 'readOnly' } | { readonly kind: 'scope'; readonly scope: string };

/** The narrowest scope that allows it. */
const scopes: Readonly<Record<Exclude<Deed, 'read'>, string>> = {
  addresses: 'ip_addresses',
  power: 'virtual_machines:power_actions',
};

/** A write was asked for through an account that is marked as read-only. Nothing was sent. */
export class ReadOnlyAccount extends Error {
  override readonly name = 'ReadOnlyAccount';
  readonly account: Account;

  constructor(account: Account) {
    super('the account is marked as read-only');
    this.account = account;
  }
}

/** @returns undefined when nothing is known that forbids it; Katapult may still refuse. */
export function refusalOf(account: Account, deed: Deed): Refusal | undefined {
  if (deed === 'read') return undefined;
  if (account.readOnly) return { kind: 'readOnly' };
  const scope = scopes[deed];
  return account.lackingScopes.includes(scope) ? { kind: 'scope', scope } : undefined;
}

/** What a request does, by its method and its path below the API's address. */
export function deedOf({ method, path }: { readonly method: string; readonly path: string }): Deed {
  if (method === 'GET') return 'read';
  return /\/(start|stop|shutdown|reset)$/.test(path) ? 'power' : 'addresses';
}

/** What an account's token lacks once Katapult has allowed a deed, or has refused it for its scope. */
export function afterTrying(lacking: readonly string[], deed: Deed, granted: boolean): readonly string[] {
  if (deed === 'read') return lacking;
  const others = lacking.filter((scope) => scope !== scopes[deed]);
  return granted ? others : [...others, scopes[deed]];
}
