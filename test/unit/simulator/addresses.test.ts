import assert from 'node:assert/strict';
import { addressById, bench, closeAll, first } from './support.ts';
import type { Bench } from './support.ts';

describe('simulator: addresses of an organization', () => {
  let cloud: Bench;
  let organization: string;
  let network: string;

  beforeEach(async () => {
    cloud = await bench();
    organization = first(cloud.state().organizations).id;
    network = first(cloud.state().networks).id;
  });
  afterEach(closeAll);

  const create = (body: Record<string, unknown>, from = cloud): ReturnType<Bench['post']> =>
    from.post(`/organizations/${organization}/ip_addresses`, body);

  it('adds an unallocated address of a network, found by id or permalink', async () => {
    for (const lookup of [{ id: network }, { permalink: 'public' }]) {
      const reply = await create({ network: lookup, version: 'ipv6' });
      assert.equal(reply.at('ip_address.network.id'), network);
      assert.equal(reply.at('ip_address.allocation_id'), null);
      assert.match(reply.string('ip_address.address'), /^2001:db8:500::/);
    }
  });

  it('adds a virtual IP with its label, and refuses one without', async () => {
    const body = { network: { id: network }, version: 'ipv4', vip: true };
    const reply = await create({ ...body, label: 'shared' });
    assert.deepEqual([reply.at('ip_address.vip'), reply.at('ip_address.label')], [true, 'shared']);
    const refused = await create(body);
    assert.equal(refused.error, '422 validation_error');
    assert.deepEqual(refused.at('error.detail'), { errors: ["Label can't be blank"] });
  });

  it('refuses more than the quota, in the way configured', async () => {
    for (const [quotaError, expected] of [
      ['permission_denied', '403 permission_denied'],
      ['generic_runtime_error', '400 generic_runtime_error'],
    ] as const) {
      const full = await bench({ addressQuota: 1, quotaError });
      assert.equal((await create({ network: { id: network }, version: 'ipv4' }, full)).error, expected);
    }
  });

  it('sets label, virtual IP and reverse DNS', async () => {
    const address = first(cloud.state().ipAddresses, (each) => !each.vip && each.allocationId === null);
    const patch = (body: unknown): ReturnType<Bench['call']> =>
      cloud.call('PATCH', `/ip_addresses/${address.id}`, { body });
    assert.equal((await patch({ vip: true })).error, '422 validation_error');
    assert.equal((await patch({ vip: true, label: 'standby' })).at('ip_address.label'), 'standby');
    assert.equal((await patch({ label: 'renamed' })).at('ip_address.label'), 'renamed');
    assert.equal((await patch({ vip: false })).at('ip_address.label'), null);
    assert.equal(
      (await patch({ reverse_dns: 'mx1.example.com' })).at('ip_address.reverse_dns'),
      'mx1.example.com',
    );
    assert.equal(addressById(cloud.state(), address.id).reverseDns, 'mx1.example.com');
  });

  it('changes nothing when a part is refused', async () => {
    const address = first(cloud.state().ipAddresses, (each) => !each.vip);
    const reply = await cloud.call('PATCH', `/ip_addresses/${address.id}`, {
      body: { vip: true, label: 'x', reverse_dns: 'not a name' },
    });
    assert.deepEqual(reply.at('error.detail'), { errors: ['Reverse dns is invalid'] });
    assert.deepEqual(addressById(cloud.state(), address.id), address);
    assert.deepEqual(cloud.simulator.operations(), []);
  });

  it('releases an address for good, also an allocated one', async () => {
    const addresses = cloud.state().ipAddresses.filter((each) => each.allocationType !== 'LoadBalancer');
    for (const address of [
      first(addresses, (each) => !each.allocationId),
      first(addresses, (each) => each.allocationId !== null),
    ]) {
      assert.equal((await cloud.call('DELETE', `/ip_addresses/${address.id}`)).text, '{}');
      assert.equal((await cloud.get(`/ip_addresses/${address.id}`)).error, '404 ip_address_not_found');
      assert.ok(!cloud.state().networkInterfaces.some((each) => each.addressIds.includes(address.id)));
    }
  });

  it('hands a released address out again', async () => {
    const address = first(
      cloud.state().ipAddresses,
      (each) => each.networkId === network && !each.allocationId && each.version === 'ipv6',
    );
    await cloud.call('DELETE', `/ip_addresses/${address.id}`);
    const reply = await create({ network: { id: network }, version: 'ipv6' });
    assert.equal(reply.at('ip_address.address'), address.address);
    assert.notEqual(reply.at('ip_address.id'), address.id);
  });

  it('refuses to release what is allocated, when told so, and always what a load balancer has', async () => {
    const strict = await bench({ releaseAllocated: 'refuse' });
    const { ipAddresses } = strict.state();
    const taken = first(ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    const balanced = first(ipAddresses, (each) => each.allocationType === 'LoadBalancer');
    assert.equal(
      (await strict.call('DELETE', `/ip_addresses/${taken.id}`)).error,
      '409 resource_does_not_support_unallocation',
    );
    assert.equal(
      (await cloud.call('DELETE', `/ip_addresses/${balanced.id}`)).error,
      '409 resource_does_not_support_unallocation',
    );
  });
});
