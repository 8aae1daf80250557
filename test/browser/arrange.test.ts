import assert from 'node:assert/strict';
import { openMachine, signIn } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Arranging the tree', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
    await signIn(workbench);
    await workbench.tree.row('backup').waitFor();
  });
  after(() => workbench.close());

  it('groups machines of all organizations by data center, and what was open stays open', async () => {
    const { tree } = workbench;
    await openMachine(workbench, 'web-01');
    await group('Data Center');
    await tree.row(/^.+, data center, \d+ virtual machines?$/).waitFor();
    await tree.row('Harbour Digital').waitFor({ state: 'hidden' });
    await tree.row(/^web-01, virtual machine, started/).waitFor();
    await tree.row('203.0.113.2').waitFor();
    await workbench.picture('grouped');
    await workbench.resizeSideBar(210);
    await workbench.picture('grouped-narrow');
    await workbench.resizeSideBar(400);
    await tree.collapse(/^.+, data center,/);
    await workbench.titleAction(/^Refresh/);
    await workbench.sideBar.getByRole('progressbar').waitFor({ state: 'hidden' });
    assert.equal(await tree.row(/^.+, data center,/).getAttribute('aria-expanded'), 'false');
    await tree.expand(/^.+, data center,/);
  });

  it('filters by values with how many there are, says so in the head, and clears it with one click', async () => {
    const { quickInput, tree } = workbench;
    await workbench.titleAction(/^Filter…/);
    await quickInput.pick('State');
    await quickInput.option(/^running, \d+/).waitFor();
    await quickInput.tick(/^running/);
    await quickInput.accept();
    await tree.row(/^\d+ not read yet/).waitFor();
    await tree.row(/^web-01, virtual machine, started/).waitFor();
    await workbench.sideBar.getByText('running', { exact: true }).waitFor();
    await tree.row('mail-02').waitFor({ state: 'hidden' });
    await workbench.picture('filtered');
    await workbench.titleAction(/^Clear Filter/);
    await tree.row('mail-02').waitFor();
    await workbench.button(/^Filter…/).waitFor();
  });

  it('says that nothing matches, and a click on that shows all again', async () => {
    const { quickInput, tree } = workbench;
    await workbench.command('Katapult: Filter');
    await quickInput.pick('Text');
    await quickInput.answer('nothing is called like that');
    await tree.row('No virtual machine matches the filter.').click();
    await tree.row('mail-02').waitFor();
  });

  it('has favourites on top, from the menu of their row', async () => {
    const { tree } = workbench;
    await group('Nothing');
    await tree.row(/data center/).waitFor({ state: 'hidden' });
    await tree.menu('vpn', 'Add to Favorites');
    await tree.row(/^vpn, virtual machine, .*favorite/).waitFor();
    await first('vpn');
    await tree.menu('vpn', 'Remove from Favorites');
    await first('backup');
  });

  it('is as it was in the window that is opened next', async () => {
    const { quickInput, tree } = workbench;
    await workbench.command('Katapult: Sort By');
    await quickInput.pick('First IP Address');
    await workbench.command('Katapult: Filter');
    await quickInput.pick('Text');
    await quickInput.answer('web');
    await tree.row('backup').waitFor({ state: 'hidden' });
    const before = await tree.text();
    assert.ok(before.split('\n').length > 1);
    await workbench.reload();
    await workbench.sideBar.getByText('“web”').waitFor();
    await eventually(async () => assert.equal(await names(), before.replaceAll(/,.*/g, '')));
  });

  for (const [theme, mark] of [
    ['Light Modern', 'vs'],
    ['Dark High Contrast', 'hc-black'],
  ] as const) {
    it(`can be read in the colours of ${theme}`, async () => {
      const { page, tree } = workbench;
      await workbench.chooseTheme(theme);
      await page.locator(`.monaco-workbench.${mark}`).waitFor();
      await tree.row(/^web/).waitFor();
      await workbench.picture(`filtered-${mark}`);
    });
  }

  async function group(by: string): Promise<void> {
    await workbench.command('Katapult: Group By');
    await workbench.quickInput.pick(by);
    await workbench.quickInput.root.waitFor({ state: 'hidden' });
  }

  async function first(name: string): Promise<void> {
    await eventually(async () => assert.equal((await names()).split('\n')[0], name));
  }

  async function names(): Promise<string> {
    return (await workbench.tree.text()).replaceAll(/,.*/g, '');
  }
});
