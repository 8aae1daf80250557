import assert from 'node:assert/strict';
import type { Fault, FaultRule } from '../../../src/simulator/faults.ts';
import { bench, closeAll, first } from './support.ts';
import type { Bench, Reply } from './support.ts';

describe('simulator: faults', () => {
  let cloud: Bench;
  beforeEach(async () => {
    cloud = await bench();
  });
  afterEach(closeAll);

  const organizations = (fault: Fault, rest: Omit<FaultRule, 'fault'> = {}): Promise<Reply> => {
    cloud.simulator.addFault({ ...rest, fault });
    return cloud.get('/organizations');
  };
  const allocatedAddress = (): string =>
    first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine').id;
  const isUnallocated = (id: string): boolean =>
    first(cloud.state().ipAddresses, (each) => each.id === id).allocationId === null;
  const machines = (): Promise<Reply> =>
    cloud.get(`/organizations/${first(cloud.state().organizations).id}/virtual_machines?per_page=5`);

  describe('which requests they strike', () => {
    it('only those of the method and path', async () => {
      cloud.simulator.addFault({
        match: { method: 'post', path: '/unallocate$' },
        fault: { kind: 'error', code: 'unhandled_exception' },
      });
      assert.equal((await cloud.get(`/ip_addresses/${allocatedAddress()}`)).status, 200);
      assert.equal((await cloud.post(`/ip_addresses/${allocatedAddress()}/unallocate`)).status, 500);
    });

    it('the n-th, as often as told, then none', async () => {
      cloud.simulator.addFault({ nth: 2, times: 2, fault: { kind: 'error', code: 'service_unavailable' } });
      const statuses: number[] = [];
      for (let request = 0; request < 5; request += 1)
        statuses.push((await cloud.get('/organizations')).status);
      assert.deepEqual(statuses, [200, 503, 503, 200, 200]);
    });

    it('all, until it is removed', async () => {
      const id = cloud.simulator.addFault({
        times: 'always',
        fault: { kind: 'error', code: 'service_unavailable' },
      });
      assert.equal((await cloud.get('/organizations')).status, 503);
      assert.equal((await cloud.get('/users/current')).status, 503);
      assert.deepEqual(
        cloud.simulator.faults().map(({ struck }) => struck),
        [2],
      );
      cloud.simulator.clearFaults(id);
      assert.equal((await cloud.get('/organizations')).status, 200);
    });

    it('in the order in which they were added', async () => {
      cloud.simulator.addFault({ fault: { kind: 'error', code: 'service_unavailable' } });
      cloud.simulator.addFault({ times: 2, fault: { kind: 'error', code: 'unhandled_exception' } });
      const statuses: number[] = [];
      for (let request = 0; request < 4; request += 1)
        statuses.push((await cloud.get('/organizations')).status);
      assert.deepEqual(statuses, [503, 500, 500, 200]);
    });
  });

  describe('before or after the operation', () => {
    for (const fault of [
      { kind: 'error', code: 'unhandled_exception' },
      { kind: 'reset' },
      { kind: 'body', status: 502, body: '<html>' },
    ] as const) {
      it(`${fault.kind}: nothing took effect, or it did and the answer is lost`, async () => {
        for (const when of ['before', 'after'] as const) {
          const id = allocatedAddress();
          cloud.simulator.addFault({ when, match: { method: 'POST' }, fault });
          await cloud.post(`/ip_addresses/${id}/unallocate`).catch(() => null);
          assert.equal(isUnallocated(id), when === 'after');
        }
      });
    }

    it('refuses to spoil an answer before there is one', () => {
      assert.throws(
        () => cloud.simulator.addFault({ when: 'before', fault: { kind: 'truncated-json' } }),
        /cannot strike before/,
      );
    });
  });

  describe('answers', () => {
    it('with an error of any code, wrapped or not', async () => {
      assert.equal(
        (await organizations({ kind: 'error', code: 'rate_limit_reached', detail: { total_permitted: 5 } }))
          .error,
        '429 rate_limit_reached',
      );
      const odd = await organizations({
        kind: 'error',
        code: 'never_heard_of',
        status: 418,
        description: 'x',
        wrapped: false,
      });
      assert.deepEqual(
        [odd.status, odd.at('')],
        [418, { code: 'never_heard_of', description: 'x', detail: {} }],
      );
    });

    it('with the page of a proxy, or with nothing', async () => {
      const page = await organizations({ kind: 'body', status: 502, body: '<html>Bad gateway</html>' });
      assert.deepEqual(
        [page.status, page.text, page.headers.get('content-type')],
        [502, '<html>Bad gateway</html>', 'text/html; charset=utf-8'],
      );
      const nothing = await organizations({
        kind: 'body',
        status: 200,
        body: '',
        contentType: 'application/json',
      });
      assert.deepEqual([nothing.status, nothing.text], [200, '']);
    });

    it('with a redirect', async () => {
      const reply = await organizations({
        kind: 'redirect',
        location: 'https://elsewhere.example/',
        status: 307,
      });
      assert.deepEqual([reply.status, reply.headers.get('location')], [307, 'https://elsewhere.example/']);
    });

    it('late', async () => {
      const waited: number[] = [];
      cloud = await bench({
        sleep: (milliseconds) => Promise.resolve(void waited.push(milliseconds)),
        latency: 5,
      });
      for (const when of ['before', 'after'] as const)
        assert.equal((await organizations({ kind: 'delay', ms: 7 }, { when })).status, 200);
      assert.deepEqual(waited, [5, 7, 5, 7]);
    });

    it('with the headers of any answer', async () => {
      const reply = await organizations({ kind: 'error', code: 'service_unavailable' });
      assert.ok(reply.headers.get('x-request-id'));
      assert.equal(reply.headers.get('x-ratelimit-remaining'), '999');
    });
  });

  describe('below HTTP', () => {
    it('resets the connection', async () => {
      await assert.rejects(organizations({ kind: 'reset' }));
    });

    it('resets it in the middle of the body', async () => {
      await assert.rejects(organizations({ kind: 'reset-mid-body', afterBytes: 20 }));
    });

    it('hangs until the client gives up', async () => {
      cloud.simulator.addFault({ fault: { kind: 'hang' } });
      await assert.rejects(cloud.get('/organizations', { signal: AbortSignal.timeout(30) }), {
        name: 'TimeoutError',
      });
    });

    it('drips the body', async () => {
      const started = performance.now();
      cloud.simulator.addFault({ fault: { kind: 'slow-body', msPerByte: 0 } });
      const reply = await cloud.get('/tasks/task_none');
      assert.equal(reply.error, '404 task_not_found');
      assert.ok(performance.now() - started > 50, 'each byte takes a turn');
    });

    it('never ends the body', async () => {
      cloud.simulator.addFault({ fault: { kind: 'endless-body' } });
      const response = await fetch(`${cloud.url}/organizations`, {
        headers: { Authorization: `Bearer ${cloud.token}` },
      });
      let bytes = 0;
      for await (const chunk of response.body ?? []) {
        if (chunk instanceof Uint8Array) bytes += chunk.length;
        if (bytes > 1_000_000) break;
      }
      assert.ok(bytes > 1_000_000);
    });

    it('promises more bytes than come, or fewer', async () => {
      await assert.rejects(organizations({ kind: 'content-length', offset: 10 }));
      const cut = await organizations({ kind: 'content-length', offset: -10 });
      assert.throws(() => cut.at(''), SyntaxError);
    });

    it('sends bytes that are no UTF-8', async () => {
      const reply = await organizations({ kind: 'invalid-utf8' });
      assert.ok(reply.text.includes('\u{fffd}'));
    });
  });

  describe('spoiled answers', () => {
    const spoiled = (fault: Fault): Promise<Reply> => {
      cloud.simulator.addFault({ fault });
      return machines();
    };

    it('truncates the JSON', async () => {
      const reply = await spoiled({ kind: 'truncated-json' });
      assert.equal(reply.status, 200);
      assert.throws(() => reply.at(''), SyntaxError);
    });

    it('lies about the type', async () => {
      assert.equal(
        (await spoiled({ kind: 'content-type', value: 'text/plain' })).headers.get('content-type'),
        'text/plain',
      );
    });

    it('drops, empties and retypes fields', async () => {
      const dropped = await spoiled({ kind: 'drop-field', path: 'virtual_machines.*.name' });
      assert.deepEqual(dropped.each('virtual_machines', 'name'), [
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      const emptied = await spoiled({ kind: 'set-field', path: 'virtual_machines.1.name', value: null });
      assert.deepEqual(
        [emptied.at('virtual_machines.0.name'), emptied.at('virtual_machines.1.name')],
        ['web-01', null],
      );
      const retyped = await spoiled({ kind: 'set-field', path: 'virtual_machines', value: 'none' });
      assert.equal(retyped.at('virtual_machines'), 'none');
    });

    it('repeats and loses an item of a page', async () => {
      const plain = (await machines()).each('virtual_machines', 'id');
      assert.deepEqual((await spoiled({ kind: 'repeat-item' })).each('virtual_machines', 'id'), [
        plain[0],
        ...plain,
      ]);
      assert.deepEqual((await spoiled({ kind: 'lose-item' })).each('virtual_machines', 'id'), plain.slice(1));
    });

    it('lies about the totals', async () => {
      const reply = await spoiled({ kind: 'totals', total: null, totalPages: 99 });
      assert.deepEqual(
        [reply.at('pagination.total'), reply.at('pagination.total_pages'), reply.at('pagination.per_page')],
        [null, 99, 5],
      );
    });
  });
});
