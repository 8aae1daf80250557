import assert from 'node:assert/strict';
import { openMachine, signIn } from '../support/browser/account.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('In a folder that is on no disk', () => {
  let workbench: Workbench;

  before(async () => {
    const settings = { 'security.workspace.trust.enabled': false };
    workbench = await openWorkbench({ companion: 'clock', folder: 'nowhere:/folder', settings });
  });
  after(() => workbench.close());

  it('there is a file', async () => {
    // The Explorer is what a window with a folder begins with.
    await workbench.sideBar.getByRole('treeitem', { name: 'nowhere.txt' }).waitFor();
  });

  it('one signs in, and sees the tree down to the addresses', async () => {
    await workbench.openKatapult();
    await signIn(workbench);
    await openMachine(workbench, 'web-01');
    await workbench.tree.row(/IP address/).waitFor();
    await workbench.picture('virtual-workspace');
    assert.deepEqual(await workbench.notifications.texts(), []);
  });

  it('addresses can be allocated', async () => {
    const { quickInput, tree } = workbench;
    await tree.action('Public Network', /^Allocate/);
    await quickInput.pick(/^\d+\.\d+/);
    await workbench.says(/Allocated .+ to web-01/);
  });
});
