// The README's pictures. As tests they see to it that these states can be reached.
import { openMachine, signIn } from '../support/browser/account.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Pictures', () => {
  let workbench: Workbench;

  before(async () => (workbench = await openWindow()));
  after(() => workbench.close());

  it('show the side bar before anybody has signed in', async () => {
    await workbench.button('Explore a Demo Account').waitFor();
    await workbench.sideBar.getByRole('progressbar').waitFor({ state: 'hidden' });
    await workbench.resizeSideBar(330);
    await workbench.page.locator('.workbench-hover-container').waitFor({ state: 'hidden' });
    await workbench.page.setViewportSize({ width: 900, height: 300 });
    await workbench.picture('welcome', workbench.sideBar);
    await workbench.page.setViewportSize({ width: 900, height: 560 });
  });

  it('show the demo account, and long names in a narrow side bar', async () => {
    await workbench.button('Explore a Demo Account').click();
    await workbench.tree.row('cache-01').waitFor();
    await openMachine(workbench, 'cache-01');
    await workbench.tree.row('10.20.0.2').waitFor();
    await workbench.resizeSideBar(340);
    await workbench.picture('demo', workbench.sideBar);
    await workbench.resizeSideBar(210);
    await workbench.picture('narrow', workbench.sideBar);
    await workbench.resizeSideBar(400);
    await openTree(workbench);
  });

  for (const [name, theme, mark] of [
    ['light', 'Light Modern', 'vs'],
    ['hc', 'Dark High Contrast', 'hc-black'],
    ['dark', 'Dark Modern', 'vs-dark'],
  ] as const) {
    it(`show the tree in the colours of ${theme}`, async () => {
      await workbench.chooseTheme(theme);
      await workbench.page.locator(`.monaco-workbench.${mark}`).waitFor();
      await workbench.picture(`tree-${name}`);
    });
  }

  it('show everything that is known of an address', async () => {
    await workbench.tree.hover('203.0.113.66');
    await workbench.picture('tooltip');
    await workbench.page.mouse.move(700, 500);
  });

  it('show the addresses that can be allocated', async () => {
    const { quickInput, tree } = workbench;
    await tree.action('Public Network', /^Allocate/);
    await quickInput.options();
    await quickInput.root.getByRole('progressbar').waitFor({ state: 'hidden' });
    await workbench.page.mouse.move(700, 500);
    await workbench.picture('allocate');
    await quickInput.cancel();
  });

  it('show the question before an address is unallocated', async () => {
    const { dialog, tree } = workbench;
    await tree.action('203.0.113.67', /^Unallocate/);
    await dialog.text();
    await workbench.picture('unallocate');
    await dialog.choose('Cancel');
  });

  it('show the commands in the palette', async () => {
    const { page, quickInput } = workbench;
    await page.keyboard.press('F1');
    await quickInput.type('>Katapult: ');
    await quickInput.option('Katapult: Allocate IP Address…').waitFor();
    await workbench.picture('palette');
    await quickInput.cancel();
  });

  it('show what is found while one types', async () => {
    const { quickInput } = workbench;
    await workbench.command('Katapult: Find…');
    await quickInput.type('203.0.113.6');
    await quickInput.option(/^203\.0\.113\.6\d?,/).waitFor();
    await workbench.picture('find');
    await quickInput.cancel();
  });

  it('show what is unallocated, and what was done', async () => {
    const { dialog, notifications, page, tree } = workbench;
    await page.setViewportSize({ width: 900, height: 900 });
    await tree.collapse('cache-01');
    const pool = await workbench.openView('Unallocated Addresses');
    await pool.row('Backend Amsterdam').waitFor();
    await pool.row('Network not known yet').waitFor({ state: 'hidden' });
    await tree.action('203.0.113.67', /^Unallocate/);
    await dialog.choose('Unallocate');
    await tree.row('203.0.113.67').waitFor({ state: 'hidden' });
    const activity = await workbench.openView('Activity');
    await activity.row(/^Unallocated 203\.0\.113\.67/).waitFor();
    await pool.row(/^203\.0\.113\.67,/).waitFor();
    await workbench.command('Notifications: Clear All Notifications');
    await notifications.messages('Unallocated').waitFor({ state: 'hidden' });
    await page.mouse.move(700, 500);
    await workbench.picture('pool', workbench.sideBar);
    await page.setViewportSize({ width: 900, height: 560 });
  });

  it('show a branch that could not be loaded, with Retry', async () => {
    const { cloud, page, tree } = workbench;
    const { id } = await cloud.machine('backup');
    await cloud.fail(`${id}/network_interfaces`, { kind: 'error', code: 'service_unavailable' });
    await tree.expand('backup');
    await workbench.resizeSideBar(470);
    await tree.row(/^Could not load/).hover();
    await page.setViewportSize({ width: 900, height: 360 });
    await workbench.picture('failure', workbench.sideBar);
  });
});

async function openWindow(): Promise<Workbench> {
  const settings = {
    'window.customTitleBarVisibility': 'never',
    'window.menuBarVisibility': 'hidden',
    'workbench.layoutControl.enabled': false,
    'workbench.statusBar.visible': false,
  };
  const simulator = { vms: 18 };
  const workbench = await openWorkbench({ width: 900, height: 560, settings, simulator });
  await workbench.openKatapult();
  await workbench.page.mouse.move(700, 500);
  // The emblem of the program in which the window runs.
  await workbench.page.addStyleTag({ content: '.editor-group-watermark { visibility: hidden }' });
  return workbench;
}

/** The same cloud each time, with two of its machines open. */
async function openTree(workbench: Workbench): Promise<void> {
  const { page, tree } = workbench;
  await signIn(workbench);
  // By its address: a machine of the demo account has the same name.
  await tree.row(/^cache-01, .* 10\.20\.0\.3$/).waitFor();
  await openMachine(workbench, 'cache-01');
  await openMachine(workbench, 'web-01');
  await tree.row('203.0.113.66').waitFor();
  await page.mouse.move(700, 500);
}
