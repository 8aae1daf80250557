/** The endpoints: method and path, what the token must be granted (any one of it), what they take and do. */
import type { ArgumentSpec } from './arguments.ts';
import {
  createAddress,
  getAddress,
  listAddresses,
  releaseAddress,
  updateAddress,
} from './endpoints/addresses.ts';
import {
  allocateNew,
  allocateToInterface,
  allocateToMachine,
  availableAddresses,
  unallocateAddress,
} from './endpoints/allocation.ts';
import { getInterface, getMachine, listInterfaces } from './endpoints/machines.ts';
import {
  availableNetworks,
  currentUser,
  listMachines,
  listOrganizations,
} from './endpoints/organizations.ts';
import { getTask, power } from './endpoints/power.ts';
import {
  ADDRESS,
  INTERFACE,
  MACHINE,
  NETWORK,
  optional,
  ORGANIZATION,
  pages,
  TASK,
  version,
} from './specs.ts';
import type { Action } from './world.ts';

export interface Endpoint {
  method: string;
  /** Below `/core/v1/`; a segment with a colon is the argument of that name. */
  path: string;
  /** Any one suffices; none at all means that none is needed. */
  scopes: readonly string[];
  specs: (maxPerPage: number) => ArgumentSpec[];
  action: Action;
}

export interface Match {
  endpoint: Endpoint;
  /** The segments of the path by the argument that they stand for. */
  path: Record<string, string>;
}

export const BASE_PATH = '/core/v1/';

const READ_MACHINES = ['virtual_machines', 'virtual_machines:read'];
const READ_ADDRESSES = ['ip_addresses', 'ip_addresses:read'];
const CHANGE_ADDRESSES = ['ip_addresses'];
const POWER = ['virtual_machines', 'virtual_machines:power_actions'];

const VIP = [
  optional('boolean', 'vip', 'Whether this address is a VIP'),
  optional('string', 'label', 'The label of a VIP'),
];
const REVERSE_DNS = optional('string', 'reverse_dns', 'The reverse DNS of this address');
const ALLOCATED = optional('boolean', 'allocated', 'Only allocated addresses, or only unallocated ones');
const ANNOTATIONS: ArgumentSpec = {
  type: 'pairs',
  name: 'annotations',
  required: false,
  description: 'Annotations to filter by',
};

function endpoint(
  method: string,
  path: string,
  scopes: string[],
  specs: ArgumentSpec[],
  action: Action,
): Endpoint {
  return { method, path, scopes, specs: () => specs, action };
}

function list(path: string, scopes: string[], specs: ArgumentSpec[], action: Action): Endpoint {
  return { method: 'GET', path, scopes, specs: (maxPerPage) => [...specs, ...pages(maxPerPage)], action };
}

const NIC = 'virtual_machine_network_interfaces/:virtual_machine_network_interface';
const VM = 'virtual_machines/:virtual_machine';
const ORG = 'organizations/:organization';
const IP = 'ip_addresses/:ip_address';

export const ENDPOINTS: readonly Endpoint[] = [
  endpoint('GET', 'organizations', ['organizations:read'], [], listOrganizations),
  endpoint('GET', 'users/current', [], [], currentUser),
  endpoint('GET', `${ORG}/available_networks`, [], [ORGANIZATION], availableNetworks),
  list(`${ORG}/virtual_machines`, READ_MACHINES, [ORGANIZATION, ANNOTATIONS], listMachines),
  list(`${ORG}/ip_addresses`, READ_ADDRESSES, [ORGANIZATION, ALLOCATED], listAddresses),
  endpoint(
    'POST',
    `${ORG}/ip_addresses`,
    CHANGE_ADDRESSES,
    [ORGANIZATION, NETWORK, version('version'), ...VIP],
    createAddress,
  ),
  endpoint('GET', VM, READ_MACHINES, [MACHINE], getMachine),
  list(`${VM}/network_interfaces`, READ_MACHINES, [MACHINE], listInterfaces),
  endpoint('POST', `${VM}/allocate_ip`, CHANGE_ADDRESSES, [MACHINE, ADDRESS], allocateToMachine),
  endpoint('POST', `${VM}/start`, POWER, [MACHINE], power('start')),
  endpoint('POST', `${VM}/stop`, POWER, [MACHINE], power('stop')),
  endpoint('POST', `${VM}/shutdown`, POWER, [MACHINE], power('shutdown')),
  endpoint('POST', `${VM}/reset`, POWER, [MACHINE], power('reset')),
  endpoint('GET', NIC, READ_MACHINES, [INTERFACE], getInterface),
  endpoint(
    'GET',
    `${NIC}/available_ips/:address_version`,
    READ_ADDRESSES,
    [INTERFACE, version('address_version')],
    availableAddresses,
  ),
  endpoint('POST', `${NIC}/allocate_ip`, CHANGE_ADDRESSES, [INTERFACE, ADDRESS], allocateToInterface),
  endpoint(
    'POST',
    `${NIC}/allocate_new_ip`,
    CHANGE_ADDRESSES,
    [INTERFACE, version('address_version')],
    allocateNew,
  ),
  endpoint('GET', IP, READ_ADDRESSES, [ADDRESS], getAddress),
  endpoint('PATCH', IP, CHANGE_ADDRESSES, [ADDRESS, ...VIP, REVERSE_DNS], updateAddress),
  endpoint('DELETE', IP, CHANGE_ADDRESSES, [ADDRESS], releaseAddress),
  endpoint('POST', `${IP}/unallocate`, CHANGE_ADDRESSES, [ADDRESS], unallocateAddress),
  endpoint('GET', 'tasks/:task', ['tasks', 'tasks:read'], [TASK], getTask),
];

/** The endpoint of a method and a path (without query), or null. */
export function findRoute(method: string, path: string): Match | null {
  if (!path.startsWith(BASE_PATH)) return null;
  const segments = path.slice(BASE_PATH.length).replace(/\/$/, '').split('/');
  for (const candidate of ENDPOINTS) {
    const found = candidate.method === method ? matchPath(candidate.path, segments) : null;
    if (found) return { endpoint: candidate, path: found };
  }
  return null;
}

function matchPath(pattern: string, segments: string[]): Record<string, string> | null {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return null;
  const path: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) path[part.slice(1)] = decode(segment);
    else if (part !== segment) return null;
  }
  return path;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
