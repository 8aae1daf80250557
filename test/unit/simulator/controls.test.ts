import assert from 'node:assert/strict';
import { addressById, bench, closeAll, first, interfaceOf, machineNamed, spareFor } from './support.ts';
import type { Bench, Reply } from './support.ts';

describe('simulator: controls over HTTP', () => {
  let cloud: Bench;
  beforeEach(async () => {
    cloud = await bench();
  });
  afterEach(closeAll);

  const control = (method: string, name: string, body?: unknown): Promise<Reply> =>
    cloud.call(method, cloud.controls + name, { token: null, ...(body === undefined ? {} : { body }) });
  const mutate = async (body: unknown): Promise<void> => {
    const reply = await control('POST', 'mutate', body);
    assert.equal(reply.status, 200, reply.text);
  };

  it('orders, lists and removes faults', async () => {
    const added = await control('POST', 'faults', {
      match: { path: 'organizations' },
      nth: 1,
      times: 'always',
      when: 'before',
      fault: { kind: 'error', code: 'service_unavailable' },
    });
    assert.equal(added.at('id'), 1);
    assert.equal((await cloud.get('/organizations')).status, 503);
    assert.deepEqual((await control('GET', 'faults')).each('faults', 'struck'), [1]);
    await control('DELETE', 'faults/1');
    assert.equal((await cloud.get('/organizations')).status, 200);
    await control('POST', 'faults', { fault: { kind: 'hang' } });
    await control('DELETE', 'faults');
    assert.deepEqual((await control('GET', 'faults')).list('faults'), []);
  });

  it('says what is wrong with what it was given', async () => {
    const sentences: [string, unknown, RegExp][] = [
      ['faults', { fault: { kind: 'explode' } }, /kind must be one of error, body/],
      ['faults', { fault: { kind: 'body', body: '' } }, /status must be number/],
      ['faults', { fault: { kind: 'hang' }, match: { url: 'x' } }, /there is no field url/],
      ['faults', { fault: { kind: 'hang' }, when: 'during' }, /when must be when/],
      ['faults', { fault: { kind: 'hang' }, match: { path: '(' } }, /Invalid regular expression/],
      ['mutate', { action: 'trash-machine', id: 'vm_none' }, /there is nothing with the id vm_none/],
      ['mutate', { action: 'toString' }, /action must be one of/],
      ['mutate', [], /action must be one of/],
      ['tokens', { scopes: 'all' }, /scopes must be strings/],
      ['latency', { milliseconds: -1 }, /must be a number that is not negative/],
      ['reset', { machines: 10_001 }, /machines must be a whole number/],
    ];
    for (const [name, body, expected] of sentences) {
      const reply = await control('POST', name, body);
      assert.equal(reply.status, 400, name);
      assert.match(reply.string('error'), expected);
    }
    assert.equal((await control('GET', 'nothing')).status, 404);
  });

  it('is not for web pages', async () => {
    const reply = await cloud.call('GET', `${cloud.controls}state`, {
      headers: { Origin: 'https://evil.example' },
    });
    assert.equal(reply.status, 403);
    assert.equal(reply.headers.get('access-control-allow-origin'), null);
  });

  it('sets the latency', async () => {
    const waited: number[] = [];
    cloud = await bench({ sleep: (milliseconds) => Promise.resolve(void waited.push(milliseconds)) });
    await control('POST', 'latency', { milliseconds: 40 });
    await cloud.get('/organizations');
    assert.deepEqual(waited, [40]);
  });

  it('shows the requests and the operations, and forgets the requests', async () => {
    const address = first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    await cloud.post(`/ip_addresses/${address.id}/unallocate`);
    assert.deepEqual((await control('GET', 'requests')).each('requests', 'url'), [
      `/core/v1/ip_addresses/${address.id}/unallocate`,
    ]);
    assert.deepEqual((await control('GET', 'operations')).each('operations', 'operation'), ['unallocate']);
    await control('DELETE', 'requests');
    assert.deepEqual((await control('GET', 'requests')).list('requests'), []);
  });

  it('shows the state', async () => {
    assert.deepEqual((await control('GET', 'state')).at(''), cloud.state());
  });

  it('starts over with another seed; tokens stay', async () => {
    const before = cloud.state();
    await control('POST', 'faults', { fault: { kind: 'hang' } });
    await control('POST', 'reset', { seed: 9, machines: 3, organizations: 1 });
    assert.equal(cloud.state().virtualMachines.length, 3);
    assert.equal((await cloud.get('/organizations')).list('organizations').length, 1);
    await control('POST', 'reset');
    assert.deepEqual(cloud.state(), before);
  });

  it('makes, changes and revokes tokens, and shows no token but to who made it', async () => {
    const made = await control('POST', 'tokens', { scopes: ['organizations:read'], permitted: 5 });
    const token = made.string('token');
    assert.equal((await cloud.get('/organizations', { token })).headers.get('x-ratelimit-permitted'), '5');
    await control('PATCH', `tokens/${made.string('id')}`, { scopes: ['tasks'] });
    assert.equal((await cloud.get('/organizations', { token })).error, '403 scope_not_granted');
    const listed = await control('GET', 'tokens');
    assert.equal(listed.list('tokens').length, 2);
    for (const secret of [token, cloud.token]) assert.ok(!listed.text.includes(secret));
    await control('DELETE', `tokens/${made.string('id')}`);
    assert.equal((await cloud.get('/organizations', { token })).error, '403 invalid_api_token');
  });

  it('puts machines in the trash, takes them back, renames and deletes them', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const held = cloud.state().ipAddresses.filter((each) => each.allocationId === id);
    await mutate({ action: 'trash-machine', id });
    assert.equal((await cloud.get(`/virtual_machines/${id}`)).error, '406 object_in_trash');
    assert.equal(addressById(cloud.state(), first(held).id).allocationId, id);
    await mutate({ action: 'restore-machine', id });
    await mutate({ action: 'rename-machine', id, name: 'web-99' });
    assert.equal((await cloud.get(`/virtual_machines/${id}`)).at('virtual_machine.name'), 'web-99');
    await mutate({ action: 'delete-machine', id });
    assert.equal((await cloud.get(`/virtual_machines/${id}`)).error, '404 virtual_machine_not_found');
    for (const each of held) assert.equal(addressById(cloud.state(), each.id).allocationId, null);
    assert.equal(
      cloud.simulator.operations().filter(({ operation }) => operation === 'unallocate').length,
      held.length,
    );
  });

  it('takes an interface away, with its addresses', async () => {
    const { id, addressIds } = interfaceOf(cloud.state(), 'web-01');
    await mutate({ action: 'detach-interface', id });
    assert.equal((await cloud.get(`/virtual_machine_network_interfaces/${id}`)).status, 404);
    assert.equal(addressById(cloud.state(), first(addressIds)).allocationId, null);
  });

  it('allocates an address to somebody else, and takes it away', async () => {
    const { id: interfaceId, networkId, virtualMachineId } = interfaceOf(cloud.state(), 'web-01');
    const { organizationId } = machineNamed(cloud.state(), 'web-01');
    const { id } = spareFor(cloud.state(), networkId, organizationId);
    await mutate({ action: 'allocate-address', id, interfaceId });
    assert.equal((await cloud.get(`/ip_addresses/${id}`)).at('ip_address.allocation_id'), virtualMachineId);
    const other = interfaceOf(cloud.state(), 'mail-01');
    await mutate({ action: 'allocate-address', id, interfaceId: other.id });
    const holders = cloud.state().networkInterfaces.filter((each) => each.addressIds.includes(id));
    assert.deepEqual(
      holders.map((each) => each.id),
      [other.id],
    );
    await mutate({ action: 'unallocate-address', id });
    assert.equal((await cloud.get(`/ip_addresses/${id}`)).at('allocation'), null);
    const done = cloud.simulator.operations().map(({ operation, requestId }) => [operation, requestId]);
    assert.deepEqual(done, [
      ['allocate', null],
      ['unallocate', null],
      ['allocate', null],
      ['unallocate', null],
    ]);
  });

  it('does not take part in the API: no record, no rate limit', async () => {
    await control('GET', 'state');
    assert.deepEqual(cloud.simulator.requests(), []);
  });
});
