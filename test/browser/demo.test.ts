import assert from 'node:assert/strict';
import { openMachine } from '../support/browser/account.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The demo account', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
  });
  after(() => workbench.close());

  it('opens without a token, and says that it is made up', async () => {
    await workbench.button('Explore a Demo Account').click();
    await workbench.tree.row('Harbour Digital').waitFor();
    await workbench.tree.row('backup').waitFor();
    await workbench.sideBar
      .getByText('Demo account: this cloud is made up, and nothing here reaches Katapult.')
      .waitFor();
  });

  it('lets an address be allocated', async () => {
    const { quickInput, tree } = workbench;
    await openMachine(workbench, 'web-01');
    await tree.action('Public Network', /^Allocate/);
    await quickInput.option(/^\d+\.\d+/).waitFor();
    const [first = ''] = await quickInput.options();
    await quickInput.pick(first.split(',')[0] ?? '');
    await workbench.says(`Allocated ${first.split(',')[0] ?? ''} to web-01`);
    await tree.row(first.split(',')[0] ?? '').waitFor();
  });

  it('lets an address be unallocated', async () => {
    const { dialog, tree } = workbench;
    const [first = ''] = await tree.childrenOf('Public Network');
    const address = first.split(',')[0] ?? '';
    await tree.action(address, /^Unallocate/);
    await dialog.choose('Unallocate');
    await tree.row(address).waitFor({ state: 'hidden' });
  });

  it('asks nothing of Katapult', async () => {
    assert.deepEqual(await workbench.cloud.requests(), []);
  });

  it('is left by Sign Out', async () => {
    await workbench.titleMenu('Sign Out');
    await workbench.button('Explore a Demo Account').waitFor();
    await workbench.sideBar.getByText('Demo account:').waitFor({ state: 'hidden' });
    assert.equal(await workbench.tree.text(), '');
  });
});
