import type { StoredAccount } from './tokenStore.ts';

/** A token, whose it is said to be, and where. */
export interface SignIn {
  readonly token: string;
  readonly person: string;
  readonly apiUrl: string;
  /** The account that gets the token, if that was told. */
  readonly id: string | undefined;
}

/** The account that a token is for: the one that was named, or the one of the same token or person at that address. */
export function knownAs<T extends Omit<StoredAccount, 'lackingScopes'>>(
  { id, token, person, apiUrl }: SignIn,
  known: readonly T[],
): T | undefined {
  const there = known.filter((each) => each.apiUrl === apiUrl);
  return (
    known.find((each) => each.id === id) ??
    there.find((each) => each.token === token) ??
    there.find((each) => each.person === person)
  );
}

/** A name that no other account has: `Robin (2)`. */
export function freeName(name: string, taken: readonly string[]): string {
  const numbered = (number: number): string => {
    const candidate = number === 1 ? name : `${name} (${number})`;
    return taken.includes(candidate) ? numbered(number + 1) : candidate;
  };
  return numbered(1);
}
