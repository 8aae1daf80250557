import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('With the keyboard alone', () => {
  let workbench: Workbench;

  before(async () => (workbench = await openOrganization('Harbour Digital')));
  after(() => workbench.close());

  it('the tree is reached, and rows are opened with the arrows', async () => {
    await workbench.command('Katapult: Focus on Virtual Machines View');
    await press('Home', 'ArrowDown');
    await focused('backup');
    await press('ArrowRight');
    await workbench.tree.row('198.51.100.5').waitFor();
    await focused(/^backup, virtual machine, started/);
    await press('ArrowRight');
    await focused('Public Network');
    await press('ArrowDown');
    await focused('198.51.100.5');
  });

  it('F5 reads everything again', async () => {
    const { cloud, tree } = workbench;
    const { id } = await cloud.machine('web-01');
    await cloud.change({ action: 'rename-machine', id, name: 'web-01-renamed' });
    await press('F5');
    await tree.row('web-01-renamed').waitFor();
    await focused('198.51.100.5');
  });

  it('Ctrl+C copies the selected address, and F2 asks for its label', async () => {
    const { quickInput } = workbench;
    await press('Enter');
    // Again if need be: the extension hears of the selection a little later than the eye sees it.
    await eventually(async () => {
      await press('Control+c');
      assert.equal(await workbench.clipboard(), '198.51.100.5');
    });
    await press('F2');
    await quickInput.wait('Set Label: 198.51.100.5');
    await quickInput.cancel();
    await workbench.command('Katapult: Focus on Virtual Machines View');
    await focused('198.51.100.5');
  });

  it('Delete unallocates the address, after asking, and Escape answers no', async () => {
    const { cloud, dialog, tree } = workbench;
    await press('Enter');
    await workbench.pressDelete();
    assert.match(await dialog.text(), /^Unallocate 198\.51\.100\.5 from backup\?/);
    await press('Escape');
    await dialog.root.waitFor({ state: 'hidden' });
    assert.ok((await cloud.address('198.51.100.5')).allocationId);
    await workbench.pressDelete();
    await press('Enter');
    await tree.row('198.51.100.5').waitFor({ state: 'hidden' });
    assert.equal((await cloud.address('198.51.100.5')).allocationId, null);
  });

  it('what a row offers is in its menu', async () => {
    await workbench.command('Katapult: Focus on Virtual Machines View');
    await press('Home', 'Shift+F10');
    const menu = workbench.page.locator('.monaco-menu');
    await menu.getByRole('menuitem', { name: /^Allocate IP Address/ }).waitFor();
    await press('Escape');
    await menu.waitFor({ state: 'hidden' });
  });

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await workbench.page.keyboard.press(key);
  }

  /** Waits until a row has the focus that a screen reader follows. */
  async function focused(row: string | RegExp): Promise<void> {
    await workbench.tree.row(row).and(workbench.page.locator('.focused')).waitFor();
  }
});
