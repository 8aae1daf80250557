import assert from 'node:assert/strict';
import { PAGINATION, known } from './recorded.ts';
import { clientGiven } from './support.ts';

describe('api: network interfaces as recorded', () => {
  const LISTED = {
    id: 'vmnet_VjCuMbnScLlJFzmx',
    name: 'Public Network on web-1',
    network: { id: 'netw_gVRkZdSKczfNg34P', name: 'Public Network' },
    virtual_network: null,
    ip_addresses: [{ id: 'ip_gZkGMk7Z8trCrVnm', address: '185.44.252.217' }],
  };

  const list = async (item: object) => {
    const answer = { pagination: PAGINATION, virtual_machine_network_interfaces: [item] };
    const [only] = await clientGiven(answer).networkInterfaces.list('vm_1');
    return only ?? assert.fail();
  };
  const get = (item: object) =>
    clientGiven({ virtual_machine_network_interface: item }).networkInterfaces.get('vmnet_1');

  it('are listed with the ids and texts of their addresses', async () => {
    assert.deepEqual(known(await list(LISTED)), {
      id: LISTED.id,
      name: LISTED.name,
      network: { id: 'netw_gVRkZdSKczfNg34P', name: 'Public Network', dataCenter: undefined },
      ipAddresses: (await list(LISTED)).ipAddresses,
    });
    const [address] = (await list(LISTED)).ipAddresses;
    assert.deepEqual(known(address), { id: 'ip_gZkGMk7Z8trCrVnm', address: '185.44.252.217' });
  });

  it('are listed with reverse DNS and mask of their addresses in newer answers (May 2026)', async () => {
    const newer = {
      ...LISTED.ip_addresses[0],
      reverse_dns: 'web-1.example',
      address_with_mask: '185.44.252.217/24',
    };
    const [address] = (await list({ ...LISTED, ip_addresses: [newer] })).ipAddresses;
    assert.deepEqual(known(address), {
      id: 'ip_gZkGMk7Z8trCrVnm',
      address: '185.44.252.217',
      reverseDns: 'web-1.example',
      addressWithMask: '185.44.252.217/24',
    });
  });

  it('say nothing of an allocation, which is not the same as that there is none', async () => {
    const [address] = (await list(LISTED)).ipAddresses;
    assert.equal(address?.allocation, undefined);
  });

  it('may be on a virtual network, or on none', async () => {
    const virtual = await list({
      ...LISTED,
      network: null,
      virtual_network: { id: 'vnet_1', name: 'Replication' },
    });
    assert.equal(virtual.network, undefined);
    assert.deepEqual(known(virtual.virtualNetwork), { id: 'vnet_1', name: 'Replication' });
    const none = await list({ ...LISTED, network: null, virtual_network: null });
    assert.equal(none.network, undefined);
    assert.equal(none.virtualNetwork, undefined);
  });

  it('may have no addresses, but has to say so: a list that is missing decides nothing', async () => {
    assert.deepEqual((await list({ ...LISTED, ip_addresses: [] })).ipAddresses, []);
    for (const ip_addresses of [null, undefined])
      await assert.rejects(list({ ...LISTED, ip_addresses }), { name: 'AnswerError', problem: 'shape' });
  });

  it('read by themselves have a machine, a hardware address, a free word for the state and a speed', async () => {
    const item = {
      ...LISTED,
      virtual_machine: { id: 'vm_1', name: 'web-1' },
      mac_address: '02:aa:bb:cc:dd:ee',
      speed_profile: { id: 'nsp_1', name: '1Gbps', permalink: '1gbps' },
    };
    for (const state of ['attached', 'detached', '_none']) {
      const found = await get({ ...item, state });
      assert.equal(found.state, state);
      assert.equal(found.macAddress, '02:aa:bb:cc:dd:ee');
      assert.equal(found.speedProfileName, '1Gbps');
    }
  });

  it('have no speed in the answer to an allocation', async () => {
    const item = {
      ...LISTED,
      virtual_machine: { id: 'vm_1', name: 'web-1' },
      mac_address: '02:aa',
      state: 'attached',
    };
    const katapult = clientGiven({ virtual_machine_network_interface: item });
    const found = await katapult.networkInterfaces.allocateIp('vmnet_1', 'ip_1');
    assert.equal(found.speedProfileName, undefined);
    assert.equal(found.ipAddresses.length, 1);
  });
});
