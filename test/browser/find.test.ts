import assert from 'node:assert/strict';
import { signIn } from '../support/browser/account.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Find', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
    await signIn(workbench);
    await workbench.tree.row('backup').waitFor();
  });
  after(() => workbench.close());
  afterEach(() => workbench.cloud.heal());

  it('shows the best first as one types, in the order in which it fits', async () => {
    const { quickInput } = workbench;
    await open('web-01');
    await found(/^web-01, 203\.0\.113\.2 \+3 · Harbour Digital/);
    const options = await quickInput.options();
    assert.match(options[0] ?? '', /^web-01,/);
    // VS Code would have left these out: their label is an address.
    assert.ok(
      options.some((option) => /^203\.0\.113\.2, .*web-01/.test(option)),
      options.join('\n'),
    );
    await workbench.picture('find');
    await quickInput.type('203.0.113.0/30');
    await found(/^203\.0\.113\.2,/);
    assert.ok((await quickInput.options()).every((option) => /^203\.0\.113\.[0-3],/.test(option)));
    await quickInput.cancel();
  });

  it('goes with Enter to the row, opening what is above, and remembers what was looked for', async () => {
    const { quickInput, tree } = workbench;
    await open('2001:0db8:0500:0000::01f0');
    await found(/^2001:db8:500::1f0, /);
    await quickInput.accept();
    const row = tree.row('2001:db8:500::1f0');
    await row.and(workbench.page.locator('.focused.selected')).waitFor();
    await workbench.page.keyboard.press('Control+f');
    await quickInput.wait('Find');
    assert.equal(await quickInput.field.inputValue(), '2001:0db8:0500:0000::01f0');
    await workbench.page.keyboard.type('proxy');
    await found(/^proxy, /);
    assert.equal(await quickInput.field.inputValue(), 'proxy');
    await quickInput.cancel();
  });

  it('says that nothing is found, and what could not be read, which Enter tries again', async () => {
    const { cloud, quickInput, tree } = workbench;
    const organization = (await cloud.state()).organizations.find(({ name }) => name === 'Meadow Studio');
    await cloud.fail(`${organization?.id}/ip_addresses`, { kind: 'error', code: 'service_unavailable' });
    await workbench.titleAction(/^Refresh/);
    await tree.row(/^IP addresses as of /).waitFor();
    await open('there is no such thing');
    await found(/^Nothing found/);
    await found(/^Meadow Studio could not be read/);
    await cloud.heal();
    await quickInput.pick(/^Meadow Studio could not be read/);
    await quickInput.option(/^Meadow Studio could not be read/).waitFor({ state: 'hidden' });
    await found(/^Nothing found/);
    await quickInput.cancel();
  });

  it('copies from the list, which stays, and begins an action from it', async () => {
    const { dialog, quickInput } = workbench;
    await open('203.0.113.2 web-01');
    await press(/^203\.0\.113\.2, /, 'Copy IP Address');
    await workbench.says('Copied 203.0.113.2');
    assert.equal(await workbench.clipboard(), '203.0.113.2');
    await press(/^203\.0\.113\.2, /, 'Unallocate IP Address');
    assert.match(await dialog.text(), /^Unallocate 203\.0\.113\.2 from web-01\?/);
    await dialog.choose('Cancel');
    await quickInput.root.waitFor({ state: 'hidden' });
  });

  it('clears the filter that hides what was found, and says so', async () => {
    const { page, quickInput, tree } = workbench;
    await workbench.command('Katapult: Filter');
    await quickInput.pick('Text');
    await quickInput.answer('nothing is called like that');
    await tree.row('No virtual machine matches the filter.').waitFor();
    await open('mail-02');
    await found(/^mail-02, /);
    await quickInput.accept();
    await tree
      .row(/^mail-02, /)
      .and(page.locator('.selected'))
      .waitFor();
    await workbench.says('Cleared the filter, which hid mail-02');
  });

  it('offers no change in an account that is read-only', async () => {
    const { quickInput } = workbench;
    await workbench.command('Katapult: Mark Account as Read-Only');
    await workbench.sideBar
      .getByText(/read-only/)
      .first()
      .waitFor();
    await open('203.0.113.2 web-01');
    const row = quickInput.option(/^203\.0\.113\.2, /);
    await row.hover();
    await row.getByRole('button', { name: 'Copy IP Address' }).waitFor();
    assert.equal(await row.getByRole('button', { name: 'Unallocate IP Address' }).count(), 0);
    await quickInput.cancel();
  });

  async function open(text: string): Promise<void> {
    await workbench.command('Katapult: Find');
    await workbench.quickInput.wait('Find');
    await workbench.quickInput.type(text);
  }

  async function found(name: RegExp): Promise<void> {
    await workbench.quickInput.option(name).waitFor();
  }

  async function press(option: RegExp, button: string): Promise<void> {
    const row = workbench.quickInput.option(option);
    await row.hover();
    await row.getByRole('button', { name: button }).click();
  }
});
