import assert from 'node:assert/strict';
import { bench, closeAll, first, interfaceOf, machineNamed } from './support.ts';
import type { Bench, Reply } from './support.ts';

describe('simulator: rate limit', () => {
  afterEach(closeAll);

  const remaining = (reply: Reply): string | null => reply.headers.get('x-ratelimit-remaining');

  it('counts every request of a token in a minute of the wall clock, whatever the answer', async () => {
    const cloud = await bench({ permitted: 4 });
    cloud.clock.time += 59_000;
    assert.equal(remaining(await cloud.get('/organizations')), '3');
    assert.equal(remaining(await cloud.get('/virtual_machines/vm_none')), '2');
    const spare = first(cloud.state().ipAddresses, (each) => !each.allocationId);
    assert.equal(remaining(await cloud.post(`/ip_addresses/${spare.id}/unallocate`)), '1');
    assert.equal(remaining(await cloud.get('/users/current')), '0');
    const refused = await cloud.get('/organizations');
    assert.equal(refused.error, '429 rate_limit_reached');
    assert.deepEqual(refused.at('error.detail'), { total_permitted: 4 });
    assert.equal(refused.headers.get('x-ratelimit-permitted'), '4');
    assert.equal(refused.headers.get('retry-after'), null);
    cloud.clock.time += 1000;
    assert.equal(remaining(await cloud.get('/organizations')), '3');
  });

  it('counts per token', async () => {
    const cloud = await bench({ permitted: 1 });
    const { value: token } = cloud.simulator.createToken({ permitted: 200 });
    await cloud.get('/organizations');
    assert.equal((await cloud.get('/organizations')).status, 429);
    const other = await cloud.get('/organizations', { token });
    assert.deepEqual(
      [other.status, other.headers.get('x-ratelimit-permitted'), remaining(other)],
      [200, '200', '199'],
    );
  });

  it('tells nobody of a limit whose token it does not know, and those whose token has expired', async () => {
    const cloud = await bench();
    const expired = cloud.simulator.createToken({ expiresAt: 0 }).value;
    const replies = await Promise.all(
      [null, 'unknown', expired].map((token) => cloud.get('/organizations', { token })),
    );
    assert.deepEqual(
      replies.map((reply) => [reply.error, remaining(reply)]),
      [
        ['400 missing_api_token', null],
        ['403 invalid_api_token', null],
        ['403 invalid_api_token', '999'],
      ],
    );
  });

  it('does nothing for a request beyond the limit', async () => {
    const cloud = await bench({ permitted: 0 });
    const address = first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    await cloud.post(`/ip_addresses/${address.id}/unallocate`);
    assert.deepEqual(cloud.simulator.operations(), []);
  });

  it('does not count what fits no route', async () => {
    const cloud = await bench();
    await cloud.get('/nothing');
    assert.equal(remaining(await cloud.get('/organizations')), '999');
  });
});

describe('simulator: scopes', function () {
  this.timeout(20_000);
  afterEach(closeAll);

  /** Method, path and body, with the scopes of which any one suffices; none means that none is needed. */
  function table(cloud: Bench): [string, string, unknown, string[]][] {
    const state = cloud.state();
    const org = `/organizations/${first(state.organizations).id}`;
    const vm = `/virtual_machines/${machineNamed(state, 'web-01').id}`;
    const nic = `/virtual_machine_network_interfaces/${interfaceOf(state, 'web-01').id}`;
    const ip = `/ip_addresses/${first(state.ipAddresses).id}`;
    const machines = ['virtual_machines', 'virtual_machines:read'];
    const addresses = ['ip_addresses', 'ip_addresses:read'];
    const power = ['virtual_machines', 'virtual_machines:power_actions'];
    return [
      ['GET', '/organizations', undefined, ['organizations:read']],
      ['GET', '/users/current', undefined, []],
      ['GET', `${org}/available_networks`, undefined, []],
      ['GET', `${org}/virtual_machines`, undefined, machines],
      ['GET', vm, undefined, machines],
      ['GET', `${vm}/network_interfaces`, undefined, machines],
      ['GET', nic, undefined, machines],
      ['GET', `${nic}/available_ips/ipv4`, undefined, addresses],
      ['GET', `${org}/ip_addresses`, undefined, addresses],
      ['GET', ip, undefined, addresses],
      ['POST', `${org}/ip_addresses`, {}, ['ip_addresses']],
      ['PATCH', ip, {}, ['ip_addresses']],
      ['DELETE', '/ip_addresses/ip_none', undefined, ['ip_addresses']],
      ['POST', `${ip}/unallocate`, undefined, ['ip_addresses']],
      ['POST', `${nic}/allocate_ip`, {}, ['ip_addresses']],
      ['POST', `${nic}/allocate_new_ip`, {}, ['ip_addresses']],
      ['POST', `${vm}/allocate_ip`, {}, ['ip_addresses']],
      ['POST', `${vm}/start`, undefined, power],
      ['POST', `${vm}/stop`, undefined, power],
      ['POST', `${vm}/shutdown`, undefined, power],
      ['POST', `${vm}/reset`, undefined, power],
      ['GET', '/tasks/task_none', undefined, ['tasks', 'tasks:read']],
    ];
  }

  const EVERY = [
    'organizations:read',
    'virtual_machines',
    'virtual_machines:read',
    'virtual_machines:power_actions',
    'ip_addresses',
    'ip_addresses:read',
    'tasks',
    'tasks:read',
  ];

  it('asks each endpoint for its scopes, and for no other', async () => {
    const cloud = await bench();
    for (const [method, path, body, needed] of table(cloud)) {
      for (const scope of EVERY) {
        const { value: token } = cloud.simulator.createToken({ scopes: [scope] });
        const reply = await cloud.call(method, path, { token, body });
        const isRefused = reply.status === 403;
        assert.equal(
          isRefused,
          needed.length > 0 && !needed.includes(scope),
          `${method} ${path} with ${scope}`,
        );
        if (isRefused) assert.deepEqual(reply.at('error.detail'), { scopes: needed });
      }
    }
  });

  it('changes the scopes of a token at once', async () => {
    const cloud = await bench();
    cloud.simulator.changeToken(cloud.token, { scopes: [] });
    assert.equal((await cloud.get('/organizations')).error, '403 scope_not_granted');
  });

  it('does not let a token that only switches machines see its own task', async () => {
    const cloud = await bench();
    const { value: token } = cloud.simulator.createToken({ scopes: ['virtual_machines:power_actions'] });
    const task = await cloud.post(
      `/virtual_machines/${machineNamed(cloud.state(), 'web-01').id}/stop`,
      undefined,
      { token },
    );
    assert.equal(
      (await cloud.get(`/tasks/${task.string('task.id')}`, { token })).error,
      '403 scope_not_granted',
    );
  });
});
