/** Requests that exercise every endpoint, in success and in error. */
import type { Exchange } from '../../support/openapi.ts';
import type { RecordedRequest } from '../../../src/simulator/records.ts';
import { first, interfaceOf, machineNamed } from './support.ts';
import type { Bench } from './support.ts';

/** Asks each endpoint for something that it can do. */
export async function succeedEverywhere(cloud: Bench): Promise<void> {
  const state = cloud.state();
  const org = `/organizations/${first(state.organizations).id}`;
  const vm = `/virtual_machines/${machineNamed(state, 'web-02').id}`;
  const { id, networkId } = interfaceOf(state, 'web-02');
  const nic = `/virtual_machine_network_interfaces/${id}`;
  const network = { id: networkId };
  const paths = [
    '/organizations',
    '/users/current',
    `${org}/available_networks`,
    `${org}/virtual_machines?page=1&per_page=200`,
    `${org}/ip_addresses?allocated=true`,
  ];
  for (const path of [
    ...paths,
    vm,
    `${vm}/network_interfaces`,
    nic,
    `${nic}/available_ips/ipv4`,
    `${nic}/available_ips/address_version?address_version=ipv6`,
  ]) {
    await cloud.get(path);
  }
  const created = await cloud.post(`${org}/ip_addresses`, {
    network,
    version: 'ipv4',
    vip: true,
    label: 'shared',
  });
  const ip_address = { id: created.string('ip_address.id') };
  const ip = `/ip_addresses/${ip_address.id}`;
  await cloud.call('PATCH', ip, { body: { label: 'renamed', vip: true, reverse_dns: 'a.example.com' } });
  await cloud.get(ip);
  await cloud.post(`${nic}/allocate_ip`, { ip_address });
  await cloud.get(`/ip_addresses/_?ip_address[address]=${created.string('ip_address.address')}`);
  await cloud.post(`${ip}/unallocate`);
  await cloud.post(`${vm}/allocate_ip`, { ip_address });
  await cloud.call('DELETE', ip);
  await cloud.post(`${nic}/allocate_new_ip`, { address_version: 'ipv6' });
  for (const action of ['reset', 'shutdown', 'start', 'stop']) {
    const task = await cloud.post(`${vm}/${action}`);
    await cloud.get(`/tasks/${task.string('task.id')}`);
    cloud.clock.time += 60_000;
    await cloud.get(`/tasks/${task.string('task.id')}`);
  }
}

