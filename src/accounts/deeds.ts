import type { Account } from './session.ts';

/** What is to be done through an account: only look, change addresses, or switch machines on and off. */
export type Deed = 'read' | 'addresses' | 'power';

/** Why an account does not allow a deed: somebody has marked it, or its token lacks a scope. */
export type Refusal = { readonly kind: 'readOnly' } | { readonly kind: 'scope'; readonly scope: string };

/** Any one of the scopes suffices. */
const scopesFor: Readonly<Record<Deed, readonly string[]>> = {
  read: [],
  addresses: ['ip_addresses'],
  power: ['virtual_machines:power_actions', 'virtual_machines'],
};

/** @returns undefined when nothing is known that forbids it; Katapult may still refuse. */
export function refusalOf(account: Account, deed: Deed): Refusal | undefined {
  if (deed === 'read') return undefined;
  if (account.readOnly) return { kind: 'readOnly' };
  const [scope = ''] = scopesFor[deed];
  return account.lackingScopes.includes(scope) ? { kind: 'scope', scope } : undefined;
}
