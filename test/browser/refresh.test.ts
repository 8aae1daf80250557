import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Refreshing', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital', { window: { height: 560 } });
    await workbench.tree.expand('build-04');
    await workbench.tree.row('203.0.113.16').waitFor();
  });
  after(() => workbench.close());

  it('everything shows what has changed, and keeps what is open, selected and in sight', async () => {
    const { cloud, tree } = workbench;
    await tree.select('203.0.113.16');
    await tree.root.hover();
    await workbench.page.mouse.wheel(0, 100);
    await eventually(async () => assert.ok((await firstRow()) > 0));
    const before = { first: await firstRow(), box: await tree.row('203.0.113.16').boundingBox() };
    const { id } = await cloud.machine('db-03');
    await cloud.change({ action: 'rename-machine', id, name: 'db-03-renamed' });
    await workbench.titleAction(/^Refresh/);
    await tree.row('db-03-renamed').waitFor();
    const after = { first: await firstRow(), box: await tree.row('203.0.113.16').boundingBox() };
    assert.deepEqual(after, before);
    assert.equal(await tree.row('203.0.113.16').getAttribute('aria-selected'), 'true');
    await tree.root.hover();
    await workbench.page.mouse.wheel(0, -1_000);
    await tree.row('api-03').waitFor();
  });

  it('everything reads the machines that are open again', async () => {
    const { cloud, tree } = workbench;
    const { id } = await cloud.address('203.0.113.16');
    await cloud.change({ action: 'unallocate-address', id });
    await workbench.titleAction(/^Refresh/);
    await tree.row('203.0.113.16').waitFor({ state: 'hidden' });
    await tree.row('2001:db8:500::1f5').waitFor();
  });

  it('one machine asks about that machine only', async () => {
    const { cloud, tree } = workbench;
    const machine = await cloud.machine('build-04');
    const { id } = await cloud.address('2001:db8:500::1f5');
    await cloud.change({ action: 'unallocate-address', id });
    await cloud.forget();
    await tree.menu('build-04', 'Refresh');
    await tree.row('2001:db8:500::1f5').waitFor({ state: 'hidden' });
    const asked = (await cloud.requests()).map(({ url }) => url);
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((url) => !url.includes(machine.id)),
      [],
    );
  });

  it('everything takes away a machine that is gone', async () => {
    const { cloud, tree } = workbench;
    const { id } = await cloud.machine('api-03');
    await tree.row('api-03').waitFor();
    await cloud.change({ action: 'delete-machine', id });
    await workbench.titleAction(/^Refresh/);
    await tree.row('api-03').waitFor({ state: 'hidden' });
    await tree.row('backup').waitFor();
  });

  async function firstRow(): Promise<number> {
    const rows = await workbench.tree.root
      .locator('.monaco-list-rows')
      .getByRole('treeitem')
      .evaluateAll((elements: readonly { getAttribute(name: string): string | null }[]) =>
        elements.map((element) => Number(element.getAttribute('data-index'))),
      );
    return Math.min(...rows);
  }
});
