import assert from 'node:assert/strict';
import { httpFetch } from '../../../src/api/fetch.ts';
import type { Fetch, FetchRequest } from '../../../src/api/fetch.ts';
import { ENDPOINTS, SUBJECT, subjectOf } from './endpoints.ts';
import type { Subject } from './endpoints.ts';
import { answerOf, clientGiven, clientOf, closeAll, cloud } from './support.ts';

interface Sent extends FetchRequest {
  url: string;
}

/** HTTP as ever, which keeps what was sent. */
function recording(sent: Sent[], fetch: Fetch = httpFetch): Fetch {
  return (url, request) => {
    sent.push({ url, ...request });
    return fetch(url, request);
  };
}

describe('api: what is sent', () => {
  afterEach(closeAll);

  for (const { name, request, body, call } of ENDPOINTS) {
    it(`${name} sends one request with method, path, query and body as documented`, async () => {
      const harbour = await cloud();
      const subject = subjectOf(harbour.state());
      await call(harbour.katapult, subject);
      const [sent, ...more] = harbour.simulator.requests();
      assert.ok(sent);
      assert.deepEqual(more, []);
      assert.equal(`${sent.method} ${sent.url.replace('/core/v1', '')}`, request(subject));
      assert.deepEqual(sent.requestBody && JSON.parse(sent.requestBody), body ? body(subject) : '');
      assert.equal(sent.status, 200);
      assert.equal(sent.authorized, true);
      assert.equal(sent.tokenOutsideHeader, false);
    });

    it(`${name} sends the token, the client's name and what it accepts, and nothing else that is its own`, async () => {
      const harbour = await cloud();
      const sent: Sent[] = [];
      const katapult = harbour.client({ fetch: recording(sent) });
      await call(katapult, subjectOf(harbour.state()));
      assert.deepEqual(sent[0]?.headers, {
        Authorization: `Bearer ${harbour.token}`,
        Accept: 'application/json',
        'User-Agent': 'unit-tests/1',
        ...(body && { 'Content-Type': 'application/json' }),
      });
    });
  }

  for (const { name, call, request } of ENDPOINTS) {
    it(`${name} uses ids as one segment of the path, whatever is in them`, async () => {
      const sent: Sent[] = [];
      const fetch: Fetch = recording(sent, () => Promise.resolve(answerOf({})));
      const odd = 'a/b?c=d#e f';
      const katapult = clientOf('http://katapult.test', { fetch });
      await call(katapult, subjectWith(odd)).catch(() => undefined);
      const path = request(subjectWith(encodeURIComponent(odd))).split(' ')[1];
      assert.equal(sent[0]?.url, `http://katapult.test${path ?? ''}`);
    });
  }

  it('takes an address without a path of its own as well', async () => {
    const sent: Sent[] = [];
    const fetch: Fetch = recording(sent, () => Promise.resolve(answerOf({ organizations: [] })));
    await clientOf('http://katapult.test', { fetch }).organizations.list();
    assert.equal(sent[0]?.url, 'http://katapult.test/organizations');
  });

  it('takes an answer of a write with more or less in it than is used', async () => {
    await clientGiven({}).ipAddresses.unallocate(SUBJECT.allocated);
    await clientGiven({ task: { id: 'task_1' } }).ipAddresses.unallocate(SUBJECT.allocated);
  });
});

function subjectWith(id: string): Subject {
  return {
    organization: id,
    machine: id,
    networkInterface: id,
    allocated: id,
    spare: id,
    stopped: id,
    network: id,
    task: id,
  };
}
