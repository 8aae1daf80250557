import assert from 'node:assert/strict';
import { httpFetch, type Fetch } from '../../../src/api/fetch.ts';
import { closeAll, cloud, first } from './support.ts';

describe('api: compressed answers', () => {
  afterEach(closeAll);

  it('are read like any other', async () => {
    const encodings: (string | null)[] = [];
    const noting: Fetch = async (url, request) => {
      const answer = await httpFetch(url, request);
      encodings.push(answer.headers.get('content-encoding'));
      return answer;
    };
    const plain = await cloud({ machines: 300 });
    const compressing = await cloud({ machines: 300, compress: true });
    const [{ katapult: before }, katapult] = [plain, compressing.client({ fetch: noting })];
    const { id } = first(compressing.state().organizations);
    const machines = await katapult.virtualMachines.list(id);
    assert.ok(machines.length > 100);
    assert.deepEqual(machines, await before.virtualMachines.list(id));
    const one = first(machines).id;
    assert.deepEqual(await katapult.virtualMachines.get(one), await before.virtualMachines.get(one));
    assert.deepEqual([...new Set(encodings)], ['gzip']);
  });
});
