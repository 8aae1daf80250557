import assert from 'node:assert/strict';
import { bench, closeAll, first, machineNamed } from './support.ts';
import type { Bench } from './support.ts';

describe('simulator: arguments and the order of checks', () => {
  let cloud: Bench;
  beforeEach(async () => {
    cloud = await bench();
  });
  afterEach(closeAll);

  const issue = async (path: string): Promise<unknown> => (await cloud.get(path)).at('error.detail.issue');

  it('prefers the query and the body to the path', async () => {
    const allocated = cloud.state().ipAddresses.filter((each) => each.allocationType === 'VirtualMachine');
    const one = first(allocated);
    const two = first(allocated, (each) => each !== one);
    await cloud.post(`/ip_addresses/${one.id}/unallocate`, { ip_address: { id: two.id } });
    const changed = cloud.simulator.operations().map((each) => each.addressId);
    assert.deepEqual(changed, [two.id]);
  });

  it('takes arguments of a POST from the query too', async () => {
    const address = first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    assert.equal(
      (await cloud.post(`/ip_addresses/_/unallocate?ip_address[address]=${address.address}`, {})).status,
      200,
    );
  });

  it('looks an underscore up like any other id', async () => {
    assert.equal((await cloud.get('/ip_addresses/_')).error, '404 ip_address_not_found');
  });

  it('ignores a body that is not declared as JSON', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const reply = await cloud.call('POST', `/virtual_machines/${id}/allocate_ip`, {
      text: '{"ip_address":{"id":"ip_1"}}',
    });
    assert.equal(reply.error, '400 missing_required_argument');
  });

  it('refuses a JSON body that is no object', async () => {
    assert.equal((await cloud.post('/ip_addresses/ip_1/unallocate', [])).error, '400 invalid_json_body');
  });

  it('tells what is wrong with a value', async () => {
    const list = `/organizations/${first(cloud.state().organizations).id}/ip_addresses`;
    assert.equal(await issue(`${list}?page=0`), 'validation_errors');
    assert.equal(await issue(`${list}?page=one`), 'parse_error');
    assert.equal(await issue(`${list}?page[]=1`), 'invalid_scalar');
    assert.equal(await issue(`${list}?allocated=perhaps`), 'parse_error');
    assert.equal(
      await issue('/virtual_machines/_?virtual_machine[id]=a&virtual_machine[fqdn]=b'),
      'ambiguous_lookup_values',
    );
    assert.equal(await issue('/virtual_machines/_?virtual_machine[name]=a'), 'missing_lookup_value');
    assert.equal(await issue('/virtual_machines/_?virtual_machine=a'), 'object_expected');
    assert.equal(await issue('/virtual_machines/_?virtual_machine[id][]=a'), 'invalid_scalar');
    assert.equal(
      await issue('/organizations/_/virtual_machines?organization[id]=a&annotations=b'),
      'array_expected',
    );
    assert.equal(
      await issue('/virtual_machine_network_interfaces/vmnet_1/available_ips/ipv5'),
      'invalid_enum_value',
    );
  });

  it('names the argument of a problem', async () => {
    const reply = await cloud.get('/virtual_machines/_?virtual_machine[id]=a&virtual_machine[fqdn]=b');
    assert.equal(reply.error, '400 invalid_argument');
    assert.deepEqual(reply.keys('error.detail'), [
      'argument',
      'errors',
      'index',
      'issue',
      'issue_description',
      'path',
    ]);
    assert.deepEqual(reply.at('error.detail.path'), ['virtual_machine']);
    assert.equal(reply.at('error.detail.argument.name'), 'virtual_machine');
  });

  it('checks the route before the token', async () => {
    assert.equal((await cloud.get('/nothing', { token: null })).error, '404 route_not_found');
  });

  it('checks the token before the rate limit, and that before the scope', async () => {
    const { value: expired } = cloud.simulator.createToken({ permitted: 0, expiresAt: 0 });
    const { value: poor } = cloud.simulator.createToken({ permitted: 0, scopes: [] });
    assert.equal((await cloud.get('/organizations', { token: expired })).error, '403 invalid_api_token');
    assert.equal((await cloud.get('/organizations', { token: poor })).error, '429 rate_limit_reached');
  });

  it('checks the scope before the arguments', async () => {
    const { value: token } = cloud.simulator.createToken({ scopes: [] });
    const reply = await cloud.call('POST', '/ip_addresses/ip_1/unallocate', {
      token,
      text: '{',
      headers: { 'Content-Type': 'application/json' },
    });
    assert.equal(reply.error, '403 scope_not_granted');
  });

  it('checks the arguments before it looks anything up', async () => {
    assert.equal(
      (await cloud.get('/organizations/org_none/ip_addresses?per_page=201')).error,
      '400 invalid_argument',
    );
    assert.equal(
      (await cloud.post('/virtual_machines/vm_none/allocate_ip', {})).error,
      '400 missing_required_argument',
    );
  });

  it('looks up in the order of the arguments', async () => {
    const reply = await cloud.post('/virtual_machines/vm_none/allocate_ip', {
      ip_address: { id: 'ip_none' },
    });
    assert.equal(reply.error, '404 virtual_machine_not_found');
  });
});
