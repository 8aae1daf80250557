import assert from 'node:assert/strict';
import { addressById, bench, closeAll, first, interfaceOf, machineNamed, NOON, spareFor } from './support.ts';
import type { Bench, Reply } from './support.ts';

const NIC = '/virtual_machine_network_interfaces';

describe('simulator: allocating', () => {
  let cloud: Bench;

  beforeEach(async () => {
    cloud = await bench();
  });
  afterEach(closeAll);

  function target(name = 'web-01'): {
    id: string;
    networkId: string;
    virtualMachineId: string;
    organizationId: string;
  } {
    const found = interfaceOf(cloud.state(), name);
    return { ...found, organizationId: machineNamed(cloud.state(), name).organizationId };
  }

  function spare(version = 'ipv4'): ReturnType<typeof spareFor> {
    const { networkId, organizationId } = target();
    return spareFor(cloud.state(), networkId, organizationId, version);
  }

  const allocate = (interfaceId: string, id: string): Promise<Reply> =>
    cloud.post(`${NIC}/${interfaceId}/allocate_ip`, { ip_address: { id } });

  it('offers the unallocated addresses of the network and version, whole and without pages', async () => {
    const { id, networkId, organizationId } = target();
    for (const version of ['ipv4', 'ipv6']) {
      const reply = await cloud.get(`${NIC}/${id}/available_ips/${version}`);
      const expected = cloud
        .state()
        .ipAddresses.filter((each) => each.networkId === networkId && each.organizationId === organizationId)
        .filter((each) => each.allocationId === null && each.version === version);
      assert.deepEqual(
        reply.each('ip_addresses', 'id').toSorted(),
        expected.map((each) => each.id).toSorted(),
        version,
      );
      assert.deepEqual(reply.keys(''), ['ip_addresses']);
      assert.ok(reply.keys('ip_addresses.0').includes('address_with_mask'));
    }
  });

  it('takes the version from the query where the path has its name', async () => {
    const { id } = target();
    const reply = await cloud.get(`${NIC}/${id}/available_ips/address_version?address_version=ipv6`);
    assert.ok(reply.each('ip_addresses', 'address').every((address) => String(address).includes(':')));
    assert.equal(
      (await cloud.get(`${NIC}/${id}/available_ips/address_version`)).at('error.detail.issue'),
      'invalid_enum_value',
    );
  });

  it('allocates to the machine: the interface has it, and its reverse DNS is the name of the machine', async () => {
    const { id, virtualMachineId } = target();
    const address = spare();
    const reply = await allocate(id, address.id);
    assert.equal(reply.status, 200);
    assert.ok(reply.each('virtual_machine_network_interface.ip_addresses', 'id').includes(address.id));
    assert.ok(!reply.keys('virtual_machine_network_interface').includes('speed_profile'));
    const after = addressById(cloud.state(), address.id);
    assert.equal(after.allocationType, 'VirtualMachine');
    assert.equal(after.allocationId, virtualMachineId);
    assert.equal(after.interfaceId, id);
    assert.equal(after.reverseDns, machineNamed(cloud.state(), 'web-01').fqdn);
  });

  it('does not offer what is allocated', async () => {
    const { id } = target();
    const address = spare();
    await allocate(id, address.id);
    const reply = await cloud.get(`${NIC}/${id}/available_ips/ipv4`);
    assert.ok(!reply.each('ip_addresses', 'id').includes(address.id));
  });

  it('refuses an address that is allocated, even to the same machine', async () => {
    const { id } = target();
    const address = spare();
    await allocate(id, address.id);
    assert.equal((await allocate(id, address.id)).error, '422 ip_already_allocated');
  });

  it('refuses an address of another network or organization', async () => {
    const { id, networkId, organizationId } = target();
    const free = cloud.state().ipAddresses.filter((each) => each.allocationId === null);
    const elsewhere = first(
      free,
      (each) => each.networkId !== networkId && each.organizationId === organizationId,
    );
    const others = first(
      free,
      (each) => each.networkId === networkId && each.organizationId !== organizationId,
    );
    assert.equal((await allocate(id, elsewhere.id)).error, '422 invalid_ip');
    assert.equal((await allocate(id, others.id)).error, '422 invalid_ip');
  });

  it('chooses the interface itself when asked through the machine', async () => {
    const { id, virtualMachineId } = target();
    const address = spare('ipv6');
    const reply = await cloud.post(`/virtual_machines/${virtualMachineId}/allocate_ip`, {
      ip_address: { address: address.address },
    });
    assert.equal(reply.at('ip_address.allocation_id'), virtualMachineId);
    assert.equal(addressById(cloud.state(), address.id).interfaceId, id);
  });

  it('refuses a machine without a fitting interface', async () => {
    const machine = machineNamed(cloud.state(), 'mail-02');
    assert.ok(!cloud.state().networkInterfaces.some((each) => each.virtualMachineId === machine.id));
    const reply = await cloud.post(`/virtual_machines/${machine.id}/allocate_ip`, {
      ip_address: { id: spare().id },
    });
    assert.equal(reply.error, '422 no_interface_available');
  });

  it('adds a new address with allocate_new_ip, and another when that is repeated', async () => {
    const { id, virtualMachineId } = target();
    const before = cloud.state().ipAddresses.length;
    const replies = [
      await cloud.post(`${NIC}/${id}/allocate_new_ip`, { address_version: 'ipv4' }),
      await cloud.post(`${NIC}/${id}/allocate_new_ip`, { address_version: 'ipv4' }),
    ];
    assert.equal(cloud.state().ipAddresses.length, before + 2);
    assert.equal(new Set(replies.map((reply) => reply.string('ip_address.address'))).size, 2);
    for (const reply of replies) assert.equal(reply.at('ip_address.allocation_id'), virtualMachineId);
  });

  it('has no new address when the network is used up, and none on a virtual network without subnets', async () => {
    const { id, networkId } = target();
    cloud.simulator.mutate({ action: 'exhaust-network', id: networkId });
    const bare = first(cloud.state().networks, (each) => each.name === 'Replication');
    const onBare = first(cloud.state().networkInterfaces, (each) => each.networkId === bare.id);
    for (const each of [id, onBare.id]) {
      const reply = await cloud.post(`${NIC}/${each}/allocate_new_ip`, { address_version: 'ipv6' });
      assert.equal(reply.error, '503 no_available_addresses');
    }
  });

  it('unallocates: the address stays, and its reverse DNS falls back to the subnet', async () => {
    const { id } = target();
    const before = spare();
    await allocate(id, before.id);
    const reply = await cloud.post(`/ip_addresses/${before.id}/unallocate`);
    assert.equal(reply.status, 200);
    assert.equal(reply.text, '{}');
    assert.deepEqual(addressById(cloud.state(), before.id), before);
    assert.match(
      before.reverseDns,
      new RegExp(`^${before.address.replaceAll('.', '-')}\\.rdns.*\\.katapult\\.io$`),
    );
  });

  it('loses a custom reverse DNS when the address moves', async () => {
    const address = spare();
    await cloud.call('PATCH', `/ip_addresses/${address.id}`, { body: { reverse_dns: 'mail.example.com' } });
    await allocate(target().id, address.id);
    await cloud.post(`/ip_addresses/${address.id}/unallocate`);
    assert.equal(addressById(cloud.state(), address.id).reverseDns, address.reverseDns);
  });

  it('refuses to unallocate what is not allocated, and what a load balancer has', async () => {
    const balanced = first(cloud.state().ipAddresses, (each) => each.allocationType === 'LoadBalancer');
    assert.equal((await cloud.post(`/ip_addresses/${spare().id}/unallocate`)).error, '422 no_allocation');
    assert.equal(
      (await cloud.post(`/ip_addresses/${balanced.id}/unallocate`)).error,
      '409 resource_does_not_support_unallocation',
    );
  });

  it('unallocates from a machine in the trash, which keeps its addresses until then', async () => {
    const { id } = machineNamed(cloud.state(), 'web-retired');
    const address = first(cloud.state().ipAddresses, (each) => each.allocationId === id);
    assert.equal((await cloud.get(`/virtual_machines/${id}`)).error, '406 object_in_trash');
    assert.equal((await cloud.post(`/ip_addresses/${address.id}/unallocate`)).status, 200);
    assert.equal(addressById(cloud.state(), address.id).allocationId, null);
  });

  it('leaves a machine in the trash its addresses, but not the reverse DNS that they had from it', () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const retired = machineNamed(cloud.state(), 'web-retired').id;
    const held = cloud.state().ipAddresses.filter(({ allocationId }) => allocationId === id);
    cloud.simulator.mutate({ action: 'trash-machine', id });
    const after = cloud.state().ipAddresses;
    assert.equal(after.filter(({ allocationId }) => allocationId === id).length, held.length);
    for (const { address, reverseDns } of after.filter(({ allocationId }) =>
      [id, retired].includes(allocationId ?? ''),
    ))
      assert.ok(reverseDns.startsWith(`${address.replace(/[.:]/g, '-')}.`), reverseDns);
    assert.deepEqual(
      cloud.simulator
        .operations()
        .map(({ operation, addressId, requestId }) => [operation, addressId, requestId])
        .toSorted(),
      held.map((each) => ['update', each.id, null]).toSorted(),
    );
  });

  it('hides the interfaces of a machine in the trash, or finds them, as configured', async () => {
    const path = (from: Bench): string => `${NIC}/${interfaceOf(from.state(), 'web-retired').id}`;
    assert.equal((await cloud.get(path(cloud))).error, '404 virtual_machine_network_interface_not_found');
    const other = await bench({ trashedInterfaces: 'found' });
    assert.equal((await other.get(path(other))).status, 200);
  });

  it('refuses virtual IPs when told so', async () => {
    const strict = await bench({ allocateVip: 'refuse' });
    const floating = first(strict.state().ipAddresses, (each) => each.vip && each.allocationId === null);
    const fitting = first(strict.state().networkInterfaces, (each) => each.networkId === floating.networkId);
    const reply = await strict.post(`${NIC}/${fitting.id}/allocate_ip`, { ip_address: { id: floating.id } });
    assert.equal(reply.error, '422 invalid_ip');
  });

  it('writes down what took effect, and nothing else', async () => {
    const { id, virtualMachineId } = target();
    const address = spare();
    const done = await allocate(id, address.id);
    await allocate(id, address.id);
    await cloud.post(`/ip_addresses/${address.id}/unallocate`);
    const common = {
      time: NOON,
      addressId: address.id,
      address: address.address,
      virtualMachineId,
      interfaceId: id,
    };
    const [one, two, ...more] = cloud.simulator.operations();
    assert.deepEqual(one, { operation: 'allocate', requestId: done.headers.get('x-request-id'), ...common });
    assert.deepEqual({ ...two, requestId: null }, { operation: 'unallocate', requestId: null, ...common });
    assert.deepEqual(more, []);
  });

  it('never allocates twice when asked at the same time', async () => {
    const { id } = target();
    const address = spare();
    const replies = await Promise.all(Array.from({ length: 8 }, () => allocate(id, address.id)));
    assert.deepEqual(
      replies.map((reply) => reply.status).toSorted((a, b) => a - b),
      [200, 422, 422, 422, 422, 422, 422, 422],
    );
    assert.equal(cloud.simulator.operations().length, 1);
  });
});
