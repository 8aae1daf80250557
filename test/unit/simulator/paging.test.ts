import assert from 'node:assert/strict';
import { bench, closeAll, first } from './support.ts';
import type { Bench } from './support.ts';

describe('simulator: pages', () => {
  afterEach(closeAll);

  const list = (cloud: Bench, what = 'virtual_machines'): string =>
    `/organizations/${first(cloud.state().organizations).id}/${what}`;

  it('has 30 items a page unless asked otherwise', async () => {
    const cloud = await bench({ machines: 70, organizations: 1 });
    const reply = await cloud.get(list(cloud));
    assert.deepEqual(reply.at('pagination'), {
      current_page: 1,
      total_pages: 3,
      total: 70,
      per_page: 30,
      large_set: false,
    });
    assert.equal(reply.list('virtual_machines').length, 30);
  });

  it('gives every item once', async () => {
    const cloud = await bench({ machines: 70, organizations: 1 });
    const ids: unknown[] = [];
    for (const page of [1, 2, 3])
      ids.push(...(await cloud.get(`${list(cloud)}?page=${page}`)).each('virtual_machines', 'id'));
    assert.equal(new Set(ids).size, 70);
  });

  it('takes 200 a page, and answers 400 above that', async () => {
    const cloud = await bench();
    for (const what of ['virtual_machines', 'ip_addresses']) {
      assert.equal((await cloud.get(`${list(cloud, what)}?per_page=200`)).status, 200);
      assert.equal((await cloud.get(`${list(cloud, what)}?per_page=201`)).error, '400 invalid_argument');
    }
  });

  it('can be made to take less', async () => {
    const cloud = await bench({ maxPerPage: 100 });
    assert.equal((await cloud.get(`${list(cloud)}?per_page=101`)).error, '400 invalid_argument');
    assert.equal((await cloud.get(`${list(cloud)}?per_page=100`)).status, 200);
  });

  it('is empty past the end', async () => {
    const cloud = await bench();
    const reply = await cloud.get(`${list(cloud)}?page=99`);
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.list('virtual_machines'), []);
    assert.equal(reply.at('pagination.current_page'), 99);
  });

  it('has totals of 0 for an empty list', async () => {
    const cloud = await bench({ machines: 0 });
    const reply = await cloud.get(list(cloud));
    assert.deepEqual(reply.at('pagination'), {
      current_page: 1,
      total_pages: 0,
      total: 0,
      per_page: 30,
      large_set: false,
    });
  });

  it('keeps the totals of a large set to itself, where an endpoint opts in', async () => {
    const largeSetRoutes = ['organizations/:organization/virtual_machines'];
    const cloud = await bench({ machines: 31, organizations: 1, largeSetAbove: 30, largeSetRoutes });
    const reply = await cloud.get(list(cloud));
    assert.deepEqual(reply.at('pagination'), {
      current_page: 1,
      total_pages: null,
      total: null,
      per_page: 30,
      large_set: true,
    });
    assert.equal((await cloud.get(list(cloud, 'ip_addresses'))).at('pagination.large_set'), false);
  });

  it('comes in the order configured', async () => {
    const names = async (
      machineOrder: 'name' | 'created' | 'created-descending' | 'id',
      key: string,
    ): Promise<unknown[]> => {
      const cloud = await bench({ machineOrder, organizations: 1 });
      return (await cloud.get(list(cloud))).each('virtual_machines', key);
    };
    const byName = await names('name', 'name');
    assert.deepEqual(byName, byName.toSorted());
    const byId = await names('id', 'id');
    assert.deepEqual(byId, byId.toSorted());
    assert.deepEqual(await names('created', 'id'), (await names('created-descending', 'id')).toReversed());
  });
});
