import { hasCode } from '../api/errors.ts';
import type { Katapult } from '../api/katapult.ts';

/** An id that no address has: Katapult's begin with `ip_`. */
const nowhere = 'none';

/**
 * Tries whether a token may change addresses, by changing nothing of an address that does not exist. Katapult looks
 * at the scope before it looks for the address, so that its refusal tells.
 * @returns undefined when the answer says neither.
 */
export async function mayChangeAddresses(api: Katapult, signal?: AbortSignal): Promise<boolean | undefined> {
  try {
    await api.ipAddresses.update(nowhere, {}, signal);
    return undefined;
  } catch (error) {
    if (hasCode(error, 'scope_not_granted')) return false;
    return hasCode(error, 'ip_address_not_found') ? true : undefined;
  }
}
