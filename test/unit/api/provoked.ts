/** How each error of the documented pages is provoked in a simulated cloud, and what it has to arrive as. */
import type { ApiErrorDetail } from '../../../src/api/errorCodes.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import type { Mutation } from '../../../src/simulator/mutations.ts';
import type { Subject } from './endpoints.ts';
import { first } from './support.ts';
import type { Cloud } from './support.ts';

export interface Provocation {
  code: string;
  status: number;
  detail: ApiErrorDetail;
  /** The token that it takes. */
  token?: (cloud: Cloud) => string;
  /** What has to happen in the cloud before. */
  mutation?: (subject: Subject, cloud: Cloud) => Mutation;
  /** What the call is about where it is something else. */
  about?: (cloud: Cloud, subject: Subject) => Partial<Subject>;
}

export interface Page {
  title: string;
  /** As sent, below the API's base address. */
  request: (subject: Subject) => string;
  call: (katapult: Katapult, subject: Subject) => Promise<unknown>;
  errors: readonly Provocation[];
}

const NONE = { detail: {} };

const EVERYWHERE: readonly Provocation[] = [
  { code: 'missing_api_token', status: 400, ...NONE, token: () => '' },
  {
    code: 'invalid_api_token',
    status: 403,
    detail: { details: 'The token does not exist' },
    token: () => 'not-a-token',
  },
  {
    code: 'unauthorized_network_for_api_token',
    status: 403,
    detail: { ipAddress: '127.0.0.1' },
    token: ({ simulator }) => simulator.createToken({ networks: ['10.0.0.0/8'] }).value,
  },
  {
    code: 'invalid_capabilities_token',
    status: 403,
    ...NONE,
    token: ({ simulator }) => simulator.createToken({ invalidCapabilities: true }).value,
  },
  {
    code: 'rate_limit_reached',
    status: 429,
    detail: { totalPermitted: 0 },
    token: ({ simulator }) => simulator.createToken({ permitted: 0 }).value,
  },
  {
    code: 'service_unavailable',
    status: 503,
    ...NONE,
    mutation: () => ({ action: 'maintenance', active: true }),
  },
];

function everywhere(scopes: readonly string[]): readonly Provocation[] {
  const scopeNotGranted: Provocation = {
    code: 'scope_not_granted',
    status: 403,
    detail: { scopes },
    token: ({ simulator }) => simulator.createToken({ scopes: ['tasks:read'] }).value,
  };
  return [...EVERYWHERE, scopeNotGranted];
}

const MACHINE: readonly Provocation[] = [
  {
    code: 'virtual_machine_not_found',
    status: 404,
    ...NONE,
    about: () => ({ machine: 'vm_0000000000000000' }),
  },
  {
    code: 'object_in_trash',
    status: 406,
    detail: { keepUntil: Date.UTC(2026, 6, 3, 12) / 1000 },
    mutation: ({ machine }) => ({ action: 'trash-machine', id: machine }),
  },
];

const INTERFACE: Provocation = {
  code: 'virtual_machine_network_interface_not_found',
  status: 404,
  ...NONE,
  about: () => ({ networkInterface: 'vmnet_0000000000000000' }),
};

const ADDRESS: Provocation = {
  code: 'ip_address_not_found',
  status: 404,
  ...NONE,
  about: () => ({ spare: 'ip_0000000000000000', allocated: 'ip_0000000000000000' }),
};

const ALREADY_ALLOCATED: Provocation = {
  code: 'ip_already_allocated',
  status: 422,
  ...NONE,
  about: (_, { allocated }) => ({ spare: allocated }),
};

const PERMISSION_DENIED: Provocation = {
  code: 'permission_denied',
  status: 403,
  detail: { details: 'Your role does not allow this' },
  token: ({ simulator }) => simulator.createToken({ role: 'restricted' }).value,
};

const READ_MACHINES = ['virtual_machines', 'virtual_machines:read'];
const READ_ADDRESSES = ['ip_addresses', 'ip_addresses:read'];
const CHANGE_ADDRESSES = ['ip_addresses'];

