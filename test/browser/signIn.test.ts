import assert from 'node:assert/strict';
import { eventually } from '../support/browser/eventually.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

let workbench: Workbench;

describe('Signing in', () => {
  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
  });

  beforeEach(async () => {
    await workbench.command('Katapult: Sign In');
    await workbench.quickInput.wait('Sign In to Katapult');
  });

  it('hides the token while it is typed, and names the scopes that it needs', async () => {
    const { quickInput } = workbench;
    assert.equal(await quickInput.field.getAttribute('type'), 'password');
    const prompt = await quickInput.message();
    for (const scope of ['organizations:read', 'virtual_machines:read', 'ip_addresses'])
      assert.ok(prompt.includes(scope), prompt);
    await quickInput.cancel();
  });

  it('leads to where tokens are made', async () => {
    await workbench.quickInput.button(/where tokens are made/).click();
    assert.match(await workbench.dialog.text(), /https:\/\/my\.katapult\.io/);
    await workbench.dialog.choose('Cancel');
    await workbench.quickInput.wait('Sign In to Katapult');
    await workbench.quickInput.cancel();
  });

  it('leaves everything as it was when it is cancelled, and says nothing', async () => {
    await workbench.quickInput.type(workbench.simulator.token);
    await workbench.quickInput.cancel();
    await workbench.button('Explore a Demo Account').waitFor();
    assert.deepEqual(await workbench.notifications.texts(), []);
  });

  it('asks for a token when there is none', async () => {
    await workbench.quickInput.answer('  ');
    await complaint('Paste a token first.');
    await workbench.quickInput.cancel();
  });

  it('explains a wrong token in the box, which keeps what was typed', async () => {
    await workbench.quickInput.answer('not_a_token');
    await complaint(/does not accept this token/);
    assert.equal(await workbench.quickInput.field.inputValue(), 'not_a_token');
    assert.deepEqual(await workbench.notifications.texts(), []);
    await workbench.quickInput.cancel();
  });

  it('explains a token that belongs to another network', async () => {
    const { token } = await workbench.cloud.makeToken({ networks: ['192.0.2.0/24'] });
    await workbench.quickInput.answer(token);
    await complaint(/may not be used from this network \(127\.0\.0\.1\)/);
    assert.equal(await workbench.quickInput.field.inputValue(), token);
    await workbench.quickInput.cancel();
  });

  it('names the scope that a token lacks', async () => {
    const { token } = await workbench.cloud.makeToken({ scopes: ['organizations:read', 'virtual_machines'] });
    await workbench.quickInput.answer(token);
    await complaint(/lacks the scope ip_addresses/);
    await workbench.quickInput.cancel();
  });

  it('says that Katapult cannot be reached, and works once it can', async () => {
    await workbench.cloud.fail('/organizations', { kind: 'reset' });
    await workbench.quickInput.answer(workbench.simulator.token);
    await complaint(/The connection to Katapult broke off/);
    await workbench.cloud.heal();
    await workbench.quickInput.accept();
    await workbench.tree.row('Harbour Digital').waitFor();
    await workbench.says('Signed in to Katapult as Robin Ellis');
    await workbench.command('Katapult: Sign Out');
    await workbench.button('Sign In').waitFor();
  });

  async function complaint(text: string | RegExp): Promise<void> {
    await workbench.quickInput.root.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }
});

// Goes on in the same window, in which nobody is signed in again.
describe('The account', () => {
  after(() => workbench.close());

  it('fills the tree once a good token is given', async () => {
    await workbench.button('Sign In').click();
    await workbench.quickInput.answer(`Bearer ${workbench.simulator.token}`);
    await workbench.tree.row('backup').waitFor();
  });

  it('shows its token nowhere', async () => {
    await workbench.tree.row('backup').hover();
    const page = await workbench.page.content();
    assert.ok(!page.includes(workbench.simulator.token));
    assert.ok((await workbench.cloud.requests()).every(({ tokenOutsideHeader }) => !tokenOutsideHeader));
  });

  it('is still there after the window was closed', async () => {
    await workbench.reload();
    await workbench.tree.row('backup').waitFor();
  });

  it('is left by Sign Out, which empties the tree', async () => {
    await workbench.titleMenu('Sign Out');
    await workbench.button('Sign In').waitFor();
    await eventually(async () => assert.equal(await workbench.tree.text(), ''));
    await workbench.says('Signed out of Katapult; the token of Robin Ellis is deleted');
  });

  it('stays left after the window was closed', async () => {
    await workbench.reload();
    await workbench.button('Explore a Demo Account').waitFor();
  });

  it('asks once to sign in again when its token was revoked, without a pop-up', async () => {
    const { id, token } = await workbench.cloud.makeToken();
    await workbench.button('Sign In').click();
    await workbench.quickInput.answer(token);
    await workbench.tree.row('backup').waitFor();
    await workbench.cloud.revoke(id);
    await workbench.tree.row('backup').locator('.monaco-tl-twistie').click();
    await workbench.button('Sign In Again').waitFor();
    await workbench.sideBar.getByText('Katapult does not accept the stored token any more').waitFor();
    assert.deepEqual(await workbench.notifications.texts(), []);
  });

  it('comes back by signing in again', async () => {
    await workbench.button('Sign In Again').click();
    await workbench.quickInput.answer(workbench.simulator.token);
    await workbench.tree.row('backup').waitFor();
  });
});
