import { KnownAnswers } from './known.ts';
import { readAllPages, tryPage, type ListOptions, type PageAnswer } from './pages.ts';
import type { Urgency } from './rateLimit.ts';
import type { Send } from './transport.ts';
import type { IpAddress, PowerAction, Task, VirtualMachine, VirtualMachineSummary } from './types.ts';
import { ipAddressAnswer } from './wire/ipAddresses.ts';
import { taskAnswer } from './wire/tasks.ts';
import { virtualMachineAnswer, virtualMachineSummary } from './wire/virtualMachines.ts';

/** Virtual machines. */
export function createVirtualMachines(send: Send) {
  const known = new KnownAnswers<PageAnswer<VirtualMachineSummary>>();
  /** Scope `virtual_machines:power_actions`. @throws ApiError task_queueing_error, permission_denied, object_in_trash, … */
  const power = async (action: PowerAction, id: string, signal?: AbortSignal): Promise<Task> => {
    const path = `/virtual_machines/${encodeURIComponent(id)}/${action}`;
    return (await send({ method: 'POST', path, body: {}, answer: taskAnswer, signal })).task;
  };
  return {
    /** `GET /organizations/{org}/virtual_machines`, all pages. Scope `virtual_machines:read`. */
    list(
      organizationId: string,
      signal?: AbortSignal,
      options?: ListOptions<VirtualMachineSummary>,
    ): Promise<VirtualMachineSummary[]> {
      return readAllPages(send, { ...listOf(organizationId, signal), known, ...options });
    },

    /** The same list, one item of it, to learn whether the token may read it. */
    tryList(organizationId: string, signal?: AbortSignal): Promise<void> {
      return tryPage(send, listOf(organizationId, signal));
    },

    /** `GET /virtual_machines/{vm}`. Scope `virtual_machines:read`. */
    async get(id: string, signal?: AbortSignal, urgency?: Urgency): Promise<VirtualMachine> {
      const path = `/virtual_machines/${encodeURIComponent(id)}`;
      const answer = virtualMachineAnswer;
      return (await send({ method: 'GET', path, answer, signal, urgency })).virtual_machine;
    },

    /**
     * `POST /virtual_machines/{vm}/allocate_ip`: Katapult chooses the network interface. Scope `ip_addresses`.
     * @throws ApiError no_interface_available, ip_already_allocated, object_in_trash, …_not_found
     */
    async allocateIp(id: string, ipAddressId: string, signal?: AbortSignal): Promise<IpAddress> {
      const path = `/virtual_machines/${encodeURIComponent(id)}/allocate_ip`;
      const body = { ip_address: { id: ipAddressId } };
      return (await send({ method: 'POST', path, body, answer: ipAddressAnswer, signal })).ip_address;
    },

    /** `POST /virtual_machines/{vm}/start`. @returns the task that does it. */
    start: (id: string, signal?: AbortSignal) => power('start', id, signal),

    /** `POST /virtual_machines/{vm}/shutdown`: asks its system to shut down. @returns the task that does it. */
    shutdown: (id: string, signal?: AbortSignal) => power('shutdown', id, signal),

    /** `POST /virtual_machines/{vm}/stop`: as if its plug were pulled. @returns the task that does it. */
    stop: (id: string, signal?: AbortSignal) => power('stop', id, signal),

    /** `POST /virtual_machines/{vm}/reset`: as if its reset button were pressed. @returns the task that does it. */
    reset: (id: string, signal?: AbortSignal) => power('reset', id, signal),
  };
}

function listOf(organizationId: string, signal: AbortSignal | undefined) {
  return {
    path: `/organizations/${encodeURIComponent(organizationId)}/virtual_machines`,
    key: 'virtual_machines',
    item: virtualMachineSummary,
    signal,
    // A large organization takes many pages; what is left of the minute belongs to people.
    urgency: 'background' as const,
  };
}
