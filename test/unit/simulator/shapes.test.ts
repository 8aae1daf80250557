import assert from 'node:assert/strict';
import { bench, closeAll, first, interfaceOf, machineNamed, spareFor } from './support.ts';
import type { Bench, Reply } from './support.ts';

describe('simulator: answers in the form of recorded ones', () => {
  let cloud: Bench;

  beforeEach(async () => {
    cloud = await bench();
  });
  afterEach(closeAll);

  /** The keys of an object in the order in which they came. */
  function order(reply: Reply, path: string): string[] {
    const value = reply.at(path);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  }

  /** Every answer that has an address in full, with the path to it. */
  async function fullAddresses(from: Bench): Promise<[name: string, reply: Reply, path: string][]> {
    const { organizationId, id: machine } = machineNamed(from.state(), 'web-01');
    const { id: networkInterface, networkId } = interfaceOf(from.state(), 'web-01');
    const { id } = spareFor(from.state(), networkId, organizationId);
    const ip = `/ip_addresses/${id}`;
    const vm = `/virtual_machines/${machine}`;
    const nic = `/virtual_machine_network_interfaces/${networkInterface}`;
    const created = { network: { id: networkId }, version: 'ipv4' };
    const patched = { body: { reverse_dns: 'a.example.com' } };
    return [
      ['GET ip', await from.get(ip), 'ip_address'],
      ['PATCH ip', await from.call('PATCH', ip, patched), 'ip_address'],
      [
        'POST ip_addresses',
        await from.post(`/organizations/${organizationId}/ip_addresses`, created),
        'ip_address',
      ],
      ['available_ips', await from.get(`${nic}/available_ips/ipv4`), 'ip_addresses.0'],
      ['allocate_ip', await from.post(`${vm}/allocate_ip`, { ip_address: { id } }), 'ip_address'],
      [
        'allocate_new_ip',
        await from.post(`${nic}/allocate_new_ip`, { address_version: 'ipv4' }),
        'ip_address',
      ],
      ['GET vm', await from.get(vm), 'virtual_machine.ip_addresses.0'],
    ];
  }

  const ADDRESS = ['id', 'address', 'reverse_dns', 'vip', 'label', 'address_with_mask', 'network'];
  const ALLOCATION = ['allocation_id', 'allocation_type'];

  it('has the subnet in every full address, just before what it is allocated to', async () => {
    for (const [name, reply, path] of await fullAddresses(cloud)) {
      assert.deepEqual(order(reply, path), [...ADDRESS, 'subnet', ...ALLOCATION], name);
      assert.deepEqual(
        order(reply, `${path}.subnet`),
        ['id', 'address', 'gateway', 'mask', 'billable', 'version'],
        name,
      );
    }
  });

  it('has no subnet in any full address of the older shapes', async () => {
    for (const [name, reply, path] of await fullAddresses(await bench({ shapes: 'older' })))
      assert.deepEqual(order(reply, path), [...ADDRESS, ...ALLOCATION], name);
  });

  it('has mask and version of a subnet as numbers', async () => {
    const { networkId } = interfaceOf(cloud.state(), 'web-01');
    for (const [version, mask, number] of [
      ['ipv4', 26, 4],
      ['ipv6', 48, 6],
    ] as const) {
      const { id } = first(
        cloud.state().ipAddresses,
        (each) => each.networkId === networkId && each.version === version,
      );
      const reply = await cloud.get(`/ip_addresses/${id}`);
      assert.equal(reply.at('ip_address.subnet.mask'), mask);
      assert.equal(reply.at('ip_address.subnet.version'), number);
    }
  });

  it('tells of the network of an address whether it is the default one of its data center', async () => {
    const defaults = { 'Public Network': true, 'Protected Network': false, 'Backend London': false };
    for (const [name, expected] of Object.entries(defaults)) {
      const network = first(cloud.state().networks, (each) => each.name === name);
      const { id } = first(cloud.state().ipAddresses, ({ networkId }) => networkId === network.id);
      const reply = await cloud.get(`/ip_addresses/${id}`);
      assert.equal(reply.at('ip_address.network.default'), expected, name);
      assert.deepEqual(order(reply, 'ip_address.network'), [
        'id',
        'name',
        'permalink',
        'default',
        'data_center',
      ]);
    }
  });

  it('has one default network in each data center', async () => {
    const { id } = first(cloud.state().organizations);
    const reply = await cloud.get(`/organizations/${id}/available_networks`);
    assert.deepEqual(reply.each('networks', 'default'), [true, false, true]);
  });

  const SIZE = ['memory_in_gb', 'cpu_cores', 'use_dedicated_cpus'];

  it('tells the size of a machine with a package, and of one without', async () => {
    const older = await bench({ shapes: 'older' });
    const kinds = new Set<boolean>();
    for (const { id } of cloud.state().virtualMachines.filter(({ inTrash }) => !inTrash)) {
      const [now, then] = [
        await cloud.get(`/virtual_machines/${id}`),
        await older.get(`/virtual_machines/${id}`),
      ];
      const size = (reply: Reply, path: string): unknown[] => SIZE.map((key) => reply.at(`${path}.${key}`));
      const hasPackage = now.at('virtual_machine.package') !== null;
      const expected = hasPackage ? size(now, 'virtual_machine.package') : [4, 2, false];
      assert.deepEqual(size(now, 'virtual_machine'), expected);
      assert.deepEqual(size(then, 'virtual_machine'), hasPackage ? [null, null, null] : expected);
      kinds.add(hasPackage);
    }
    assert.equal(kinds.size, 2);
  });

  it('has a UUID of the organization in a machine, between id and name', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const reply = await cloud.get(`/virtual_machines/${id}`);
    assert.deepEqual(order(reply, 'virtual_machine.organization').slice(0, 3), ['id', 'uuid', 'name']);
    assert.match(
      reply.string('virtual_machine.organization.uuid'),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.ok(!order(await cloud.get('/organizations'), 'organizations.0').includes('uuid'));
  });
});
