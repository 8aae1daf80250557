import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMachine, signIn } from '../support/browser/account.ts';
import { hostOf } from '../support/browser/host.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';
import { newest } from '../support/setup/vscode.ts';

/** Every file of VS Code's own on this machine: settings, storage, state, logs. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(join('extensions', 'katapult-community')));
}

async function filesHolding(folder: string, secret: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of await filesOf(folder)) {
    // Logs come and go while VS Code works.
    const content = await readFile(file, 'utf8').catch(() => '');
    if (content.includes(secret)) found.push(file);
  }
  return found;
}

describe('Secrets', () => {
  let workbench: Workbench;
  let canary: string;
  const seen: string[] = [];

  /** Everything that can be read in the window now. */
  async function look(): Promise<void> {
    seen.push(await workbench.page.locator('body').innerText(), await workbench.ariaSnapshot());
    seen.push(...(await workbench.notifications.texts()));
  }

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
    canary = (await workbench.cloud.makeToken()).token;
    await signIn(workbench, canary);
    await workbench.tree.row(/virtual machine/).waitFor();
    await goThroughEverything();
  });
  after(() => workbench.close());

  async function goThroughEverything(): Promise<void> {
    const { tree, quickInput, dialog, notifications, cloud } = workbench;
    await openMachine(workbench, 'web-01');
    seen.push(await tree.tooltip('web-01'));
    await tree.action(/^Public Network, network interface/, /^Allocate IP/);
    await quickInput.wait('Allocate IP Address');
    await quickInput.option(/IPv4|\d+\.\d+/).waitFor();
    await look();
    await quickInput.accept();
    await workbench.says(/Allocated .+ to web-01/);
    await tree.root.getByRole('treeitem', { name: /IP address/, selected: true }).waitFor();
    await cloud.fail('/unallocate$', { kind: 'body', status: 502, body: '<html>Bad Gateway</html>' });
    await tree.menu(/IP address/, /^Unallocate/);
    await look();
    await dialog.choose('Unallocate');
    seen.push(await notifications.read('Could not unallocate'));
    await cloud.heal();
    await tree.menu(/IP address/, /^Copy IP Address$/);
    await workbench.command('Katapult: Show Log');
    await look();
  }

  it('have been there: the token in what was sent, the root password in what came', async () => {
    const requests = await workbench.cloud.requests();
    assert.ok(requests.some(({ authorized }) => authorized));
    assert.ok(requests.some(({ responseBody }) => responseBody.includes('initial_root_password')));
    assert.ok(requests.every(({ tokenOutsideHeader }) => !tokenOutsideHeader));
  });

  it('are nowhere in the window, and not on the clipboard', async () => {
    seen.push(await workbench.clipboard());
    const passwords = await rootPasswords();
    assert.ok(seen.join('').length > 1_000);
    for (const secret of [canary, ...passwords]) assert.ok(!seen.some((text) => text.includes(secret)));
  });

  it('are in no file of VS Code’s: settings, storage, state, logs', async () => {
    const { dataFolder } = await hostOf(newest);
    assert.ok((await filesOf(dataFolder)).length > 5);
    for (const secret of [canary, ...(await rootPasswords())]) {
      assert.deepEqual(await filesHolding(dataFolder, secret), []);
    }
  });

  async function rootPasswords(): Promise<string[]> {
    const bodies = (await workbench.cloud.requests()).map(({ responseBody }) => responseBody).join('\n');
    const passwords = [...bodies.matchAll(/"initial_root_password":"([^"]+)"/g)].map(
      ([, value]) => value ?? '',
    );
    assert.ok(passwords.length > 0);
    return [...new Set(passwords)];
  }
});
