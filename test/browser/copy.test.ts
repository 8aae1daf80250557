import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Copying', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'web-01');
  });
  after(() => workbench.close());

  it('an address takes a click on its button', async () => {
    await workbench.tree.action('203.0.113.2', /^Copy IP Address/);
    await copied('203.0.113.2');
  });

  it('an address with its mask is in the context menu', async () => {
    await workbench.tree.menu('2001:db8:500::1f0', 'Copy IP Address with Mask');
    await copied('2001:db8:500::1f0/48');
  });

  it('the id of a virtual machine is in its context menu', async () => {
    await workbench.tree.menu('web-01', 'Copy Virtual Machine ID');
    await copied((await workbench.cloud.machine('web-01')).id);
  });

  it('from the palette asks for the address', async () => {
    await workbench.command('Katapult: Copy IP Address');
    await workbench.quickInput.type('198.51.100.4');
    await workbench.quickInput.pick('198.51.100.4');
    await copied('198.51.100.4');
  });

  async function copied(text: string): Promise<void> {
    await workbench.says(`Copied ${text}`);
    await eventually(async () => assert.equal(await workbench.clipboard(), text));
  }
});
