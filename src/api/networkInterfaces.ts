import { readAllPages } from './pages.ts';
import type { Urgency } from './rateLimit.ts';
import type { Send } from './transport.ts';
import type { IpAddress, IpVersion, NetworkInterface } from './types.ts';
import { ipAddressAnswer, ipAddressesAnswer } from './wire/ipAddresses.ts';
import { networkInterface, networkInterfaceAnswer } from './wire/networkInterfaces.ts';

/** Network interfaces of virtual machines. */
export function createNetworkInterfaces(send: Send) {
  const at = (id: string) => `/virtual_machine_network_interfaces/${encodeURIComponent(id)}`;
  return {
    /** `GET /virtual_machines/{vm}/network_interfaces`, all pages. Scope `virtual_machines:read`. */
    list(virtualMachineId: string, signal?: AbortSignal, urgency?: Urgency): Promise<NetworkInterface[]> {
      return readAllPages(send, {
        path: `/virtual_machines/${encodeURIComponent(virtualMachineId)}/network_interfaces`,
        key: 'virtual_machine_network_interfaces',
        item: networkInterface,
        signal,
        ...(urgency && { urgency }),
      });
    },

    /** `GET /virtual_machine_network_interfaces/{id}`. Scope `virtual_machines:read`. */
    async get(id: string, signal?: AbortSignal): Promise<NetworkInterface> {
      const answer = await send({ method: 'GET', path: at(id), answer: networkInterfaceAnswer, signal });
      return answer.virtual_machine_network_interface;
    },

    /** `GET …/{id}/available_ips/{version}`: what can be allocated to it. Not paged. Scope `ip_addresses:read`. */
    async availableIps(
      id: string,
      version: IpVersion,
      signal?: AbortSignal,
      urgency?: Urgency,
    ): Promise<IpAddress[]> {
      const path = `${at(id)}/available_ips/${version}`;
      return (await send({ method: 'GET', path, answer: ipAddressesAnswer, signal, urgency })).ip_addresses;
    },

    /**
     * `POST …/{id}/allocate_ip`: an address of the organization's. Scope `ip_addresses`.
     * @returns the interface as it has become.
     * @throws ApiError ip_already_allocated, invalid_ip, …_not_found
     */
    async allocateIp(id: string, ipAddressId: string, signal?: AbortSignal): Promise<NetworkInterface> {
      const path = `${at(id)}/allocate_ip`;
      const body = { ip_address: { id: ipAddressId } };
      const answer = await send({ method: 'POST', path, body, answer: networkInterfaceAnswer, signal });
      return answer.virtual_machine_network_interface;
    },

    /**
     * `POST …/{id}/allocate_new_ip`: adds an address to the organization, which may be billed.
     * Never send it again after a lost answer: that adds another one. Scope `ip_addresses`.
     * @throws ApiError permission_denied, no_available_addresses, …_not_found
     */
    async allocateNewIp(id: string, version: IpVersion, signal?: AbortSignal): Promise<IpAddress> {
      const path = `${at(id)}/allocate_new_ip`;
      const body = { address_version: version };
      return (await send({ method: 'POST', path, body, answer: ipAddressAnswer, signal })).ip_address;
    },
  };
}
