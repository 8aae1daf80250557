import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { terminal } from '../support/browser/pages.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('SSH', () => {
  let workbench: Workbench;

  before(async () => {
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    workbench = await openOrganization('Harbour Digital', { window: { settings } });
  });
  after(() => workbench.close());

  it('to a machine asks for one of its addresses, the user and the port, and runs ssh with them', async () => {
    const { quickInput, tree } = workbench;
    await tree.menu('web-01', /^Open SSH Terminal/);
    const addresses = await quickInput.options();
    assert.deepEqual(
      addresses.map((each) => each.split(',')[0]),
      ['203.0.113.2', '203.0.113.3', '203.0.113.74', '2001:db8:500::1f0'],
    );
    await quickInput.pick('2001:db8:500::1f0');
    await quickInput.wait('(2/3)');
    await quickInput.answer('-oProxyCommand=x');
    await eventually(async () => assert.match(await quickInput.message(), /begins with a lower-case letter/));
    await quickInput.answer('deploy');
    await quickInput.wait('(3/3)');
    await quickInput.answer('70000');
    await eventually(async () => assert.match(await quickInput.message(), /from 1 to 65535/));
    await quickInput.answer('2222');
    await shows('[-p][2222][--][deploy@2001:db8:500::1f0]');
    await workbench.picture('ssh');
  });

  it('to the same machine asks for the login no more', async () => {
    await workbench.command('Terminal: Kill All Terminals');
    await workbench.tree.menu('web-01', /^Open SSH Terminal/);
    await workbench.quickInput.pick('203.0.113.2');
    await shows('[-p][2222][--][deploy@203.0.113.2]');
  });

  it('has another user and port when told so, and is copied with them', async () => {
    const { quickInput, tree } = workbench;
    await tree.menu('web-01', /^Set SSH User and Port/);
    await eventually(async () => assert.equal(await quickInput.field.inputValue(), 'deploy'));
    await quickInput.answer('root');
    await eventually(async () => assert.equal(await quickInput.field.inputValue(), '2222'));
    await quickInput.answer('');
    await workbench.says('SSH user and port of web-01 are remembered');
    await tree.menu('web-01', 'Copy As', 'Copy SSH Command');
    await workbench.says('Copied ssh root@203.0.113.2');
  });

  async function shows(text: string): Promise<void> {
    await eventually(async () => {
      const screen = await terminal(workbench.page).innerText();
      assert.ok(screen.replaceAll(/\s/g, '').includes(text), screen);
    });
  }
});
