import assert from 'node:assert/strict';
import { errorCodes } from '../../../src/simulator/errors.ts';
import { bench, closeAll, first, interfaceOf, machineNamed, NOON } from './support.ts';
import type { Bench, Reply } from './support.ts';

const NIC = '/virtual_machine_network_interfaces';

/** Every code, and how it comes about in a cloud that is really in that state. */
const CASES: Record<string, (cloud: Bench) => Promise<Reply>> = {
  '404 route_not_found': (cloud) => cloud.get('/nothing'),
  '400 invalid_json_body': (cloud) =>
    cloud.call('POST', `/ip_addresses/ip_1/unallocate`, {
      text: '{',
      headers: { 'Content-Type': 'application/json' },
    }),
  '400 missing_required_argument': (cloud) =>
    cloud.post(`/virtual_machines/${machine(cloud)}/allocate_ip`, {}),
  '400 invalid_argument': (cloud) =>
    cloud.get(`/organizations/${organization(cloud)}/virtual_machines?page=0`),
  '400 missing_api_token': (cloud) => cloud.get('/organizations', { token: null }),
  '403 invalid_api_token': (cloud) => cloud.get('/organizations', { token: 'unknown' }),
  '403 unauthorized_network_for_api_token': (cloud) =>
    cloud.get('/organizations', { token: cloud.simulator.createToken({ networks: ['192.0.2.0/24'] }).value }),
  '403 invalid_capabilities_token': (cloud) =>
    cloud.get('/organizations', { token: cloud.simulator.createToken({ invalidCapabilities: true }).value }),
  '403 scope_not_granted': (cloud) =>
    cloud.get('/organizations', { token: cloud.simulator.createToken({ scopes: ['tasks'] }).value }),
  '429 rate_limit_reached': (cloud) =>
    cloud.get('/organizations', { token: cloud.simulator.createToken({ permitted: 0 }).value }),
  '503 service_unavailable': (cloud) => {
    cloud.simulator.mutate({ action: 'maintenance', active: true });
    return cloud.get('/organizations');
  },
  '404 organization_not_found': (cloud) => cloud.get('/organizations/org_none/virtual_machines'),
  '403 organization_suspended': (cloud) => {
    cloud.simulator.mutate({ action: 'suspend-organization', id: organization(cloud), suspended: true });
    return cloud.get(`/organizations/${organization(cloud)}/ip_addresses`);
  },
  '403 organization_not_activated': (cloud) => {
    cloud.simulator.mutate({ action: 'activate-organization', id: organization(cloud), activated: false });
    return cloud.get(`/organizations/${organization(cloud)}/available_networks`);
  },
  '404 virtual_machine_not_found': (cloud) => cloud.get('/virtual_machines/_'),
  '406 object_in_trash': (cloud) => {
    cloud.simulator.mutate({ action: 'trash-machine', id: machine(cloud) });
    return cloud.get(`/virtual_machines/${machine(cloud)}/network_interfaces`);
  },
  '404 virtual_machine_network_interface_not_found': (cloud) => cloud.get(`${NIC}/vmnet_none`),
  '404 ip_address_not_found': (cloud) => cloud.get('/ip_addresses/_?ip_address[address]=192.0.2.255'),
  '404 network_not_found': (cloud) =>
    cloud.post(`/organizations/${organization(cloud)}/ip_addresses`, {
      network: { id: 'netw_none' },
      version: 'ipv4',
    }),
  '404 task_not_found': (cloud) => cloud.get('/tasks/task_none'),
  '404 no_user_associated_with_identity': (cloud) =>
    cloud.get('/users/current', { token: cloud.simulator.createToken({ kind: 'organization' }).value }),
  '403 permission_denied': (cloud) =>
    cloud.get(`/organizations/${organization(cloud)}/ip_addresses`, {
      token: cloud.simulator.createToken({ role: 'restricted' }).value,
    }),
  '422 ip_already_allocated': (cloud) =>
    cloud.post(`/virtual_machines/${machine(cloud)}/allocate_ip`, { ip_address: { id: allocated(cloud) } }),
  '422 invalid_ip': (cloud) => {
    const { networkId, id } = interfaceOf(cloud.state(), 'web-01');
    const elsewhere = first(
      cloud.state().ipAddresses,
      (each) => !each.allocationId && each.networkId !== networkId,
    );
    return cloud.post(`${NIC}/${id}/allocate_ip`, { ip_address: { id: elsewhere.id } });
  },
  '422 no_interface_available': (cloud) => {
    const spare = first(cloud.state().ipAddresses, (each) => !each.allocationId);
    return cloud.post(`/virtual_machines/${machineNamed(cloud.state(), 'mail-02').id}/allocate_ip`, {
      ip_address: { id: spare.id },
    });
  },
  '503 no_available_addresses': (cloud) => {
    const { id, networkId } = interfaceOf(cloud.state(), 'web-01');
    cloud.simulator.mutate({ action: 'exhaust-network', id: networkId });
    return cloud.post(`${NIC}/${id}/allocate_new_ip`, { address_version: 'ipv4' });
  },
  '409 resource_does_not_support_unallocation': (cloud) =>
    cloud.post(
      `/ip_addresses/${first(cloud.state().ipAddresses, (each) => each.allocationType === 'LoadBalancer').id}/unallocate`,
    ),
  '422 no_allocation': (cloud) =>
    cloud.post(
      `/ip_addresses/${first(cloud.state().ipAddresses, (each) => !each.allocationId).id}/unallocate`,
    ),
  '422 validation_error': (cloud) =>
    cloud.call('PATCH', `/ip_addresses/${allocated(cloud)}`, { body: { reverse_dns: '-' } }),
  '406 task_queueing_error': (cloud) => cloud.post(`/virtual_machines/${machine(cloud)}/start`),
  // These tell of mistakes inside the cloud, so they only come on order.
  '400 generic_runtime_error': (cloud) => ordered(cloud, 'generic_runtime_error'),
  '500 null_value_for_non_null_field': (cloud) => ordered(cloud, 'null_value_for_non_null_field'),
  '500 unhandled_exception': (cloud) => ordered(cloud, 'unhandled_exception'),
};

