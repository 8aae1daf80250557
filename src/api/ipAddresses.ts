import { readAllPages, tryPage } from './pages.ts';
import type { Urgency } from './rateLimit.ts';
import type { Send } from './transport.ts';
import type { IpAddress } from './types.ts';
import { listedIpAddress, oneIpAddressAnswer, unallocatedAnswer } from './wire/ipAddresses.ts';

/** IP addresses of organizations. */
export function createIpAddresses(send: Send) {
  return {
    /**
     * `GET /organizations/{org}/ip_addresses`, all pages. Scope `ip_addresses:read`.
     * @param urgency a large organization takes many pages; what is left of the minute belongs to people.
     */
    list(
      organizationId: string,
      signal?: AbortSignal,
      urgency: Urgency = 'background',
    ): Promise<IpAddress[]> {
      return readAllPages(send, { ...listOf(organizationId, signal), urgency });
    },

    /** The same list, one item of it, to learn whether the token may read it. */
    tryList(organizationId: string, signal?: AbortSignal): Promise<void> {
      return tryPage(send, listOf(organizationId, signal));
    },

    /** `GET /ip_addresses/{ip}`. Scope `ip_addresses:read`. */
    get(id: string, signal?: AbortSignal, urgency?: Urgency): Promise<IpAddress> {
      return send({
        method: 'GET',
        path: `/ip_addresses/${encodeURIComponent(id)}`,
        answer: oneIpAddressAnswer,
        signal,
        urgency,
      });
    },

    /**
     * `POST /ip_addresses/{ip}/unallocate`: the address stays in the organization. Scope `ip_addresses`.
     * @throws ApiError resource_does_not_support_unallocation, no_allocation, ip_address_not_found
     */
    async unallocate(id: string, signal?: AbortSignal): Promise<void> {
      const path = `/ip_addresses/${encodeURIComponent(id)}/unallocate`;
      await send({ method: 'POST', path, body: {}, answer: unallocatedAnswer, signal });
    },
  };
}

function listOf(organizationId: string, signal: AbortSignal | undefined) {
  return {
    path: `/organizations/${encodeURIComponent(organizationId)}/ip_addresses`,
    key: 'ip_addresses',
    item: listedIpAddress,
    signal,
    urgency: 'background' as const,
  };
}
