import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Remote-SSH', () => {
  let workbench: Workbench;

  after(() => workbench.close());

  it('is not offered where it is not installed, and the palette says what to install', async () => {
    workbench = await openOrganization('Harbour Digital');
    const items = await workbench.tree.menuItems('web-01');
    assert.ok(!items.some((item) => item.startsWith('Open in Remote-SSH')));
    await workbench.command('Katapult: Open in Remote-SSH…');
    await workbench.notifications.read(/Install the extension Remote - SSH \(ms-vscode-remote\.remote-ssh\)/);
    await workbench.close();
  });

  it('opens a window on a machine by one of its addresses, user and port, where it is installed', async () => {
    workbench = await openOrganization('Harbour Digital', { window: { companion: 'remote-ssh' } });
    const { page, quickInput, tree } = workbench;
    await tree.menu('web-01', /^Open in Remote-SSH/);
    await quickInput.pick('203.0.113.2');
    // Else what is typed would meet the box before.
    await quickInput.wait('(2/3)');
    await quickInput.answer('deploy');
    await quickInput.wait('(3/3)');
    const opened = page.context().waitForEvent('page');
    await quickInput.answer('');
    const other = await opened;
    assert.equal(new URL(other.url()).origin, new URL(page.url()).origin);
    await other.close();
  });
});
