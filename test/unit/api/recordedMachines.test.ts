import assert from 'node:assert/strict';
import { COUNTRY, DATA_CENTER, PAGINATION, SUBNET, known } from './recorded.ts';
import { clientGiven } from './support.ts';

describe('api: virtual machines as recorded', () => {
  const LISTED = {
    id: 'vm_gVRkZdSKczfNg34P',
    name: 'web-1',
    hostname: 'web-1',
    fqdn: 'web-1.acme.infra.example',
    created_at: 1_700_000_000,
    zone: { id: 'zone_PKkeS8Jl0UzSLkIt', name: 'London 1', permalink: null, data_center: DATA_CENTER },
    package: { name: 'ROCK-3' },
    gpu_type: null,
    ip_addresses: [{ address: '185.44.252.217' }, { address: '2a03:2800:500::1f9' }],
  };
  const READ = {
    ...LISTED,
    description: null,
    initial_root_password: null,
    state: 'started',
    zone: { ...LISTED.zone, data_center: { ...DATA_CENTER, country: COUNTRY } },
    organization: { id: 'org_O648YDMEYeLmqdmn', name: 'Acme', billing_name: 'Acme Ltd', address1: '1 Road' },
    group: null,
    package: { id: 'vmpkg_9UVoPiUQoI1cqtRd', name: 'ROCK-3', permalink: null, cpu_cores: 1, icon: null },
    attached_iso: null,
    memory_in_gb: null,
    cpu_cores: null,
    use_dedicated_cpus: null,
    gpus: [],
    tags: [],
    tag_names: [],
    ip_addresses: [],
  };

  const list = async (item: object): Promise<unknown[]> =>
    clientGiven({ pagination: PAGINATION, virtual_machines: [item] }).virtualMachines.list('org_1');
  const get = (machine: object, beside: object = {}) =>
    clientGiven({ virtual_machine: machine, ...beside }).virtualMachines.get('vm_1');

  it('are listed without a state, and with addresses that have no ids', async () => {
    assert.deepEqual(await list(LISTED), [
      {
        id: 'vm_gVRkZdSKczfNg34P',
        name: 'web-1',
        hostname: 'web-1',
        fqdn: 'web-1.acme.infra.example',
        state: undefined,
        zone: {
          id: 'zone_PKkeS8Jl0UzSLkIt',
          name: 'London 1',
          dataCenter: { id: 'loc_UUhPmoCbpic6UX0Y', name: 'London' },
        },
        createdAt: 1_700_000_000,
        packageName: 'ROCK-3',
        addresses: ['185.44.252.217', '2a03:2800:500::1f9'],
      },
    ]);
  });

  it('are listed with a state, should that come', async () => {
    assert.partialDeepStrictEqual(await list({ ...LISTED, state: 'stopped' }), [{ state: 'stopped' }]);
  });

  it('may lack nearly everything in a list, or have null there', async () => {
    const { id, name } = LISTED;
    const nothing = {
      hostname: null,
      fqdn: null,
      created_at: null,
      zone: null,
      package: null,
      ip_addresses: null,
    };
    for (const item of [
      { id, name },
      { id, name, ...nothing },
    ]) {
      const [machine] = await list(item);
      assert.deepEqual(known(machine), { id, name, addresses: [] });
    }
  });

  it('read by themselves may have null nearly everywhere', async () => {
    const machine = await get(READ);
    assert.equal(machine.description, undefined);
    assert.equal(machine.groupName, undefined);
    assert.equal(machine.cpuCores, undefined);
    assert.equal(machine.memoryInGb, undefined);
    assert.equal(machine.packageName, 'ROCK-3');
    assert.deepEqual(machine.tagNames, []);
    assert.deepEqual(machine.addresses, []);
    assert.equal((await get({ ...READ, package: null, zone: null })).packageName, undefined);
  });

  it('read by themselves have annotations beside them, and newer ones (August 2026) a suspension', async () => {
    const newer = { ...READ, suspended: true, suspended_at: 1_751_328_000 };
    const annotations = [{ key: 'managed-by', value: 'terraform' }];
    assert.deepEqual(await get(newer, { annotations }), { ...(await get(READ)), suspended: true });
  });

  it('have the group, the size and the tags that they have', async () => {
    const machine = await get({
      ...READ,
      group: { id: 'vmgrp_1', name: 'Web', segregate: true, auto_segregate: false, created_at: 1 },
      memory_in_gb: 6,
      cpu_cores: 2,
      tag_names: ['a', 'b'],
      description: 'The shop',
    });
    assert.equal(machine.groupName, 'Web');
    assert.equal(machine.memoryInGb, 6);
    assert.equal(machine.cpuCores, 2);
    assert.deepEqual(machine.tagNames, ['a', 'b']);
    assert.equal(machine.description, 'The shop');
  });

  it('have a size, addresses with their subnet, and a UUID of their organization in newer answers (May 2026)', async () => {
    const address = { id: 'ip_eVBlIcr0HXACL80t', address: '185.53.57.214', allocation_id: 'vm_1' };
    const machine = await get({
      ...READ,
      organization: { ...READ.organization, uuid: '084dea02-7fa9-4a36-bc6a-f5573037fdcd' },
      memory_in_gb: 3,
      cpu_cores: 1,
      use_dedicated_cpus: false,
      ip_addresses: [{ ...address, subnet: SUBNET }],
    });
    assert.deepEqual([machine.memoryInGb, machine.cpuCores], [3, 1]);
    assert.equal(machine.ipAddresses[0]?.subnet?.id, SUBNET.id);
    assert.equal(machine.ipAddresses[0].subnet.gateway, SUBNET.gateway);
  });

  it('may be in states that nobody has heard of', async () => {
    assert.equal((await get({ ...READ, state: 'hibernating' })).state, 'hibernating');
    assert.equal((await get({ ...READ, state: null })).state, undefined);
  });

  it('may have more fields than anybody knows, which are dropped', async () => {
    const machine = await get(
      { ...READ, quantum: { spin: 'up' }, zone: { ...READ.zone, moon: 'new' } },
      { more: 1 },
    );
    assert.deepEqual(machine, await get(READ));
  });

  it('may have fields that only decorate in another type', async () => {
    const odd = {
      hostname: 7,
      created_at: 'today',
      zone: 'London',
      package: 'ROCK-3',
      tag_names: 'a',
      description: {},
    };
    const machine = await get({ ...READ, ...odd });
    assert.equal(machine.id, READ.id);
    for (const field of ['hostname', 'createdAt', 'zone', 'packageName', 'description'] as const)
      assert.equal(machine[field], undefined, field);
    assert.deepEqual(machine.tagNames, []);
  });
});
