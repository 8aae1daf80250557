import assert from 'node:assert/strict';
import { signIn, signOut } from '../support/browser/account.ts';
import { waitUntilKept } from '../support/browser/kept.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Where there is little or nothing to show', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
    await signIn(workbench, await workbench.cloud.tokenFor('Meadow Studio'));
    await workbench.tree.row('git').waitFor();
  });
  after(() => workbench.close());

  it('a single organization has no row of its own', async () => {
    const rows = (await workbench.tree.text()).split('\n');
    assert.ok(
      rows.every((row) => !row.startsWith(' ') && row.includes(', virtual machine,')),
      rows.join('\n'),
    );
  });

  it('an organization without machines among others says so', async () => {
    await signOut(workbench);
    await workbench.cloud.reset({ machines: 2, organizations: 3 });
    await signIn(workbench);
    await workbench.tree.row('Cobalt Shipping').waitFor();
    await workbench.tree.row('No virtual machines').waitFor();
    assert.deepEqual(await workbench.tree.childrenOf('Cobalt Shipping'), ['No virtual machines']);
  });

  it('the view says that the only organization has no machines, and can be refreshed there', async () => {
    await workbench.cloud.reset({ machines: 0, organizations: 1 });
    await workbench.titleAction(/^Refresh \(F5\)/);
    const text = workbench.sideBar.getByText('There are no virtual machines in this organization.');
    await text.waitFor();
    await waitUntilKept(/"machines":\{"id":\[\]/);
    await workbench.reload();
    await text.waitFor();
    await workbench.sideBar.getByText(/^As of/).waitFor({ state: 'hidden' });
    await text.waitFor();
    await workbench.cloud.reset({ machines: 1, organizations: 1 });
    await workbench.sideBar
      .getByRole('region', { name: 'Welcome' })
      .getByRole('button', { name: 'Refresh' })
      .click();
    await workbench.tree.row('web-01').waitFor();
  });

  it('the view says that the token reaches no organization', async () => {
    const { token } = await workbench.cloud.makeToken({ organizations: [] });
    await signOut(workbench);
    await signIn(workbench, token);
    await workbench.sideBar.getByText('The token reaches no organization.').waitFor();
    await workbench.button('Sign In').waitFor();
  });
});
