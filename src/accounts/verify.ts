import { hasCode } from '../api/errors.ts';
import type { Katapult } from '../api/katapult.ts';
import type { Organization } from '../api/types.ts';

/**
 * Tries a token with cheap reads: its organizations, and in one of them a machine and an address.
 * Whether it may also write can't be tried without writing; Katapult says so when it comes to that.
 * @returns a name for the account: its user's, or its organization's.
 * @throws RequestError as the API refuses it: invalid_api_token, scope_not_granted, …
 */
export async function verifyToken(api: Katapult, signal?: AbortSignal): Promise<string> {
  const organizations = await api.organizations.list(signal);
  const usable = organizations.find(({ suspended }) => !suspended);
  if (usable) await tryReading(api, usable, signal);
  return (await userName(api, signal)) ?? organizations.map(({ name }) => name).join(', ');
}

/** An organization that can't be used now says nothing about the token. */
async function tryReading(api: Katapult, { id }: Organization, signal?: AbortSignal): Promise<void> {
  try {
    await Promise.all([api.virtualMachines.tryList(id, signal), api.ipAddresses.tryList(id, signal)]);
  } catch (error) {
    const organizationsOwn = ['organization_suspended', 'organization_not_activated', 'permission_denied'];
    if (!hasCode(error, ...organizationsOwn)) throw error;
  }
}

/** Only a name to show: whatever prevents it does not prevent signing in. */
async function userName(api: Katapult, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return (await api.organizations.currentUser(signal)).name;
  } catch {
    return undefined;
  }
}
