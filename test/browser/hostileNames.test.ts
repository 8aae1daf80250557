import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

/** Were it not shown as it is, it would be bold, a link that closes the window, an icon, an image, a new line. */
const name = '**b** [x](command:workbench.action.closeWindow) $(alert) <img src=x> `c`';

describe('A machine with a name that means something to VS Code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    const { id } = await workbench.cloud.machine('proxy');
    await workbench.cloud.change({ action: 'rename-machine', id, name });
    await workbench.titleAction(/^Refresh/);
    await workbench.tree.row(hostile).waitFor();
  });
  after(() => workbench.close());
  afterEach(() => workbench.cloud.heal());

  it('is called by that name in its row', async () => {
    const row = workbench.tree.row(hostile);
    assert.equal(await row.locator('.label-name').innerText(), name);
    assert.equal(await row.locator('.codicon-alert').count(), 0);
  });

  it('is called by that name in its tooltip, where nothing can be clicked', async () => {
    const [heading] = (await workbench.tree.tooltip(hostile)).split('\n');
    assert.equal(heading, name);
    const tooltip = await workbench.tree.hover(hostile);
    assert.equal(await tooltip.locator('a, img, .codicon').count(), 0);
  });

  it('is called by that name where a machine is chosen', async () => {
    await workbench.command('Katapult: Allocate IP Address…');
    await workbench.quickInput.type('closeWindow');
    const option = workbench.quickInput.option(hostile);
    assert.equal(
      await option.locator('.monaco-icon-label-container').first().innerText(),
      `${name}proxy.infra.harbour-digital.example`,
    );
    assert.equal(await option.locator('.codicon-alert').count(), 0);
    await workbench.quickInput.cancel();
  });

  it('is called by that name in the question, the progress and the word of success', async () => {
    const { cloud, dialog, tree } = workbench;
    await tree.expand(hostile);
    await tree.menu('198.51.100.4', /^Unallocate/);
    assert.ok((await dialog.text()).startsWith(`Unallocate 198.51.100.4 from ${name}?`), await dialog.text());
    await cloud.slow(1_500);
    await dialog.choose('Unallocate');
    // The status bar would make a link of it, were there no space.
    const spaced = name.replace('](', '] (');
    await workbench.says(`Unallocating 198.51.100.4 from ${spaced}…`);
    await workbench.says(`Unallocated 198.51.100.4 from ${spaced}`);
  });
});

const hostile = /^\*\*b\*\*/;
