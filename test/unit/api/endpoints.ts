/** Every function of the client: how it is called, what it sends, and the errors that its page documents. */
import type { Katapult } from '../../../src/api/katapult.ts';
import type { PowerAction } from '../../../src/api/types.ts';
import type { Snapshot } from '../../../src/simulator/snapshot.ts';
import { first } from './support.ts';

/** What the calls are about: a machine with an interface, and addresses on its network. */
export interface Subject {
  organization: string;
  machine: string;
  /** The interface of the machine. */
  networkInterface: string;
  /** An address that is allocated to the machine. */
  allocated: string;
  /** One that could be. */
  spare: string;
  /** A machine that does not run. */
  stopped: string;
  /** The network of all these. */
  network: string;
  task: string;
}

export interface EndpointCall {
  name: string;
  /** Whether it changes something, and so is sent once. */
  writes: boolean;
  /** As sent, below the API's base address. */
  request: (subject: Subject) => string;
  body?: (subject: Subject) => unknown;
  call: (katapult: Katapult, subject: Subject, signal?: AbortSignal) => Promise<unknown>;
  /** Beside those that every endpoint has. */
  codes: readonly string[];
}

const ORGANIZATION = ['organization_suspended', 'organization_not_activated', 'organization_not_found'];
const MACHINE = ['virtual_machine_not_found', 'object_in_trash'];
const NIC = ['virtual_machine_network_interface_not_found'];
const ADDRESS = ['ip_address_not_found'];

function powerCall(action: PowerAction, subjectOf: (subject: Subject) => string): EndpointCall {
  return {
    name: `virtualMachines.${action}`,
    writes: true,
    request: (subject) => `POST /virtual_machines/${subjectOf(subject)}/${action}`,
    body: () => ({}),
    call: ({ virtualMachines }, subject, signal) => virtualMachines[action](subjectOf(subject), signal),
    codes: [...MACHINE, 'permission_denied', 'task_queueing_error'],
  };
}

