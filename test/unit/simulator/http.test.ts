import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { bench, closeAll, first } from './support.ts';
import type { Bench, Reply } from './support.ts';

describe('simulator: headers and methods', () => {
  let cloud: Bench;
  beforeEach(async () => {
    cloud = await bench();
  });
  afterEach(closeAll);

  it('gives every answer a request id of its own, and CORS headers that expose nothing', async () => {
    const replies = [
      await cloud.get('/organizations'),
      await cloud.get('/tasks/task_none'),
      await cloud.get('/nothing'),
    ];
    assert.equal(new Set(replies.map(({ headers }) => headers.get('x-request-id'))).size, 3);
    for (const { headers } of replies) {
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('access-control-expose-headers'), null);
      assert.ok(headers.get('x-ratelimit-permitted'));
    }
  });

  it('lets nobody keep an answer without asking again, and an error not at all', async () => {
    const caching = (reply: Reply): string | null => reply.headers.get('cache-control');
    const etag = (await cloud.get('/organizations')).headers.get('etag') ?? '';
    const replies = [
      await cloud.get('/organizations'),
      await cloud.get('/organizations', { headers: { 'If-None-Match': etag } }),
      await cloud.get('/tasks/task_none'),
    ];
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 304, 404],
    );
    const always = 'max-age=0, private, must-revalidate';
    assert.deepEqual(replies.map(caching), [always, always, 'no-cache']);
    cloud.simulator.addFault({ when: 'after', fault: { kind: 'error', code: 'unhandled_exception' } });
    assert.equal(caching(await cloud.get('/organizations')), 'no-cache');
    for (const { headers } of replies) {
      assert.equal(headers.get('vary'), 'Accept-Encoding');
      assert.equal(headers.get('strict-transport-security'), 'max-age=63072000; includeSubDomains');
    }
  });

  it('answers a preflight without a token', async () => {
    const reply = await cloud.call('OPTIONS', '/organizations', { token: null });
    assert.equal(reply.status, 204);
    assert.equal(reply.headers.get('access-control-allow-methods'), 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
    assert.equal(reply.headers.get('access-control-allow-headers'), 'Authorization, Content-Type');
  });

  it('has no HEAD, and no other method than documented', async () => {
    assert.equal((await cloud.call('HEAD', '/organizations')).status, 404);
    assert.equal((await cloud.call('PUT', '/organizations')).error, '404 route_not_found');
    assert.equal(
      (await cloud.call('GET', cloud.url.replace('/core/v1', '/core/v2/organizations'))).error,
      '404 route_not_found',
    );
  });

  it('tags what succeeds with the hash of its body, and answers 304 to who has it', async () => {
    const reply = await cloud.get('/organizations');
    const hash = createHash('sha256').update(reply.text).digest('hex').slice(0, 32);
    assert.equal(reply.headers.get('etag'), `W/"${hash}"`);
    const again = await cloud.get('/organizations', { headers: { 'If-None-Match': `W/"${hash}"` } });
    assert.deepEqual([again.status, again.text], [304, '']);
    assert.equal(
      (await cloud.get('/organizations', { headers: { 'If-None-Match': 'W/"other"' } })).status,
      200,
    );
    assert.equal((await cloud.get('/tasks/task_none')).headers.get('etag'), null);
  });

  it('has no 304 for what is no GET', async () => {
    const address = first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    const hash = createHash('sha256').update('{}').digest('hex').slice(0, 32);
    const reply = await cloud.post(`/ip_addresses/${address.id}/unallocate`, undefined, {
      headers: { 'If-None-Match': `W/"${hash}"` },
    });
    assert.deepEqual([reply.status, reply.headers.get('etag')], [200, `W/"${hash}"`]);
  });

  it('can be told to have no 304', async () => {
    cloud = await bench({ notModified: false });
    const etag = (await cloud.get('/organizations')).headers.get('etag') ?? '';
    assert.equal((await cloud.get('/organizations', { headers: { 'If-None-Match': etag } })).status, 200);
  });

  it('wants the token after the word Bearer', async () => {
    for (const Authorization of [cloud.token, `Basic ${cloud.token}`, 'Bearer ']) {
      const reply = await cloud.get('/organizations', { token: null, headers: { Authorization } });
      assert.equal(reply.error, '400 missing_api_token');
    }
  });
});
