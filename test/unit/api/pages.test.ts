import assert from 'node:assert/strict';
import { ApiError, NetworkError } from '../../../src/api/errors.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import { ids, pagedServer, withoutTotals } from './pagedServer.ts';
import type { Behaviour } from './pagedServer.ts';
import { failureOf } from './support.ts';

const LISTS = {
  'virtual machines': ({ virtualMachines }: Katapult) => virtualMachines.list('org_1'),
  'IP addresses': ({ ipAddresses }: Katapult) => ipAddresses.list('org_1'),
  'network interfaces': ({ networkInterfaces }: Katapult) => networkInterfaces.list('vm_1'),
};
const COUNTS = [0, 1, 30, 199, 200, 201, 400, 1_000, 1_001, 2_345];

describe('api: all pages of a list', () => {
  for (const [name, list] of Object.entries(LISTS)) {
    for (const count of COUNTS) {
      const requests = Math.max(1, Math.ceil(count / 200));
      it(`${count} ${name} come whole and in order with ${requests} requests`, async () => {
        const { katapult, asked } = pagedServer({ items: () => ids(count) });
        assert.deepEqual((await list(katapult)).map(idOf), ids(count));
        assert.equal(asked.length, requests);
      });

      const inOrder = Math.floor(count / 200) + 1;
      it(`${count} ${name} without totals come whole and in order with ${inOrder} requests`, async () => {
        const { katapult, asked } = pagedServer({ items: () => ids(count), pagination: withoutTotals });
        assert.deepEqual((await list(katapult)).map(idOf), ids(count));
        assert.deepEqual(
          asked,
          ids(inOrder).map((_, index) => `${index + 1}×200`),
        );
      });
    }
  }

  it('come side by side once the first has told how many there are, six at a time', async () => {
    const server = pagedServer({ items: () => ids(10_000) });
    await server.katapult.virtualMachines.list('org_1');
    assert.equal(server.mostAtOnce(), 6);
    assert.equal(server.asked[0], '1×200');
  });

  it('come one after the other without totals', async () => {
    const server = pagedServer({ items: () => ids(2_000), pagination: withoutTotals });
    await server.katapult.virtualMachines.list('org_1');
    assert.equal(server.mostAtOnce(), 1);
  });

  it('are asked for as long as a short page is not the last', async () => {
    const { sent } = await read({ items: () => ids(600), page: (page) => page.slice(1) });
    assert.equal(sent.length, 597);
  });

  it('take a list without any word on its pages', async () => {
    const { sent } = await read({ items: () => ids(450), pagination: () => undefined });
    assert.deepEqual(sent, ids(450));
  });

  it('take a page of no items or of half ones as not told', async () => {
    for (const per_page of [0, -1, 99.5, '100', null]) {
      const { sent, asked } = await read({
        items: () => ids(450),
        pagination: (told) => ({ ...withoutTotals(told), per_page }),
      });
      assert.deepEqual(sent, ids(450));
      assert.equal(asked.length, 3);
    }
  });

  it('take totals of another type as not told', async () => {
    const { sent } = await read({
      items: () => ids(450),
      pagination: (told) => ({ ...told, total: '450', total_pages: '3' }),
    });
    assert.deepEqual(sent, ids(450));
  });
});

describe('api: pages of a size that is refused', () => {
  for (const maxPerPage of [199, 100, 99, 30]) {
    it(`are asked for with fewer items, when at most ${maxPerPage} are allowed`, async () => {
      const { sent, asked } = await read({ items: () => ids(250), maxPerPage });
      const size = maxPerPage >= 100 ? 100 : 30;
      assert.deepEqual(sent, ids(250));
      assert.equal(asked.filter((each) => each.endsWith(`×${size}`)).length, Math.ceil(250 / size));
      assert.equal(asked[0], '1×200');
    });
  }

  it('are given up below 30 items, with the error as it came', async () => {
    const { katapult, asked } = pagedServer({ items: () => ids(250), maxPerPage: 29 });
    const error = await failureOf(katapult.ipAddresses.list('org_1'), ApiError);
    assert.equal(error.code, 'invalid_argument');
    assert.deepEqual(asked, ['1×200', '1×100', '1×30']);
  });

  it('are not taken for other errors', async () => {
    const { katapult, asked } = pagedServer({
      items: () => ids(250),
      fail: () => ({ status: 404, code: 'organization_not_found' }),
    });
    await failureOf(katapult.ipAddresses.list('org_1'), ApiError);
    assert.deepEqual(asked, ['1×200']);
  });

  it('are read whole when they are cut down instead', async () => {
    for (const pagination of [undefined, withoutTotals]) {
      const { sent } = await read({ items: () => ids(250), clampTo: 30, ...(pagination && { pagination }) });
      assert.deepEqual(sent, ids(250));
    }
  });
});

describe('api: pages that fail', () => {
  it('end the list with the first error, and no further page is asked for', async () => {
    const { katapult, asked } = pagedServer({
      items: () => ids(10_000),
      fail: (page) => (page === 2 ? { status: 403, code: 'permission_denied' } : undefined),
    });
    const error = await failureOf(katapult.virtualMachines.list('org_1'), ApiError);
    assert.equal(error.code, 'permission_denied');
    assert.match(error.request.path, /page=2&/);
    // Whatever was on its way beside it may end.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(asked.length <= 1 + 6 + 5, `${asked.length} requests`);
  });

  it('end with the cancellation when the caller cancels, and no further page is asked for', async () => {
    const controller = new AbortController();
    const { katapult, asked } = pagedServer({
      items: (request) => {
        if (request === 3) controller.abort();
        return ids(10_000);
      },
    });
    const list = katapult.virtualMachines.list('org_1', controller.signal);
    const error = await failureOf(list, NetworkError);
    assert.equal(error.reason, 'cancelled');
    assert.ok(asked.length <= 1 + 6 + 6, `${asked.length} requests`);
  });
});

/** Reads a list as it behaves. */
async function read(behaviour: Behaviour): Promise<{ sent: string[]; asked: string[] }> {
  const { katapult, asked } = pagedServer(behaviour);
  return { sent: (await katapult.virtualMachines.list('org_1')).map(idOf), asked };
}

function idOf({ id }: { id: string }): string {
  return id;
}
