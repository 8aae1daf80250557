import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { refusalOf } from '../../src/accounts/deeds.ts';
import type { ExportsForTest } from '../../src/extension.ts';
import { commands } from '../../src/manifest.ts';
import { AccountsMenu } from '../../src/platform/accountsMenu.ts';
import { answering, control, findRow, fresh, token, treeText } from './scene.ts';

const readingScopes = ['organizations:read', 'virtual_machines:read', 'ip_addresses:read'];

async function tokenOf(spec: object = {}): Promise<string> {
  return String(Reflect.get(Object(await control('POST', 'tokens', spec)), 'token'));
}

/** What rows of the whole tree are for the menus. */
async function capabilities(own: ExportsForTest, kind: 'account' | 'address' | 'machine'): Promise<string> {
  const row = await findRow(own, kind);
  return own.tree.getTreeItem(row).contextValue ?? '';
}

describe('Several accounts in the tree', () => {
  let own: ExportsForTest;

  beforeEach(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
  });
  afterEach(async () => {
    await own.accounts.bind(undefined);
    for (const { id } of own.accounts.all) await own.accounts.signOut(id);
  });

  it('have rows of their own, with what is to be known of each', async () => {
    await own.accounts.signIn(await tokenOf({ scopes: readingScopes }), 'Alex', {
      lackingScopes: ['ip_addresses'],
    });
    await own.accounts.change(own.accounts.all[0]?.id ?? '', { readOnly: true });
    const rows = (await treeText(own)).split('\n').filter((row) => /^\S/.test(row));
    assert.match(rows[0] ?? '', /^Robin \| read-only · 127\.0\.0\.1:\d+ \(lock\)$/);
    assert.match(rows[1] ?? '', /^Alex \| lacks ip_addresses · 127\.0\.0\.1:\d+ \(account\)$/);
    assert.equal(rows.length, 2);
  });

  it('offer no change in one that is read-only, and refuse it from anywhere', async () => {
    assert.match(await capabilities(own, 'address'), /;can:unallocate;/);
    const address = await findRow(own, 'address');
    await vscode.commands.executeCommand(commands.markReadOnly);
    assert.doesNotMatch(await capabilities(own, 'address'), /can:(unallocate|move|edit)|not:/);
    assert.doesNotMatch(await capabilities(own, 'machine'), /can:(allocate|power|start|stop)/);
    await control('DELETE', 'requests');
    const said = await answering('Unallocate', () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, address),
    );
    assert.deepEqual(said, ['Katapult: The account Robin is marked as read-only. Nothing was done.']);
    await vscode.commands.executeCommand(commands.unmarkReadOnly);
    assert.match(await capabilities(own, 'address'), /;can:unallocate;/);
  });

  it('grey out what a token lacks the scope for, and say which it is', async () => {
    const [node] = own.accounts.all;
    await own.accounts.signIn(await tokenOf({ scopes: readingScopes }), 'Robin', {
      lackingScopes: ['ip_addresses'],
    });
    assert.match(await capabilities(own, 'address'), /;not:addresses;.*;can:unallocate;.*;can:why;/);
    const address = await findRow(own, 'address');
    const words =
      'The token of the account Robin lacks the scope ip_addresses. Nothing was done. Sign in with a token that has it.';
    const refused = await answering(undefined, () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, address),
    );
    assert.deepEqual(refused, [`Katapult: ${words}`]);
    const explained = await answering('Check Again', () =>
      vscode.commands.executeCommand(commands.explainScope, address),
    );
    assert.deepEqual(explained, [words]);
    assert.ok(node && refusalOf(node.session.account, 'addresses'), 'it still lacks it');
  });

  it('are one alone in a workspace that is bound to it', async () => {
    await own.accounts.signIn(await tokenOf(), 'Alex', { another: true });
    const [, second] = own.accounts.all;
    await vscode.commands.executeCommand(commands.bindAccount, second);
    assert.doesNotMatch(await treeText(own), /^(Robin|Alex)/m);
    assert.deepEqual(
      own.accounts.sessions.map(({ account }) => account.name),
      ['Alex'],
    );
    await vscode.commands.executeCommand(commands.unbindAccount);
    assert.match(await treeText(own), /^Robin.*[^]*^Alex/m);
  });

  it('are in VS Code’s Accounts menu without their tokens, and are signed out there', async () => {
    const { registerAuthenticationProvider } = vscode.authentication;
    Object.assign(vscode.authentication, {
      registerAuthenticationProvider: () => ({ dispose: () => undefined }),
    });
    const menu = new AccountsMenu(own.accounts);
    Object.assign(vscode.authentication, { registerAuthenticationProvider });
    const heard: string[] = [];
    const words = (sessions: readonly vscode.AuthenticationSession[] | undefined, sign: string) =>
      (sessions ?? []).map(({ account }) => sign + account.label);
    menu.onDidChangeSessions(({ added, removed }) =>
      heard.push(...words(removed, '-'), ...words(added, '+')),
    );
    try {
      const [first] = await menu.getSessions();
      assert.deepEqual([first?.account.label, first?.accessToken], ['Robin', '']);
      await own.accounts.change(first?.id ?? '', { name: 'Production' });
      await menu.removeSession(first?.id ?? '');
      assert.deepEqual(heard, ['+Production', '-Production']);
      assert.equal(own.accounts.session.kind, 'signedOut');
    } finally {
      menu.dispose();
    }
  });
});
