import type { Urgency } from './rateLimit.ts';
import type { Send } from './transport.ts';
import type { AvailableNetwork, CurrentUser, Organization } from './types.ts';
import { currentUserAnswer, organizationsAnswer } from './wire/organizations.ts';
import { availableNetworksAnswer } from './wire/places.ts';

/** Organizations, and who asks. */
export function createOrganizations(send: Send) {
  return {
    /** `GET /organizations`: all that the token reaches; the list is not paged. Scope `organizations:read`. */
    async list(signal?: AbortSignal, urgency?: Urgency): Promise<Organization[]> {
      const { organizations } = await send({
        method: 'GET',
        path: '/organizations',
        answer: organizationsAnswer,
        signal,
        urgency,
      });
      return organizations;
    },

    /**
     * `GET /organizations/{org}/available_networks`: those in which addresses can be created, and so no virtual
     * ones. Not paged; needs no scope. @throws ApiError organization_…
     */
    async availableNetworks(organizationId: string, signal?: AbortSignal): Promise<AvailableNetwork[]> {
      const path = `/organizations/${encodeURIComponent(organizationId)}/available_networks`;
      return (await send({ method: 'GET', path, answer: availableNetworksAnswer, signal })).networks;
    },

    /**
     * `GET /users/current`: whose token it is. Needs no scope.
     * @throws ApiError no_user_associated_with_identity for an organization's token.
     */
    async currentUser(signal?: AbortSignal): Promise<CurrentUser> {
      const { user } = await send({
        method: 'GET',
        path: '/users/current',
        answer: currentUserAnswer,
        signal,
      });
      return user;
    },
  };
}
