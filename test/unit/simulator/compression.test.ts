import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { get as request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Fault } from '../../../src/simulator/faults.ts';
import { bench, closeAll, first } from './support.ts';
import type { Bench } from './support.ts';

/** An answer as it came over the wire. */
interface Raw {
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

describe('simulator: compressed answers', () => {
  let cloud: Bench;
  let list: string;

  beforeEach(async () => {
    await open({ compress: true });
  });
  afterEach(closeAll);

  async function open(options: Parameters<typeof bench>[0]): Promise<void> {
    cloud = await bench(options);
    list = `/organizations/${first(cloud.state().organizations).id}/virtual_machines`;
  }

  /** Asks without unpacking the answer. */
  function raw(path: string, encoding?: string): Promise<Raw> {
    const headers = {
      Authorization: `Bearer ${cloud.token}`,
      ...(encoding === undefined ? {} : { 'Accept-Encoding': encoding }),
    };
    return new Promise((resolve, reject) => {
      request(cloud.url + path, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
      }).on('error', reject);
    });
  }

  it('are the larger ones: without their length, and tagged as their plain body is', async () => {
    const { headers, bytes } = await raw(list, 'gzip, deflate, br');
    const plain = gunzipSync(bytes);
    assert.equal(headers['content-encoding'], 'gzip');
    assert.equal(headers['content-length'], undefined);
    assert.ok(bytes.length < plain.length / 3);
    assert.equal(headers.etag, `W/"${createHash('sha256').update(plain).digest('hex').slice(0, 32)}"`);
    assert.equal(plain.toString(), (await raw(list)).bytes.toString());
    const again = await cloud.get(list, { headers: { 'If-None-Match': headers.etag } });
    assert.deepEqual([again.status, again.text], [304, '']);
  });

  it('are not the smaller ones', async () => {
    const { headers, bytes } = await raw('/users/current', 'gzip');
    assert.equal(headers['content-encoding'], undefined);
    assert.equal(headers['content-length'], String(bytes.length));
  });

  it('are for those who take them', async () => {
    const encodingFor = async (accepted?: string): Promise<string | undefined> =>
      (await raw(list, accepted)).headers['content-encoding'];
    for (const accepted of ['gzip', 'br, GZIP', 'deflate, gzip;q=0.5', '*'])
      assert.equal(await encodingFor(accepted), 'gzip', accepted);
    for (const accepted of [undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br'])
      assert.equal(await encodingFor(accepted), undefined, accepted);
  });

  it('are there only when ordered', async () => {
    await open({});
    const { headers, bytes } = await raw(list, 'gzip');
    assert.equal(headers['content-encoding'], undefined);
    assert.equal(headers['content-length'], String(bytes.length));
  });

  const large = 'x'.repeat(5000);
  const FAULTS: Fault[] = [
    { kind: 'truncated-json' },
    { kind: 'set-field', path: 'virtual_machines.0.name', value: large },
    { kind: 'content-type', value: 'text/plain' },
    { kind: 'invalid-utf8' },
    { kind: 'content-length', offset: -10 },
    { kind: 'slow-body', msPerByte: 0 },
    { kind: 'body', status: 502, body: large },
    { kind: 'error', code: 'service_unavailable', description: large },
  ];
  it('are never those that a fault has spoiled', async () => {
    list += '?per_page=5';
    for (const fault of FAULTS) {
      cloud.simulator.addFault({ fault });
      const { headers, bytes } = await raw(list, 'gzip');
      const name = JSON.stringify(fault).slice(0, 80);
      assert.ok(bytes.length > 1024, name);
      assert.equal(headers['content-encoding'], undefined, name);
      assert.ok(headers['content-length'], name);
    }
    assert.equal((await raw(list, 'gzip')).headers['content-encoding'], 'gzip');
  });

  it('are also those that are only late', async () => {
    for (const when of ['before', 'after'] as const) {
      cloud.simulator.addFault({ when, fault: { kind: 'delay', ms: 0 } });
      assert.equal((await raw(list, 'gzip')).headers['content-encoding'], 'gzip');
    }
  });
});
