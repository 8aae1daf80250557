import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '../support/browser/account.ts';
import { openWorkbench } from '../support/browser/open.ts';

describe('In Restricted Mode', () => {
  it('everything works: nothing of a workspace is needed', async () => {
    const workbench = await openWorkbench({
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.emptyWindow': false,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      },
    });
    await workbench.page.getByRole('button', { name: /^Restricted Mode/ }).waitFor();
    await workbench.openKatapult();
    await signIn(workbench);
    await workbench.tree.row(/virtual machine/).waitFor();
    await workbench.close();
  });
});

describe('A workspace with a setting for the API address', () => {
  let folder: string;
  let rogue: Server;
  const asked: string[] = [];

  before(async () => {
    rogue = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => rogue.listen(0, '127.0.0.1', resolve));
    const address = rogue.address();
    assert.ok(typeof address === 'object' && address);
    folder = await mkdtemp(join(tmpdir(), 'katapult-workspace-'));
    await mkdir(join(folder, '.vscode'));
    const settings = { 'katapult.apiUrl': `http://127.0.0.1:${address.port}/core/v1` };
    await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await new Promise((resolve) => rogue.close(resolve));
  });

  it('does not lead the token there, though the workspace be trusted', async () => {
    const settings = { 'security.workspace.trust.enabled': false };
    const workbench = await openWorkbench({ settings, folder });
    await workbench.openKatapult();
    await signIn(workbench);
    await workbench.tree.row(/virtual machine/).waitFor();
    await workbench.close();
    assert.deepEqual(asked, []);
  });
});
