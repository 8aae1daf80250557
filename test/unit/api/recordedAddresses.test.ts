import assert from 'node:assert/strict';
import { COUNTRY, DATA_CENTER, PAGINATION, SUBNET, known } from './recorded.ts';
import { clientGiven } from './support.ts';

describe('api: IP addresses as recorded', () => {
  const LISTED = {
    id: 'ip_gZkGMk7Z8trCrVnm',
    address: '185.44.252.217',
    reverse_dns: '185-44-252-217.rdns.katapult.io',
    vip: false,
    allocation_id: null,
    allocation_type: null,
  };
  const NETWORK = {
    id: 'netw_gVRkZdSKczfNg34P',
    name: 'Public Network',
    permalink: null,
    data_center: { ...DATA_CENTER, country: COUNTRY },
  };
  const READ = { ...LISTED, label: null, address_with_mask: '185.44.252.217/24', network: NETWORK };
  const ALLOCATED = { ...READ, allocation_id: 'vm_1', allocation_type: 'VirtualMachine' };

  const list = async (item: object) => {
    const [only] = await clientGiven({ pagination: PAGINATION, ip_addresses: [item] }).ipAddresses.list(
      'org_1',
    );
    return only ?? assert.fail();
  };
  const get = (address: object, beside: object = {}) =>
    clientGiven({ ip_address: address, ...beside }).ipAddresses.get('ip_1');

  it('are listed without network, label and mask', async () => {
    assert.deepEqual(known(await list(LISTED)), {
      id: LISTED.id,
      address: LISTED.address,
      reverseDns: LISTED.reverse_dns,
      vip: false,
      allocation: null,
    });
  });

  it('are listed with whatever they are allocated to', async () => {
    for (const type of ['VirtualMachine', 'LoadBalancer', 'Teapot']) {
      const { allocation } = await list({ ...LISTED, allocation_id: 'any_1', allocation_type: type });
      assert.deepEqual(allocation, { id: 'any_1', type });
    }
    const untyped = await list({ ...LISTED, allocation_id: 'any_1' });
    assert.deepEqual(untyped.allocation, { id: 'any_1', type: undefined });
  });

  const { id, address, gateway } = SUBNET;
  const read = { id, address, gateway, mask: '/24' };

  it('read by themselves have a subnet in newer answers (May 2026), whose mask and version are numbers', async () => {
    assert.equal((await get(READ)).subnet, undefined);
    assert.deepEqual((await get({ ...READ, subnet: SUBNET })).subnet, read);
    assert.equal((await get({ ...READ, subnet: { ...SUBNET, mask: '/24' } })).subnet?.mask, '/24');
    assert.equal((await get({ ...READ, subnet: null })).subnet, undefined);
  });

  it('have the subnet in the answer to their creation, too', async () => {
    const katapult = clientGiven({ ip_address: { ...READ, subnet: SUBNET } });
    const created = await katapult.ipAddresses.create('org_1', { networkId: NETWORK.id, version: 'ipv4' });
    assert.deepEqual(created.subnet, read);
  });

  it('may tell of their network that it is the default one, as they do since December 2024', async () => {
    const network = { ...NETWORK, default: true };
    assert.deepEqual(await get({ ...READ, network }), await get(READ));
  });

  it('have the name of what they are allocated to beside them, as recorded and as documented', async () => {
    const value = { id: 'vm_1', name: 'web-1' };
    const named = { ...value, type: 'VirtualMachine' };
    assert.deepEqual(
      (await get(ALLOCATED, { allocation: { type: 'VirtualMachine', value } })).allocation,
      named,
    );
    assert.deepEqual((await get(ALLOCATED, { allocation: value })).allocation, named);
  });

  it('without fields of their own are allocated to what is told beside them', async () => {
    const { id, address } = READ;
    const bare = { id, address };
    const value = { id: 'lb_1', name: 'front' };
    assert.deepEqual((await get(bare, { allocation: { type: 'LoadBalancer', value } })).allocation, {
      ...value,
      type: 'LoadBalancer',
    });
    assert.deepEqual((await get(bare, { allocation: value })).allocation, { ...value, type: undefined });
    assert.equal((await get(bare)).allocation, undefined);
  });

  it('are allocated to nothing when that is said, with or without a word beside them', async () => {
    for (const beside of [{}, { allocation: null }]) assert.equal((await get(READ, beside)).allocation, null);
  });

  it('keep what they say of themselves where the word beside them cannot be read or is another', async () => {
    const own = { id: 'vm_1', type: 'VirtualMachine' };
    const others = [
      null,
      'vm_1',
      [],
      {},
      { type: 'VirtualMachine', value: null },
      { id: 'vm_2', name: 'other' },
    ];
    for (const allocation of others)
      assert.deepEqual((await get(ALLOCATED, { allocation })).allocation, own, JSON.stringify(allocation));
    assert.equal((await get(READ, { allocation: { id: 'vm_2', name: 'other' } })).allocation, null);
  });

  it('may be virtual IPs with a label', async () => {
    const found = await get({ ...READ, vip: true, label: 'failover' });
    assert.equal(found.vip, true);
    assert.equal(found.label, 'failover');
  });

  it('may be of version 6, and stay as they are written', async () => {
    const found = await get({
      ...READ,
      address: '2a03:2800:500::1f9',
      address_with_mask: '2a03:2800:500::1f9/48',
    });
    assert.equal(found.address, '2a03:2800:500::1f9');
    assert.equal(found.addressWithMask, '2a03:2800:500::1f9/48');
  });

  it('may have no network', async () => {
    assert.equal((await get({ ...READ, network: null })).network, undefined);
    assert.equal((await get({ ...READ, network: { id: 'netw_1' } })).network, undefined);
    assert.deepEqual(known((await get({ ...READ, network: { ...NETWORK, data_center: null } })).network), {
      id: NETWORK.id,
      name: NETWORK.name,
    });
  });
});