/** Provokes each kind of refusal, at each endpoint that has it. */
export async function failEverywhere(cloud: Bench): Promise<void> {
  const state = cloud.state();
  const org = first(state.organizations).id;
  const retired = machineNamed(state, 'web-retired').id;
  const { id: nic, networkId, virtualMachineId } = interfaceOf(state, 'web-01');
  const taken = first(state.ipAddresses, (each) => each.allocationType === 'VirtualMachine').id;
  const spare = first(state.ipAddresses, (each) => !each.allocationId && each.networkId === networkId).id;
  const elsewhere = first(state.ipAddresses, (each) => !each.allocationId && each.networkId !== networkId).id;
  const balanced = first(state.ipAddresses, (each) => each.allocationType === 'LoadBalancer').id;
  const requests: [string, string, unknown?][] = [
    ['GET', '/nothing'],
    ['POST', `/virtual_machines/${virtualMachineId}/allocate_ip`, {}],
    ['POST', `/virtual_machines/${virtualMachineId}/allocate_ip`, []],
    ['POST', `/virtual_machines/${virtualMachineId}/allocate_ip`, { ip_address: { id: 'a', address: 'b' } }],
    ['POST', `/virtual_machines/${virtualMachineId}/allocate_ip`, { ip_address: { id: 'ip_none' } }],
    ['POST', `/virtual_machines/${virtualMachineId}/allocate_ip`, { ip_address: { id: taken } }],
    [
      'POST',
      `/virtual_machines/${machineNamed(state, 'mail-02').id}/allocate_ip`,
      { ip_address: { id: spare } },
    ],
    ['POST', `/virtual_machines/${retired}/allocate_ip`, { ip_address: { id: spare } }],
    ['GET', `/virtual_machines/${retired}`],
    ['GET', `/virtual_machines/${retired}/network_interfaces`],
    ['POST', `/virtual_machines/${retired}/start`],
    ['POST', `/virtual_machines/${virtualMachineId}/start`],
    ['GET', '/virtual_machines/vm_none'],
    ['GET', '/organizations/org_none/virtual_machines'],
    ['GET', `/organizations/${org}/ip_addresses?per_page=201`],
    ['POST', `/organizations/${org}/ip_addresses`, { network: { id: 'netw_none' }, version: 'ipv4' }],
    [
      'POST',
      `/organizations/${org}/ip_addresses`,
      { network: { id: networkId }, version: 'ipv4', vip: true },
    ],
    ['GET', '/virtual_machine_network_interfaces/vmnet_none'],
    ['GET', `/virtual_machine_network_interfaces/${nic}/available_ips/ipv5`],
    ['POST', `/virtual_machine_network_interfaces/${nic}/allocate_ip`, { ip_address: { id: elsewhere } }],
    ['POST', `/virtual_machine_network_interfaces/${nic}/allocate_ip`, { ip_address: { id: taken } }],
    ['POST', `/ip_addresses/${spare}/unallocate`],
    ['POST', `/ip_addresses/${balanced}/unallocate`],
    ['DELETE', `/ip_addresses/${balanced}`],
    ['GET', '/ip_addresses/ip_none'],
    ['PATCH', `/ip_addresses/${spare}`, { reverse_dns: '-' }],
    ['GET', '/tasks/task_none'],
  ];
  for (const [method, path, body] of requests) await cloud.call(method, path, { body });
  await refuseTokens(cloud, org, virtualMachineId);
  await refuseInOtherStates(cloud, org, nic, networkId);
}

async function refuseTokens(cloud: Bench, org: string, machine: string): Promise<void> {
  const specs = [
    { permitted: 0 },
    { scopes: [] },
    { networks: ['192.0.2.1'] },
    { invalidCapabilities: true },
    { kind: 'organization' },
    { role: 'restricted' },
  ] as const;
  const tokens = [null, 'unknown', ...specs.map((spec) => cloud.simulator.createToken(spec).value)];
  for (const token of tokens) {
    for (const path of ['/organizations', '/users/current', `/organizations/${org}/ip_addresses`])
      await cloud.get(path, { token });
    await cloud.post(`/virtual_machines/${machine}/stop`, undefined, { token });
  }
}

async function refuseInOtherStates(cloud: Bench, org: string, nic: string, network: string): Promise<void> {
  const { simulator } = cloud;
  simulator.mutate({ action: 'exhaust-network', id: network });
  await cloud.post(`/virtual_machine_network_interfaces/${nic}/allocate_new_ip`, { address_version: 'ipv4' });
  await cloud.post(`/organizations/${org}/ip_addresses`, { network: { id: network }, version: 'ipv4' });
  for (const code of ['unhandled_exception', 'null_value_for_non_null_field', 'generic_runtime_error']) {
    simulator.addFault({ fault: { kind: 'error', code } });
    await cloud.get('/organizations');
  }
  const lists = ['virtual_machines', 'ip_addresses', 'available_networks'].map(
    (what) => `/organizations/${org}/${what}`,
  );
  simulator.mutate({ action: 'suspend-organization', id: org, suspended: true });
  for (const path of lists) await cloud.get(path);
  simulator.mutate({ action: 'suspend-organization', id: org, suspended: false });
  simulator.mutate({ action: 'activate-organization', id: org, activated: false });
  for (const path of lists) await cloud.get(path);
  simulator.mutate({ action: 'maintenance', active: true });
  await cloud.get('/organizations');
}

/** A recorded request as what the check of conformance takes. */
export function toExchange({
  method,
  url,
  requestBody,
  status,
  responseHeaders,
  responseBody,
}: RecordedRequest): Exchange {
  return { method, url, requestBody, status, responseHeaders, responseBody };
}
