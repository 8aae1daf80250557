import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { editorText, tab, webView } from '../support/browser/pages.ts';
import type { Workbench } from '../support/browser/workbench.ts';

const hostile = '<b>x</b> <img src=x onerror=alert(1)> `c` [l](command:x) ' + 'very-long-name-'.repeat(15);

describe('The properties of a machine', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
  });
  after(() => workbench.close());

  it('are a page with its state, its place and each of its addresses', async () => {
    const { page, tree } = workbench;
    await tree.menu('web-01', 'Show Properties');
    await tab(page, 'web-01').waitFor();
    const view = webView(page);
    await view.getByRole('heading', { name: 'web-01', level: 1 }).waitFor();
    await view.getByRole('row', { name: /^State started/ }).waitFor();
    await view.getByRole('row', { name: /^Created/ }).waitFor();
    const address = view.getByRole('row', { name: /^203\.0\.113\.2\/26/ });
    await address.waitFor();
    assert.match(await address.innerText(), /203\.0\.113\.1\b/);
    await workbench.picture('properties');
  });

  it('can be opened again and follow what changes', async () => {
    const { cloud, page } = workbench;
    const { id } = await cloud.machine('web-01');
    await cloud.change({ action: 'rename-machine', id, name: hostile });
    await workbench.titleAction(/^Refresh/);
    const view = webView(page);
    await view.getByRole('heading', { name: hostile, level: 1 }).waitFor();
    assert.equal(await view.locator('b, img, a, script').count(), 0);
    await workbench.picture('properties-hostile');
  });

  for (const [theme, mark] of [
    ['Light Modern', 'vscode-light'],
    ['Dark High Contrast', 'vscode-high-contrast'],
  ] as const) {
    it(`have the colours of ${theme}`, async () => {
      const { page } = workbench;
      await workbench.chooseTheme(theme);
      const body = webView(page).locator(`body.${mark}`);
      await body.waitFor();
      const frame = await (await body.elementHandle()).ownerFrame();
      const colour = await frame?.evaluate('getComputedStyle(document.querySelector("h1")).color');
      assert.equal(colour, mark === 'vscode-light' ? 'rgb(59, 59, 59)' : 'rgb(255, 255, 255)');
      await workbench.picture(`properties-${mark}`);
    });
  }

  it('as JSON are a read-only document', async () => {
    const { page, tree } = workbench;
    await tree.menu('proxy', 'Show as JSON');
    await tab(page, 'proxy.json').waitFor();
    await eventually(async () => assert.match(await editorText(page).innerText(), /"fqdn":/));
    await editorText(page).click();
    await page.keyboard.type('x');
    await page.getByText('Cannot edit in read-only editor').first().waitFor();
    await workbench.picture('json');
  });
});
