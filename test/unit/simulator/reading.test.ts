import assert from 'node:assert/strict';
import { bench, closeAll, first, interfaceOf, machineNamed } from './support.ts';
import type { Bench } from './support.ts';

describe('simulator: reading', () => {
  let cloud: Bench;
  let organization: string;

  beforeEach(async () => {
    cloud = await bench();
    organization = first(cloud.state().organizations).id;
  });
  afterEach(closeAll);

  it('lists the organizations, without pages', async () => {
    const reply = await cloud.get('/organizations');
    assert.deepEqual(reply.each('organizations', 'name'), ['Harbour Digital', 'Meadow Studio']);
    assert.deepEqual(reply.keys(''), ['organizations']);
  });

  it('tells who the token belongs to', async () => {
    const reply = await cloud.get('/users/current');
    assert.deepEqual(reply.keys(''), ['api_token_id', 'organizations', 'user']);
    assert.deepEqual(reply.keys('organizations.0'), ['id', 'name', 'sub_domain']);
    assert.equal(reply.at('api_token_id'), first(cloud.simulator.tokens()).id);
  });

  it('lists machines without state, addresses without ids, and data centers without country', async () => {
    const reply = await cloud.get(`/organizations/${organization}/virtual_machines`);
    assert.deepEqual(reply.keys('virtual_machines.0'), [
      'created_at',
      'fqdn',
      'gpu_type',
      'hostname',
      'id',
      'ip_addresses',
      'name',
      'package',
      'zone',
    ]);
    assert.deepEqual(reply.keys('virtual_machines.0.ip_addresses.0'), ['address']);
    assert.deepEqual(reply.keys('virtual_machines.0.zone.data_center'), ['id', 'name', 'permalink']);
  });

  it('leaves out the machine in the trash, unless told otherwise', async () => {
    const names = async (from: Bench): Promise<unknown[]> => {
      const reply = await from.get(`/organizations/${organization}/virtual_machines?per_page=200`);
      return reply.each('virtual_machines', 'name');
    };
    assert.ok(!(await names(cloud)).includes('web-retired'));
    assert.ok((await names(await bench({ trashInLists: true }))).includes('web-retired'));
  });

  it('finds machines by annotation', async () => {
    const all = await cloud.get(
      `/organizations/${organization}/virtual_machines?annotations[][key]=managed-by&annotations[][value]=terraform`,
    );
    const none = await cloud.get(
      `/organizations/${organization}/virtual_machines?annotations[][key]=managed-by&annotations[][value]=hand`,
    );
    assert.ok(all.list('virtual_machines').length > 0);
    assert.equal(none.at('pagination.total'), 0);
  });

  it('gives a machine with its secrets, its addresses in full, and annotations beside it', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const reply = await cloud.get(`/virtual_machines/${id}`);
    assert.deepEqual(reply.keys(''), ['annotations', 'virtual_machine']);
    assert.match(reply.string('virtual_machine.initial_root_password'), /^not-a-password-/);
    assert.equal(reply.at('virtual_machine.organization.address1'), '1 Example Street');
    assert.equal(reply.at('virtual_machine.suspended'), false);
    assert.deepEqual(reply.keys('virtual_machine.ip_addresses.0'), [
      'address',
      'address_with_mask',
      'allocation_id',
      'allocation_type',
      'id',
      'label',
      'network',
      'reverse_dns',
      'subnet',
      'vip',
    ]);
    assert.equal(reply.at('virtual_machine.ip_addresses.0.allocation_id'), id);
  });

  it('finds a machine by id in the path, by id in the query, and by name', async () => {
    const { id, fqdn } = machineNamed(cloud.state(), 'mail-01');
    const paths = [
      id,
      `_?virtual_machine[id]=${id}`,
      `virtual_machine?virtual_machine[id]=${id}`,
      `_?virtual_machine[fqdn]=${fqdn}`,
      `vm_other?virtual_machine[id]=${id}`,
    ];
    for (const path of paths) {
      const reply = await cloud.get(`/virtual_machines/${path}`);
      assert.equal(reply.at('virtual_machine.id'), id, path);
    }
  });

  it('lists the interfaces of a machine, on networks or virtual networks', async () => {
    const { id } = machineNamed(cloud.state(), 'web-02');
    const reply = await cloud.get(`/virtual_machines/${id}/network_interfaces`);
    const path = 'virtual_machine_network_interfaces';
    assert.equal(reply.at(`${path}.0.name`), 'Public Network on web-02');
    assert.equal(reply.at(`${path}.0.virtual_network`), null);
    assert.equal(reply.at(`${path}.1.network`), null);
    assert.deepEqual(reply.keys(`${path}.1.virtual_network`), ['id', 'name']);
    assert.deepEqual(reply.keys(`${path}.0.ip_addresses.0`), [
      'address',
      'address_with_mask',
      'id',
      'reverse_dns',
    ]);
  });

  it('gives an interface with its machine, hardware and speed', async () => {
    const { id } = interfaceOf(cloud.state(), 'web-01');
    const reply = await cloud.get(`/virtual_machine_network_interfaces/${id}`);
    const path = 'virtual_machine_network_interface';
    assert.deepEqual(reply.keys(path), [
      'id',
      'ip_addresses',
      'mac_address',
      'name',
      'network',
      'speed_profile',
      'state',
      'virtual_machine',
      'virtual_network',
    ]);
    assert.equal(reply.at(`${path}.state`), 'attached');
    assert.deepEqual(reply.keys(`${path}.ip_addresses.0`), ['address', 'id']);
  });

  it('gives the addresses of an interface in another order each time', async () => {
    const { id } = interfaceOf(cloud.state(), 'mail-01');
    const ids = async (): Promise<unknown[]> =>
      (await cloud.get(`/virtual_machine_network_interfaces/${id}`)).each(
        'virtual_machine_network_interface.ip_addresses',
        'id',
      );
    const [once, again] = [await ids(), await ids()];
    assert.notDeepEqual(once, again);
    assert.deepEqual(once.toSorted(), again.toSorted());
  });

  it('lists addresses without network, label and mask, and keeps the allocated or the others', async () => {
    const path = `/organizations/${organization}/ip_addresses?per_page=200`;
    const all = await cloud.get(path);
    assert.deepEqual(all.keys('ip_addresses.0'), [
      'address',
      'allocation_id',
      'allocation_type',
      'id',
      'reverse_dns',
      'vip',
    ]);
    const allocated = await cloud.get(`${path}&allocated=true`);
    const others = await cloud.get(`${path}&allocated=false`);
    assert.ok(allocated.each('ip_addresses', 'allocation_id').every((id) => id !== null));
    assert.ok(others.each('ip_addresses', 'allocation_id').every((id) => id === null));
    assert.equal(
      allocated.list('ip_addresses').length + others.list('ip_addresses').length,
      all.list('ip_addresses').length,
    );
  });

  it('gives an address by id or by itself, with its subnet and what it is allocated to', async () => {
    const { id, name } = machineNamed(cloud.state(), 'web-01');
    const address = first(
      cloud.state().ipAddresses,
      (each) => each.allocationId === id && each.version === 'ipv6',
    );
    for (const path of [address.id, `_?ip_address[address]=${address.address}`]) {
      const reply = await cloud.get(`/ip_addresses/${path}`);
      assert.equal(reply.at('ip_address.id'), address.id);
      assert.equal(reply.at('ip_address.address_with_mask'), `${address.address}/48`);
      assert.equal(reply.at('ip_address.subnet.version'), 6);
      assert.deepEqual(reply.at('allocation'), { type: 'VirtualMachine', value: { id, name } });
    }
  });

  it('has null where an address is not allocated', async () => {
    const spare = first(cloud.state().ipAddresses, (each) => each.allocationId === null);
    const reply = await cloud.get(`/ip_addresses/${spare.id}`);
    assert.equal(reply.at('allocation'), null);
    assert.equal(reply.at('ip_address.allocation_type'), null);
  });

  it('has the older shapes and the documented allocation when told so', async () => {
    const older = await bench({ shapes: 'older', allocationShape: 'document' });
    const state = older.state();
    const machine = machineNamed(state, 'web-01');
    const address = first(state.ipAddresses, (each) => each.allocationId === machine.id);
    const reply = await older.get(`/ip_addresses/${address.id}`);
    assert.deepEqual(reply.at('allocation'), { id: machine.id, name: 'web-01' });
    assert.equal(reply.at('ip_address.subnet'), undefined);
    assert.equal(reply.at('ip_address.network.default'), undefined);
    const list = await older.get(`/virtual_machines/${machine.id}/network_interfaces`);
    assert.deepEqual(list.keys('virtual_machine_network_interfaces.0.ip_addresses.0'), ['address', 'id']);
    const read = await older.get(`/virtual_machines/${machine.id}`);
    assert.equal(read.at('virtual_machine.suspended'), undefined);
    assert.equal(read.at('virtual_machine.organization.uuid'), undefined);
    const networks = await older.get(`/organizations/${machine.organizationId}/available_networks`);
    assert.deepEqual(networks.keys('networks.0'), ['data_center', 'id', 'name', 'permalink']);
  });

  it('lists networks and the own virtual networks of the organization', async () => {
    const reply = await cloud.get(`/organizations/${organization}/available_networks`);
    assert.deepEqual(reply.each('networks', 'name'), [
      'Public Network',
      'Protected Network',
      'Public Network',
    ]);
    assert.deepEqual(reply.each('virtual_networks', 'name'), [
      'Backend London',
      'Backend Amsterdam',
      'Replication',
    ]);
    assert.deepEqual(reply.keys('networks.0'), ['data_center', 'default', 'id', 'name', 'permalink']);
  });

  it('finds an organization by its sub-domain', async () => {
    const reply = await cloud.get(
      '/organizations/_/virtual_machines?organization[sub_domain]=meadow-studio&per_page=1',
    );
    assert.equal(reply.at('virtual_machines.0.name'), 'studio-web-01');
  });
});
