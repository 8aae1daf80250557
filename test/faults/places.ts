// The requests that a fault may strike, with the fields of their answers that decide something.
import type { Plan } from './plan.ts';

export interface Place {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** A regular expression on path and query. */
  readonly path: string;
  /** Fields that must be as documented, for else the tree or an outcome would be wrong. */
  readonly fields: readonly string[];
}

const identified = (at: string): string[] => [at, `${at}.id`, `${at}.name`];
const address = (at: string): string[] => [`${at}.id`, `${at}.address`];

/** Every request of the operations, for one machine with its interface and its addresses. */
export function placesOf(plan: Plan) {
  const { organization, machine, networkInterface, spare, held, rivalInterface } = plan;
  const place = (method: Place['method'], name: string, path: string, fields: string[]): Place => {
    return { name, method, path: `${path}(\\?|$)`, fields };
  };
  const nic = 'virtual_machine_network_interface';
  const nicFields = [...identified(nic), `${nic}.ip_addresses`, ...address(`${nic}.ip_addresses.0`)];
  const addressFields = ['ip_address', ...address('ip_address')];
  return {
    organizations: place('GET', 'organizations', '/organizations', [
      'organizations',
      'organizations.0.id',
      'organizations.0.name',
    ]),
    user: place('GET', 'user', '/users/current', ['user']),
    machines: place('GET', 'machines', `/organizations/${organization}/virtual_machines`, [
      'virtual_machines',
      'virtual_machines.0.id',
      'virtual_machines.0.name',
    ]),
    addresses: place('GET', 'addresses', `/organizations/${organization}/ip_addresses`, [
      'ip_addresses',
      ...address('ip_addresses.0'),
      'ip_addresses.*.allocation_id',
    ]),
    machine: place('GET', 'machine', `/virtual_machines/${machine}`, [
      ...identified('virtual_machine'),
      'virtual_machine.ip_addresses',
      ...address('virtual_machine.ip_addresses.0'),
    ]),
    interfaces: place('GET', 'interfaces', `/virtual_machines/${machine}/network_interfaces`, [
      `${nic}s`,
      `${nic}s.0.id`,
      `${nic}s.0.name`,
      `${nic}s.0.ip_addresses`,
      ...address(`${nic}s.0.ip_addresses.0`),
    ]),
    networkInterface: place(
      'GET',
      'interface',
      `/virtual_machine_network_interfaces/${networkInterface}`,
      nicFields,
    ),
    spareAddress: place('GET', 'address', `/ip_addresses/${spare}`, [
      ...addressFields,
      'ip_address.allocation_id',
    ]),
    heldAddress: place('GET', 'address', `/ip_addresses/${held}`, [
      ...addressFields,
      'ip_address.allocation_id',
    ]),
    allocate: place(
      'POST',
      'allocate_ip',
      `/virtual_machine_network_interfaces/${networkInterface}/allocate_ip`,
      nicFields,
    ),
    allocateToMachine: place(
      'POST',
      'allocate_ip',
      `/virtual_machines/${machine}/allocate_ip`,
      addressFields,
    ),
    allocateNew: place(
      'POST',
      'allocate_new_ip',
      `/virtual_machine_network_interfaces/${networkInterface}/allocate_new_ip`,
      addressFields,
    ),
    rivalInterface: place(
      'GET',
      'interface',
      `/virtual_machine_network_interfaces/${rivalInterface}`,
      nicFields,
    ),
    allocateRival: place(
      'POST',
      'allocate_ip',
      `/virtual_machine_network_interfaces/${rivalInterface}/allocate_ip`,
      nicFields,
    ),
    update: place('PATCH', 'address', `/ip_addresses/${held}`, addressFields),
    release: place('DELETE', 'address', `/ip_addresses/${spare}`, []),
    create: place('POST', 'addresses', `/organizations/${organization}/ip_addresses`, addressFields),
    stop: place('POST', 'stop', `/virtual_machines/${machine}/stop`, ['task', 'task.id', 'task.status']),
    task: place('GET', 'task', '/tasks/[^/]+', ['task', 'task.id', 'task.status']),
    unallocate: place('POST', 'unallocate', `/ip_addresses/${held}/unallocate`, []),
  };
}

export type Places = ReturnType<typeof placesOf>;