export const ENDPOINTS: readonly EndpointCall[] = [
  {
    name: 'organizations.list',
    writes: false,
    request: () => 'GET /organizations',
    call: ({ organizations }, _, signal) => organizations.list(signal),
    codes: [],
  },
  {
    name: 'organizations.currentUser',
    writes: false,
    request: () => 'GET /users/current',
    call: ({ organizations }, _, signal) => organizations.currentUser(signal),
    codes: ['no_user_associated_with_identity'],
  },
  {
    name: 'organizations.availableNetworks',
    writes: false,
    request: ({ organization }) => `GET /organizations/${organization}/available_networks`,
    call: ({ organizations }, { organization }, signal) =>
      organizations.availableNetworks(organization, signal),
    codes: ORGANIZATION,
  },
  {
    name: 'virtualMachines.list',
    writes: false,
    request: ({ organization }) => `GET /organizations/${organization}/virtual_machines?page=1&per_page=200`,
    call: ({ virtualMachines }, { organization }, signal) => virtualMachines.list(organization, signal),
    codes: ORGANIZATION,
  },
  {
    name: 'virtualMachines.tryList',
    writes: false,
    request: ({ organization }) => `GET /organizations/${organization}/virtual_machines?page=1&per_page=1`,
    call: ({ virtualMachines }, { organization }, signal) => virtualMachines.tryList(organization, signal),
    codes: ORGANIZATION,
  },
  {
    name: 'virtualMachines.get',
    writes: false,
    request: ({ machine }) => `GET /virtual_machines/${machine}`,
    call: ({ virtualMachines }, { machine }, signal) => virtualMachines.get(machine, signal),
    codes: MACHINE,
  },
  {
    name: 'virtualMachines.allocateIp',
    writes: true,
    request: ({ machine }) => `POST /virtual_machines/${machine}/allocate_ip`,
    body: ({ spare }) => ({ ip_address: { id: spare } }),
    call: ({ virtualMachines }, { machine, spare }, signal) =>
      virtualMachines.allocateIp(machine, spare, signal),
    codes: [...MACHINE, ...ADDRESS, 'no_interface_available', 'ip_already_allocated'],
  },
  ...(['reset', 'shutdown', 'stop'] as const).map((action) => powerCall(action, ({ machine }) => machine)),
  powerCall('start', ({ stopped }) => stopped),
  {
    name: 'networkInterfaces.list',
    writes: false,
    request: ({ machine }) => `GET /virtual_machines/${machine}/network_interfaces?page=1&per_page=200`,
    call: ({ networkInterfaces }, { machine }, signal) => networkInterfaces.list(machine, signal),
    codes: MACHINE,
  },
  {
    name: 'networkInterfaces.get',
    writes: false,
    request: ({ networkInterface }) => `GET /virtual_machine_network_interfaces/${networkInterface}`,
    call: ({ networkInterfaces }, { networkInterface }, signal) =>
      networkInterfaces.get(networkInterface, signal),
    codes: NIC,
  },
  ...(['ipv4', 'ipv6'] as const).map((version) => ({
    name: `networkInterfaces.availableIps of ${version}`,
    writes: false,
    request: ({ networkInterface }: Subject) =>
      `GET /virtual_machine_network_interfaces/${networkInterface}/available_ips/${version}`,
    call: ({ networkInterfaces }: Katapult, { networkInterface }: Subject, signal?: AbortSignal) =>
      networkInterfaces.availableIps(networkInterface, version, signal),
    codes: NIC,
  })),
  {
    name: 'networkInterfaces.allocateIp',
    writes: true,
    request: ({ networkInterface }) =>
      `POST /virtual_machine_network_interfaces/${networkInterface}/allocate_ip`,
    body: ({ spare }) => ({ ip_address: { id: spare } }),
    call: ({ networkInterfaces }, { networkInterface, spare }, signal) =>
      networkInterfaces.allocateIp(networkInterface, spare, signal),
    codes: [...NIC, ...ADDRESS, 'ip_already_allocated', 'invalid_ip'],
  },
  {
    name: 'networkInterfaces.allocateNewIp',
    writes: true,
    request: ({ networkInterface }) =>
      `POST /virtual_machine_network_interfaces/${networkInterface}/allocate_new_ip`,
    body: () => ({ address_version: 'ipv6' }),
    call: ({ networkInterfaces }, { networkInterface }, signal) =>
      networkInterfaces.allocateNewIp(networkInterface, 'ipv6', signal),
    codes: [...NIC, 'permission_denied', 'no_available_addresses'],
  },
  {
    name: 'ipAddresses.list',
    writes: false,
    request: ({ organization }) => `GET /organizations/${organization}/ip_addresses?page=1&per_page=200`,
    call: ({ ipAddresses }, { organization }, signal) => ipAddresses.list(organization, signal),
    codes: [...ORGANIZATION, 'permission_denied'],
  },
  {
    name: 'ipAddresses.tryList',
    writes: false,
    request: ({ organization }) => `GET /organizations/${organization}/ip_addresses?page=1&per_page=1`,
    call: ({ ipAddresses }, { organization }, signal) => ipAddresses.tryList(organization, signal),
    codes: [...ORGANIZATION, 'permission_denied'],
  },
  {
    name: 'ipAddresses.get',
    writes: false,
    request: ({ allocated }) => `GET /ip_addresses/${allocated}`,
    call: ({ ipAddresses }, { allocated }, signal) => ipAddresses.get(allocated, signal),
    codes: ADDRESS,
  },
  {
    name: 'ipAddresses.unallocate',
    writes: true,
    request: ({ allocated }) => `POST /ip_addresses/${allocated}/unallocate`,
    body: () => ({}),
    call: ({ ipAddresses }, { allocated }, signal) => ipAddresses.unallocate(allocated, signal),
    codes: [...ADDRESS, 'resource_does_not_support_unallocation', 'no_allocation'],
  },
  {
    name: 'ipAddresses.create',
    writes: true,
    request: ({ organization }) => `POST /organizations/${organization}/ip_addresses`,
    body: ({ network }) => ({ network: { id: network }, version: 'ipv4', vip: true, label: 'front' }),
    call: ({ ipAddresses }, { organization, network }, signal) =>
      ipAddresses.create(
        organization,
        { networkId: network, version: 'ipv4', vip: true, label: 'front' },
        signal,
      ),
    codes: [
      ...ORGANIZATION,
      'network_not_found',
      'permission_denied',
      'validation_error',
      'no_available_addresses',
    ],
  },
  {
    name: 'ipAddresses.update',
    writes: true,
    request: ({ allocated }) => `PATCH /ip_addresses/${allocated}`,
    body: () => ({ label: 'front', vip: true, reverse_dns: 'front.example.com' }),
    call: ({ ipAddresses }, { allocated }, signal) =>
      ipAddresses.update(allocated, { label: 'front', vip: true, reverseDns: 'front.example.com' }, signal),
    codes: [...ADDRESS, 'permission_denied', 'validation_error'],
  },
  {
    name: 'ipAddresses.release',
    writes: true,
    request: ({ spare }) => `DELETE /ip_addresses/${spare}`,
    call: ({ ipAddresses }, { spare }, signal) => ipAddresses.release(spare, signal),
    codes: [...ADDRESS, 'permission_denied', 'resource_does_not_support_unallocation'],
  },
  {
    name: 'tasks.get',
    writes: false,
    request: ({ task }) => `GET /tasks/${task}`,
    call: ({ tasks }, { task }, signal) => tasks.get(task, signal),
    codes: ['task_not_found'],
  },
];

export const READS = ENDPOINTS.filter(({ writes }) => !writes);
export const WRITES = ENDPOINTS.filter(({ writes }) => writes);

/** What the calls are about in a simulated cloud. */
export function subjectOf(state: Snapshot): Subject {
  const machine = first(state.virtualMachines, ({ name }) => name === 'web-01');
  const { id, networkId } = first(
    state.networkInterfaces,
    ({ virtualMachineId }) => virtualMachineId === machine.id,
  );
  const fitting = state.ipAddresses.filter(
    (each) =>
      each.networkId === networkId && each.organizationId === machine.organizationId && each.label === null,
  );
  return {
    organization: machine.organizationId,
    machine: machine.id,
    networkInterface: id,
    allocated: first(fitting, ({ interfaceId }) => interfaceId === id).id,
    spare: first(fitting, ({ allocationType }) => allocationType === null).id,
    stopped: first(state.virtualMachines, (each) => each.state === 'stopped' && !each.inTrash).id,
    network: networkId,
    task: first(state.tasks).id,
  };
}

/** Ids in Katapult's form, where there is no cloud to take them from. */
export const SUBJECT: Subject = {
  organization: 'org_0000000000000001',
  machine: 'vm_0000000000000001',
  networkInterface: 'vmnet_0000000000000001',
  allocated: 'ip_0000000000000001',
  spare: 'ip_0000000000000002',
  stopped: 'vm_0000000000000002',
  network: 'netw_0000000000000001',
  task: 'task_0000000000000001',
};
