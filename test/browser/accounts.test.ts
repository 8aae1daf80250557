import assert from 'node:assert/strict';
import { signIn } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { hostOf } from '../support/browser/host.ts';
import { openWorkbench } from '../support/browser/open.ts';
import { startSimulator } from '../support/katapult.ts';
import { refreshSettings } from '../support/vscode/server.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Several accounts', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ simulator: { vms: 12 } });
    await workbench.openKatapult();
    await signIn(workbench, await workbench.cloud.tokenFor('Harbour Digital'));
    await workbench.tree.row('web-01').waitFor();
  });
  after(() => workbench.close());

  it('are added from the menu of the view, after being asked whether to replace a token of the same person', async () => {
    const { quickInput, tree } = workbench;
    await workbench.titleMenu('Sign In');
    await quickInput.wait(/^Sign In to Katapult \(127\.0\.0\.1:\d+\)/);
    await quickInput.answer(await workbench.cloud.tokenFor('Meadow Studio'));
    await quickInput.pick('Add Another Account');
    await tree.row('Robin Ellis (2), account').waitFor();
    await tree.row('web-01').waitFor();
    await tree.row('studio-web-01').waitFor();
  });

  it('are renamed by whoever uses them', async () => {
    const { quickInput, tree } = workbench;
    await tree.menu('Robin Ellis (2), account', 'Rename Account…');
    await quickInput.answer('Meadow');
    await tree.row('Meadow, account').waitFor();
  });

  it('are read-only by a mark that hides every change, and refuses it by key', async () => {
    const { cloud, notifications, tree } = workbench;
    await tree.menu('Meadow, account', 'Mark Account as Read-Only');
    await tree.row(/^Meadow, account, .*read-only/).waitFor();
    assert.ok((await tree.menuItems('web-01')).some((item) => item.startsWith('Allocate')));
    const items = await tree.menuItems('studio-web-01');
    assert.deepEqual(
      items.filter((item) => /allocate|power|start|stop/i.test(item)),
      [],
    );
    await tree.expand('studio-web-01');
    const address = tree.row(/^\d+\.\d+\.\d+\.\d+, IP address/);
    await address.click();
    await workbench.page.keyboard.press('Delete');
    await notifications.read('The account Meadow is marked as read-only. Nothing was done.');
    await notifications.dismiss('is marked as read-only');
    await tree.row('studio-web-01, virtual machine').click();
    await workbench.page.keyboard.press('Insert');
    await notifications.read('The account Meadow is marked as read-only. Nothing was done.');
    assert.equal(await workbench.quickInput.root.isVisible(), false);
    await notifications.dismiss('is marked as read-only');
    assert.deepEqual(await cloud.writes(), []);
    await tree.collapse('studio-web-01');
  });

  it('look as they should, in a narrow side bar too', async () => {
    await workbench.picture('accounts', workbench.sideBar);
    await workbench.resizeSideBar(200);
    await workbench.picture('accounts-narrow', workbench.sideBar);
    await workbench.resizeSideBar(300);
    assert.match(await workbench.tree.text(), /^Robin Ellis, account/m);
  });

  it('are used one alone in a workspace, said in the head of the view, until one wants all again', async () => {
    const { tree } = workbench;
    await tree.menu('Robin Ellis, account', /^Use Only One Account/);
    await tree.row('Meadow, account').waitFor({ state: 'hidden' });
    await workbench.sideBar.getByText('only Robin Ellis').waitFor();
    await workbench.reload();
    await workbench.sideBar.getByText('only Robin Ellis').waitFor();
    await tree.row('web-01').hover();
    await workbench.titleAction(/Use All Accounts in This Workspace$/);
    await tree.row('Meadow, account').waitFor();
  });

  it('are in VS Code’s Accounts menu', async () => {
    const { page } = workbench;
    await page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
    const menu = page.locator('.monaco-menu');
    await menu.getByRole('menuitem', { name: /^Meadow \(Katapult\)/ }).waitFor();
    await menu.getByRole('menuitem', { name: /^Robin Ellis \(Katapult\)/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('are signed out one by one, and the last needs no row', async () => {
    const { tree } = workbench;
    await tree.menu('Meadow, account', 'Sign Out');
    await workbench.says('Signed out of Katapult; the token of Meadow is deleted');
    await tree.row('Robin Ellis, account').waitFor({ state: 'hidden' });
    await tree.row('web-01').waitFor();
  });

  it('say which scope a token lacks: at once, greyed in menus, and in words', async () => {
    const { cloud, notifications, page, quickInput, tree } = workbench;
    const scopes = ['organizations:read', 'virtual_machines:read', 'ip_addresses:read'];
    const { token } = await cloud.makeToken({ scopes });
    await workbench.command('Katapult: Sign In');
    await quickInput.answer(token);
    await quickInput.pick('Replace the Token of Robin Ellis');
    await workbench.says('to look only: the token lacks the scope ip_addresses');
    // This token sees more organizations: from now on the rows are those of its session.
    await tree.row('Harbour Digital, organization').waitFor();
    await tree.row('web-01').click({ button: 'right' });
    const allocate = page.locator('.monaco-menu').getByRole('menuitem', { name: /^Allocate IP/ });
    await eventually(async () => assert.equal(await allocate.getAttribute('aria-disabled'), 'true'));
    await page.keyboard.press('Escape');
    await tree.menu('web-01', /^Why Changes Are Disabled/);
    await notifications.read('The token of the account Robin Ellis lacks the scope ip_addresses.');
    await notifications.dismiss('lacks the scope');
    assert.deepEqual(await cloud.writes(), []);
  });

  it('are offered where the settings say since they were changed; the one from before stays where it is', async () => {
    const { notifications, quickInput, tree } = workbench;
    const elsewhere = await startSimulator({ seed: 2, vms: 4 });
    try {
      const { dataFolder } = await hostOf();
      await refreshSettings(dataFolder, { machine: { 'katapult.apiUrl': elsewhere.url } });
      await notifications.choose('You are not signed in to Katapult at the new API address.', 'Sign In');
      await quickInput.wait(new URL(elsewhere.url).host);
      await quickInput.answer(elsewhere.token);
      await tree.row(new RegExp(`^Robin Ellis \\(2\\), account, ${new URL(elsewhere.url).host}`)).waitFor();
      await tree.row(/^Robin Ellis, account, lacks ip_addresses/).waitFor();
      await workbench.picture('accounts-elsewhere', workbench.sideBar);
    } finally {
      await elsewhere.stop();
    }
  });
});
