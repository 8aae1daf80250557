import { KnownAnswers } from './known.ts';
import { readAllPages, tryPage, type ListOptions, type PageAnswer } from './pages.ts';
import type { Urgency } from './rateLimit.ts';
import type { Send } from './transport.ts';
import type { IpAddress, IpAddressChanges, NewIpAddress } from './types.ts';
import { emptyAnswer, ipAddressAnswer, listedIpAddress, oneIpAddressAnswer } from './wire/ipAddresses.ts';

/** IP addresses of organizations. */
export function createIpAddresses(send: Send) {
  const known = new KnownAnswers<PageAnswer<IpAddress>>();
  const at = (id: string) => `/ip_addresses/${encodeURIComponent(id)}`;
  return {
    /** `GET /organizations/{org}/ip_addresses`, all pages. Scope `ip_addresses:read`. */
    list(
      organizationId: string,
      signal?: AbortSignal,
      options?: ListOptions<IpAddress>,
    ): Promise<IpAddress[]> {
      return readAllPages(send, { ...listOf(organizationId, signal), known, ...options });
    },

    /** The same list, one item of it, to learn whether the token may read it. */
    tryList(organizationId: string, signal?: AbortSignal): Promise<void> {
      return tryPage(send, listOf(organizationId, signal));
    },

    /** `GET /ip_addresses/{ip}`. Scope `ip_addresses:read`. */
    get(id: string, signal?: AbortSignal, urgency?: Urgency): Promise<IpAddress> {
      return send({ method: 'GET', path: at(id), answer: oneIpAddressAnswer, signal, urgency });
    },

    /**
     * `POST /organizations/{org}/ip_addresses`: adds an address, which may be billed, allocated to nothing.
     * Never send it again after a lost answer: that adds another one. Scope `ip_addresses`.
     * @throws ApiError network_not_found, permission_denied, validation_error, no_available_addresses, organization_…
     */
    async create(organizationId: string, wanted: NewIpAddress, signal?: AbortSignal): Promise<IpAddress> {
      const { networkId, version, vip, label } = wanted;
      const path = listPath(organizationId);
      const body = { network: { id: networkId }, version, vip, label };
      return (await send({ method: 'POST', path, body, answer: ipAddressAnswer, signal })).ip_address;
    },

    /**
     * `PATCH /ip_addresses/{ip}`: what is left out stays. A VIP needs a label, and loses it when it becomes none.
     * Scope `ip_addresses`.
     * @returns the address as it has become. @throws ApiError validation_error, permission_denied, ip_address_not_found
     */
    async update(id: string, changes: IpAddressChanges, signal?: AbortSignal): Promise<IpAddress> {
      const { label, vip, reverseDns } = changes;
      const body = { label, vip, reverse_dns: reverseDns };
      return (await send({ method: 'PATCH', path: at(id), body, answer: ipAddressAnswer, signal }))
        .ip_address;
    },

    /**
     * `DELETE /ip_addresses/{ip}`: the organization gives the address up for good. Scope `ip_addresses`.
     * @throws ApiError resource_does_not_support_unallocation, permission_denied, ip_address_not_found
     */
    async release(id: string, signal?: AbortSignal): Promise<void> {
      await send({ method: 'DELETE', path: at(id), answer: emptyAnswer, signal });
    },

    /**
     * `POST /ip_addresses/{ip}/unallocate`: the address stays in the organization. Scope `ip_addresses`.
     * @throws ApiError resource_does_not_support_unallocation, no_allocation, ip_address_not_found
     */
    async unallocate(id: string, signal?: AbortSignal): Promise<void> {
      await send({ method: 'POST', path: `${at(id)}/unallocate`, body: {}, answer: emptyAnswer, signal });
    },
  };
}

function listPath(organizationId: string): string {
  return `/organizations/${encodeURIComponent(organizationId)}/ip_addresses`;
}

function listOf(organizationId: string, signal: AbortSignal | undefined) {
  return {
    path: listPath(organizationId),
    key: 'ip_addresses',
    item: listedIpAddress,
    signal,
    // A large organization takes many pages; what is left of the minute belongs to people.
    urgency: 'background' as const,
  };
}