/** The five pages that the client started from. */
export const PAGES: readonly Page[] = [
  {
    title: 'Allocate an IP Address',
    request: ({ machine }) => `POST /virtual_machines/${machine}/allocate_ip`,
    call: ({ virtualMachines }, { machine, spare }) => virtualMachines.allocateIp(machine, spare),
    errors: [
      ...everywhere(CHANGE_ADDRESSES),
      ...MACHINE,
      ADDRESS,
      ALREADY_ALLOCATED,
      {
        code: 'no_interface_available',
        status: 422,
        ...NONE,
        about: (cloud) => ({ machine: first(machinesWithoutInterface(cloud)).id }),
      },
    ],
  },
  {
    title: 'Get addresses available for network interface',
    request: ({ networkInterface }) =>
      `GET /virtual_machine_network_interfaces/${networkInterface}/available_ips/ipv4`,
    call: ({ networkInterfaces }, { networkInterface }) =>
      networkInterfaces.availableIps(networkInterface, 'ipv4'),
    errors: [...everywhere(READ_ADDRESSES), INTERFACE],
  },
  {
    title: 'Unallocate an IP address',
    request: ({ allocated }) => `POST /ip_addresses/${allocated}/unallocate`,
    call: ({ ipAddresses }, { allocated }) => ipAddresses.unallocate(allocated),
    errors: [
      ...everywhere(CHANGE_ADDRESSES),
      ADDRESS,
      {
        code: 'resource_does_not_support_unallocation',
        status: 409,
        ...NONE,
        about: (cloud) => ({
          allocated: first(
            cloud.state().ipAddresses,
            ({ allocationType }) => allocationType === 'LoadBalancer',
          ).id,
        }),
      },
      { code: 'no_allocation', status: 422, ...NONE, about: (_, { spare }) => ({ allocated: spare }) },
    ],
  },
  {
    title: 'List virtual machine network interfaces',
    request: ({ machine }) => `GET /virtual_machines/${machine}/network_interfaces?page=1&per_page=200`,
    call: ({ networkInterfaces }, { machine }) => networkInterfaces.list(machine),
    errors: [...everywhere(READ_MACHINES), ...MACHINE],
  },
  {
    title: 'Get virtual machine',
    request: ({ machine }) => `GET /virtual_machines/${machine}`,
    call: ({ virtualMachines }, { machine }) => virtualMachines.get(machine),
    errors: [...everywhere(READ_MACHINES), ...MACHINE],
  },
];

