import assert from 'node:assert/strict';
import { bench, closeAll, first, NOON } from './support.ts';

describe('simulator: recorded requests', () => {
  afterEach(closeAll);

  it('has what was asked and answered', async () => {
    const cloud = await bench();
    const address = first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    const reply = await cloud.call('PATCH', `/ip_addresses/${address.id}?x=1`, {
      body: { reverse_dns: 'a.example' },
    });
    const [{ responseHeaders, ...rest }, ...more] = [first(cloud.simulator.requests())];
    assert.deepEqual(rest, {
      requestId: reply.headers.get('x-request-id'),
      time: NOON,
      method: 'PATCH',
      url: `/core/v1/ip_addresses/${address.id}?x=1`,
      requestBody: '{"reverse_dns":"a.example"}',
      authorized: true,
      tokenOutsideHeader: false,
      status: 200,
      durationMs: 0,
      responseBody: reply.text,
      fault: null,
    });
    assert.equal(responseHeaders['Content-Type'], 'application/json');
    assert.deepEqual(more, []);
  });

  it('tells what had no valid token, and what was struck by a fault', async () => {
    const cloud = await bench();
    cloud.simulator.addFault({ match: { path: 'current' }, fault: { kind: 'reset' } });
    await cloud.get('/organizations', { token: 'wrong' });
    await cloud.get('/users/current').catch(() => null);
    const seen = cloud.simulator
      .requests()
      .map(({ authorized, status, fault }) => [authorized, status, fault]);
    assert.deepEqual(seen, [
      [false, 403, null],
      [true, 0, 'reset'],
    ]);
  });

  it('measures with the clock of the simulator', async () => {
    let time = NOON;
    const cloud = await bench({
      now: () => time,
      latency: 30,
      sleep: (milliseconds) => Promise.resolve(void (time += milliseconds)),
    });
    await cloud.get('/organizations');
    assert.equal(first(cloud.simulator.requests()).durationMs, 30);
  });

  it('never has a token, wherever it was put, valid or revoked', async () => {
    const cloud = await bench();
    const { value } = cloud.simulator.createToken({});
    cloud.simulator.revokeToken(value);
    for (const token of [cloud.token, value]) {
      await cloud.get(`/organizations?token=${token}`, { token });
      await cloud.post(`/ip_addresses/${token}/unallocate`, { token }, { token });
    }
    const recorded = JSON.stringify(cloud.simulator.requests());
    assert.ok(!recorded.includes(cloud.token) && !recorded.includes(value));
    assert.ok(cloud.simulator.requests().every(({ tokenOutsideHeader }) => tokenOutsideHeader));
  });

  it('keeps the latest only', async () => {
    const cloud = await bench({ recordLimit: 3 });
    for (let page = 1; page <= 8; page += 1) await cloud.get(`/organizations?page=${page}`);
    const urls = cloud.simulator.requests().map(({ url }) => url);
    assert.deepEqual(urls, [
      '/core/v1/organizations?page=6',
      '/core/v1/organizations?page=7',
      '/core/v1/organizations?page=8',
    ]);
  });
});
