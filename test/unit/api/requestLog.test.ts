import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { RequestError } from '../../../src/api/errors.ts';
import type { RequestRecord } from '../../../src/api/transport.ts';
import { ENDPOINTS, subjectOf } from './endpoints.ts';
import { answerOf, clientOf, closeAll, cloud, failureOf, first } from './support.ts';
import type { Cloud } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';

describe('api: what is said of each request', () => {
  let harbour: Cloud;

  beforeEach(async () => {
    harbour = await cloud();
  });
  afterEach(closeAll);

  for (const { name, call, request } of ENDPOINTS) {
    it(`${name} says what went well, with status and request id`, async () => {
      const subject = subjectOf(harbour.state());
      await call(harbour.katapult, subject);
      assert.deepEqual(harbour.log.map(withoutTime), [
        { ...asked(request(subject)), status: 200, requestId: requestIds()[0] },
      ]);
    });

    it(`${name} says what failed with the code of the error`, async () => {
      const subject = subjectOf(harbour.state());
      harbour.simulator.addFault({ fault: { kind: 'error', code: 'scope_not_granted' } });
      await failureOf(call(harbour.katapult, subject), RequestError);
      assert.deepEqual(harbour.log.map(withoutTime), [
        {
          ...asked(request(subject)),
          status: 403,
          requestId: requestIds()[0],
          failure: 'scope_not_granted',
        },
      ]);
    });
  }

  it('says of an answer that cannot be used what is wrong with it', async () => {
    harbour.simulator.addFault({ fault: { kind: 'body', status: 200, body: '<html></html>' } });
    await failureOf(harbour.katapult.organizations.list(), RequestError);
    assert.deepEqual(harbour.log.map(withoutTime), [
      { ...asked('GET /organizations'), status: 200, requestId: requestIds()[0], failure: 'html' },
    ]);
  });

  it('says of a connection that failed how, without a status', async () => {
    harbour.simulator.addFault({ fault: { kind: 'reset' } });
    await failureOf(harbour.katapult.ipAddresses.unallocate('ip_1'), RequestError);
    assert.deepEqual(harbour.log.map(withoutTime), [
      { ...asked('POST /ip_addresses/ip_1/unallocate'), failure: 'interrupted' },
    ]);
  });

  it('says of a call that was cancelled that it was', async () => {
    await failureOf(harbour.katapult.organizations.list(AbortSignal.abort()), RequestError);
    assert.deepEqual(harbour.log.map(withoutTime), [
      { ...asked('GET /organizations'), failure: 'cancelled' },
    ]);
  });

  it('says each try, with a request id of its own', async () => {
    const waits = withoutWaiting();
    try {
      harbour.simulator.addFault({ times: 2, fault: { kind: 'error', code: 'service_unavailable' } });
      await waits.skip(harbour.client({ timeLimitMs: NO_LIMIT }).organizations.list());
    } finally {
      waits.restore();
    }
    assert.deepEqual(
      harbour.log.map(({ status, failure }) => `${status ?? ''} ${failure ?? ''}`.trim()),
      ['503 service_unavailable', '503 service_unavailable', '200'],
    );
    assert.deepEqual(
      harbour.log.map(({ requestId }) => requestId),
      requestIds(),
    );
    assert.equal(new Set(requestIds()).size, 3);
  });

  it('says each page, with its query', async () => {
    const many = await cloud({ machines: 250, organizations: 1 });
    await many.katapult.virtualMachines.list(first(many.state().organizations).id);
    assert.deepEqual(
      many.log.map(({ path }) => path.split('?')[1]),
      ['page=1&per_page=200', 'page=2&per_page=200'],
    );
  });

  it('says how long it took, body included', async () => {
    const clock = install({ toFake: ['performance'] });
    try {
      const log: RequestRecord[] = [];
      const katapult = clientOf('http://katapult.test', {
        onRequest: (record) => log.push(record),
        fetch: () => {
          clock.tick(100);
          const text = (): Promise<string> => {
            clock.tick(20);
            return Promise.resolve('{"organizations":[]}');
          };
          return Promise.resolve({ ...answerOf({}), text });
        },
      });
      await katapult.organizations.list();
      assert.equal(log[0]?.durationMs, 120);
    } finally {
      clock.uninstall();
    }
  });

  it('works without anybody listening', async () => {
    const silent = clientOf(harbour.url, { token: harbour.token });
    assert.equal((await silent.organizations.list()).length, 2);
  });

  function requestIds(): string[] {
    return harbour.simulator.requests().map(({ requestId }) => requestId);
  }
});

function asked(request: string): { method: string; path: string } {
  const [method = '', path = ''] = request.split(' ');
  return { method, path };
}

/** The record but for how long it took, which differs from run to run. */
function withoutTime({ durationMs, ...record }: RequestRecord): Omit<RequestRecord, 'durationMs'> {
  assert.ok(Number.isInteger(durationMs) && durationMs >= 0);
  return record;
}