/** The errors that only other pages document, each on one of them. */
export const OTHER_PAGES: readonly Page[] = [
  {
    title: 'Allocate IP address to network interface',
    request: ({ networkInterface }) =>
      `POST /virtual_machine_network_interfaces/${networkInterface}/allocate_ip`,
    call: ({ networkInterfaces }, { networkInterface, spare }) =>
      networkInterfaces.allocateIp(networkInterface, spare),
    errors: [
      INTERFACE,
      ADDRESS,
      ALREADY_ALLOCATED,
      { code: 'invalid_ip', status: 422, ...NONE, about: elsewhere },
    ],
  },
  {
    title: 'Allocate a new IP address to network interface',
    request: ({ networkInterface }) =>
      `POST /virtual_machine_network_interfaces/${networkInterface}/allocate_new_ip`,
    call: ({ networkInterfaces }, { networkInterface }) =>
      networkInterfaces.allocateNewIp(networkInterface, 'ipv4'),
    errors: [
      INTERFACE,
      PERMISSION_DENIED,
      {
        code: 'no_available_addresses',
        status: 503,
        ...NONE,
        mutation: (subject, cloud) => ({ action: 'exhaust-network', id: networkOf(cloud, subject) }),
      },
    ],
  },
  {
    title: 'List IP addresses',
    request: ({ organization }) => `GET /organizations/${organization}/ip_addresses?page=1&per_page=200`,
    call: ({ ipAddresses }, { organization }) => ipAddresses.list(organization),
    errors: [
      PERMISSION_DENIED,
      {
        code: 'organization_not_found',
        status: 404,
        ...NONE,
        about: () => ({ organization: 'org_0000000000000000' }),
      },
      {
        code: 'organization_suspended',
        status: 403,
        ...NONE,
        mutation: ({ organization }) => ({
          action: 'suspend-organization',
          id: organization,
          suspended: true,
        }),
      },
      {
        code: 'organization_not_activated',
        status: 403,
        ...NONE,
        mutation: ({ organization }) => ({
          action: 'activate-organization',
          id: organization,
          activated: false,
        }),
      },
    ],
  },
  {
    title: 'Create an IP address',
    request: ({ organization }) => `POST /organizations/${organization}/ip_addresses`,
    call: ({ ipAddresses }, { organization, network }) =>
      ipAddresses.create(organization, { networkId: network, version: 'ipv4', vip: true, label: ' ' }),
    errors: [
      PERMISSION_DENIED,
      {
        code: 'network_not_found',
        status: 404,
        ...NONE,
        about: () => ({ network: 'netw_0000000000000000' }),
      },
      { code: 'validation_error', status: 422, detail: { errors: ["Label can't be blank"] } },
    ],
  },
  {
    title: 'Update an IP address',
    request: ({ allocated }) => `PATCH /ip_addresses/${allocated}`,
    call: ({ ipAddresses }, { allocated }) => ipAddresses.update(allocated, { reverseDns: 'no host name' }),
    errors: [
      ADDRESS,
      PERMISSION_DENIED,
      { code: 'validation_error', status: 422, detail: { errors: ['Reverse dns is invalid'] } },
    ],
  },
  {
    title: 'Release an IP address',
    request: ({ spare }) => `DELETE /ip_addresses/${spare}`,
    call: ({ ipAddresses }, { spare }) => ipAddresses.release(spare),
    errors: [
      ADDRESS,
      PERMISSION_DENIED,
      {
        code: 'resource_does_not_support_unallocation',
        status: 409,
        ...NONE,
        about: (cloud) => ({
          spare: first(cloud.state().ipAddresses, ({ allocationType }) => allocationType === 'LoadBalancer')
            .id,
        }),
      },
    ],
  },
  {
    title: 'Start a virtual machine',
    request: ({ machine }) => `POST /virtual_machines/${machine}/start`,
    call: ({ virtualMachines }, { machine }) => virtualMachines.start(machine),
    errors: [
      ...MACHINE,
      PERMISSION_DENIED,
      {
        code: 'task_queueing_error',
        status: 406,
        detail: { details: 'Start virtual machine: not possible while the virtual machine is started' },
      },
    ],
  },
  {
    title: 'Get a task',
    request: ({ task }) => `GET /tasks/${task}`,
    call: ({ tasks }, { task }) => tasks.get(task),
    errors: [
      { code: 'task_not_found', status: 404, ...NONE, about: () => ({ task: 'task_0000000000000000' }) },
    ],
  },
  {
    title: 'Current user',
    request: () => 'GET /users/current',
    call: ({ organizations }) => organizations.currentUser(),
    errors: [
      {
        code: 'no_user_associated_with_identity',
        status: 404,
        ...NONE,
        token: ({ simulator }) => simulator.createToken({ kind: 'organization' }).value,
      },
    ],
  },
];

function machinesWithoutInterface(cloud: Cloud): { id: string }[] {
  const { virtualMachines, networkInterfaces } = cloud.state();
  return virtualMachines.filter(
    (machine) => !networkInterfaces.some(({ virtualMachineId }) => virtualMachineId === machine.id),
  );
}

/** An unallocated address of another network than the interface's. */
function elsewhere(cloud: Cloud, subject: Subject): Partial<Subject> {
  const network = networkOf(cloud, subject);
  const other = first(
    cloud.state().ipAddresses,
    (each) =>
      each.networkId !== network &&
      each.organizationId === subject.organization &&
      each.allocationId === null,
  );
  return { spare: other.id };
}

function networkOf(cloud: Cloud, { networkInterface }: Subject): string {
  return first(cloud.state().networkInterfaces, ({ id }) => id === networkInterface).networkId;
}