const DETAILS: Record<string, unknown> = {
  '403 invalid_api_token': { details: 'The token does not exist' },
  '403 unauthorized_network_for_api_token': { ip_address: '127.0.0.1' },
  '403 scope_not_granted': { scopes: ['organizations:read'] },
  '429 rate_limit_reached': { total_permitted: 0 },
  '403 permission_denied': { details: 'Your role does not allow this' },
  '400 missing_required_argument': {
    path: ['ip_address'],
    argument: { name: 'ip_address', description: 'The IP address to find' },
  },
  '422 validation_error': { errors: ['Reverse dns is invalid'] },
  '406 task_queueing_error': {
    details: 'Start virtual machine: not possible while the virtual machine is started',
  },
};

describe('simulator: errors', () => {
  afterEach(closeAll);

  for (const [expected, cause] of Object.entries(CASES)) {
    it(`answers ${expected}`, async () => {
      const cloud = await bench();
      const reply = await cause(cloud);
      assert.equal(reply.error, expected);
      assert.deepEqual(reply.keys(''), ['error']);
      assert.deepEqual(reply.keys('error'), ['code', 'description', 'detail']);
      assert.equal(reply.headers.get('content-type'), 'application/json');
      assert.equal(reply.headers.get('x-api-schema'), 'json-error');
      if (expected in DETAILS) assert.deepEqual(reply.at('error.detail'), DETAILS[expected]);
    });
  }

  it('leaves no code out', () => {
    const reached = Object.keys(CASES).map((expected) => expected.slice(4));
    assert.deepEqual(reached.toSorted(), errorCodes().toSorted());
  });

  it('tells which object is in the trash, and until when', async () => {
    const cloud = await bench();
    const id = machine(cloud);
    cloud.simulator.mutate({ action: 'trash-machine', id });
    const reply = await cloud.get(`/virtual_machines/${id}`);
    assert.match(reply.string('error.detail.trash_object.id'), /^trsh_\w{16}$/);
    assert.equal(reply.at('error.detail.trash_object.object_id'), id);
    assert.equal(reply.at('error.detail.trash_object.keep_until'), NOON / 1000 + 172_800);
    cloud.simulator.mutate({ action: 'restore-machine', id });
    assert.equal((await cloud.get(`/virtual_machines/${id}`)).status, 200);
  });

  it('can answer as documented instead, without the wrapping', async () => {
    const cloud = await bench({ wrapErrors: false });
    const reply = await cloud.get('/tasks/task_none');
    assert.equal(reply.at('code'), 'task_not_found');
    assert.deepEqual(reply.keys(''), ['code', 'description', 'detail']);
  });

  it('hides what belongs to organizations that the token does not see', async () => {
    const cloud = await bench();
    const state = cloud.state();
    const [mine] = state.organizations;
    const machineOfOthers = first(state.virtualMachines, (each) => each.organizationId !== mine?.id);
    const addressOfOthers = first(state.ipAddresses, (each) => each.organizationId !== mine?.id);
    const { value: token } = cloud.simulator.createToken({ organizations: [organization(cloud)] });
    assert.deepEqual((await cloud.get('/organizations', { token })).each('organizations', 'id'), [mine?.id]);
    assert.equal(
      (await cloud.get(`/virtual_machines/${machineOfOthers.id}`, { token })).error,
      '404 virtual_machine_not_found',
    );
    assert.equal(
      (await cloud.get(`/ip_addresses/${addressOfOthers.id}`, { token })).error,
      '404 ip_address_not_found',
    );
    assert.equal(
      (await cloud.get(`/organizations/${machineOfOthers.organizationId}/virtual_machines`, { token })).error,
      '404 organization_not_found',
    );
    assert.deepEqual((await cloud.get('/users/current', { token })).each('organizations', 'id'), [mine?.id]);
    const running = first(
      state.virtualMachines,
      (each) => each.organizationId !== mine?.id && each.state === 'started',
    );
    const task = await cloud.post(`/virtual_machines/${running.id}/stop`);
    assert.equal(
      (await cloud.get(`/tasks/${task.string('task.id')}`, { token })).error,
      '404 task_not_found',
    );
    const theirs = first(state.networkInterfaces, (each) => each.virtualMachineId === machineOfOthers.id);
    assert.equal(
      (await cloud.get(`${NIC}/${theirs.id}`, { token })).error,
      '404 virtual_machine_network_interface_not_found',
    );
  });

  it('asks for permission wherever something changes, but to allocate and unallocate', async () => {
    const cloud = await bench();
    const { value: token } = cloud.simulator.createToken({ role: 'restricted' });
    const { id, networkId } = interfaceOf(cloud.state(), 'web-01');
    const spare = first(
      cloud.state().ipAddresses,
      (each) => !each.allocationId && each.networkId === networkId,
    );
    const requests: [string, string, unknown?][] = [
      ['POST', `${NIC}/${id}/allocate_new_ip`, { address_version: 'ipv4' }],
      [
        'POST',
        `/organizations/${organization(cloud)}/ip_addresses`,
        { network: { id: networkId }, version: 'ipv4' },
      ],
      ['PATCH', `/ip_addresses/${spare.id}`, { vip: false }],
      ['DELETE', `/ip_addresses/${spare.id}`],
      ...['stop', 'shutdown', 'reset'].map((action): [string, string] => [
        'POST',
        `/virtual_machines/${machine(cloud)}/${action}`,
      ]),
    ];
    for (const [method, path, body] of requests)
      assert.equal((await cloud.call(method, path, { body, token })).error, '403 permission_denied', path);
    assert.deepEqual(cloud.simulator.operations(), []);
    assert.equal(
      (await cloud.post(`${NIC}/${id}/allocate_ip`, { ip_address: { id: spare.id } }, { token })).status,
      200,
    );
    assert.equal(
      (await cloud.post(`/ip_addresses/${spare.id}/unallocate`, undefined, { token })).status,
      200,
    );
  });

  it('forgets an expired and a revoked token', async () => {
    const cloud = await bench();
    const expiring = cloud.simulator.createToken({ expiresAt: NOON + 1000 });
    const revoked = cloud.simulator.createToken({});
    assert.equal((await cloud.get('/organizations', { token: expiring.value })).status, 200);
    cloud.clock.time += 1000;
    cloud.simulator.revokeToken(revoked.id);
    assert.equal(
      (await cloud.get('/organizations', { token: expiring.value })).at('error.detail.details'),
      'The token has expired',
    );
    assert.equal(
      (await cloud.get('/organizations', { token: revoked.value })).error,
      '403 invalid_api_token',
    );
  });

  it('lets a token through from the networks that it is bound to', async () => {
    const cloud = await bench();
    for (const network of ['127.0.0.1', '127.0.0.0/8']) {
      const { value: token } = cloud.simulator.createToken({ networks: [network] });
      assert.equal((await cloud.get('/organizations', { token })).status, 200, network);
    }
  });
});

function organization(cloud: Bench): string {
  return first(cloud.state().organizations).id;
}

function machine(cloud: Bench): string {
  return machineNamed(cloud.state(), 'web-01').id;
}

function allocated(cloud: Bench): string {
  return first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine').id;
}

function ordered(cloud: Bench, code: string): Promise<Reply> {
  cloud.simulator.addFault({ fault: { kind: 'error', code } });
  return cloud.get('/organizations');
}
