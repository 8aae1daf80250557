// The README's pictures. As tests they see to it that these states can be reached.
import { openMachine, signIn } from '../support/browser/account.ts';
import { openWorkbench, type Theme } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Pictures', () => {
  let workbench: Workbench;

  afterEach(async () => {
    if (workbench.page.isClosed()) return;
    await workbench.cloud.heal();
  });

  describe('in dark colours', () => {
    before(async () => (workbench = await openWindow('dark')));
    after(() => workbench.close());

    it('show the side bar before anybody has signed in', async () => {
      await workbench.button('Explore a Demo Account').waitFor();
      await workbench.picture('welcome', workbench.sideBar);
    });

    it('show the tree', async () => {
      await openTree(workbench);
      await workbench.picture('tree-dark');
    });

    it('show the demo account', async () => {
      await workbench.picture('demo', workbench.sideBar);
    });

    it('show an address with everything known of it', async () => {
      const { tree } = workbench;
      await tree.hover('203.0.113.2');
      await workbench.picture('tooltip');
      await workbench.page.mouse.move(600, 500);
    });

    it('show the addresses that can be allocated', async () => {
      const { quickInput, tree } = workbench;
      await tree.action(/^Public Network, .* 4 addresses/, /^Allocate/);
      await quickInput.options();
      await quickInput.root.getByRole('progressbar').waitFor({ state: 'hidden' });
      await workbench.picture('allocate');
      await quickInput.cancel();
    });

    it('show the question before an address is unallocated', async () => {
      const { dialog, tree } = workbench;
      await tree.action('203.0.113.2', /^Unallocate/);
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

    it('show long names in a narrow side bar', async () => {
      const { page } = workbench;
      const box = await workbench.sideBar.boundingBox();
      const edge = (box?.x ?? 0) + (box?.width ?? 0);
      await page.mouse.move(edge, 300);
      await page.mouse.down();
      await page.mouse.move(edge - 90, 300, { steps: 5 });
      await page.mouse.up();
      await page.mouse.move(600, 500);
      await workbench.picture('narrow', workbench.sideBar);
      await page.mouse.move(edge - 90, 300);
      await page.mouse.down();
      await page.mouse.move(edge, 300, { steps: 5 });
      await page.mouse.up();
    });

    it('show a branch that could not be loaded, with Retry', async () => {
      const { cloud, tree } = workbench;
      await signIn(workbench);
      await tree.row('cache-01').waitFor();
      const { id } = await cloud.machine('build-04');
      await cloud.fail(`${id}/network_interfaces`, { kind: 'error', code: 'permission_denied' });
      await openMachine(workbench, 'cache-01');
      await tree.expand('build-04');
      await tree.row(/^Could not load/).hover();
      await workbench.picture('failure', workbench.sideBar);
    });
  });

  for (const [theme, name] of [
    ['light', 'in light colours'],
    ['hc', 'in high contrast'],
  ] as const) {
    describe(name, () => {
      before(async () => (workbench = await openWindow(theme)));
      after(() => workbench.close());

      it('show the tree', async () => {
        await openTree(workbench);
        await workbench.picture(`tree-${theme}`);
      });
    });
  }
});

async function openWindow(theme: Theme): Promise<Workbench> {
  const settings = {
    'window.customTitleBarVisibility': 'never',
    'window.menuBarVisibility': 'hidden',
    'workbench.layoutControl.enabled': false,
  };
  const workbench = await openWorkbench({ theme, width: 1000, height: 640, settings });
  await workbench.openKatapult();
  // The emblem of the program in which the window runs.
  await workbench.page.addStyleTag({ content: '.editor-group-watermark { visibility: hidden }' });
  return workbench;
}

/** The demo account, the same each time, with two machines open. */
async function openTree(workbench: Workbench): Promise<void> {
  const { page, tree } = workbench;
  await workbench.button('Explore a Demo Account').click();
  await tree.row('backup').waitFor();
  await openMachine(workbench, 'cache-01');
  await openMachine(workbench, 'web-01');
  await tree.row('203.0.113.2').waitFor();
  await page.mouse.move(600, 500);
}
