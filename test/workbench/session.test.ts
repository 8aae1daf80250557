import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/manifest.ts';
import { answering, control, eventually, fresh, parts, token, treeText } from './scene.ts';

describe('The session', () => {
  it('begins signed out, with an empty tree that leaves the place to the welcome text', async () => {
    const own = await fresh();
    assert.equal(own.accounts.session.kind, 'signedOut');
    assert.equal(await treeText(own), '');
  });

  it('keeps the token in SecretStorage, and opens with it again', async () => {
    const own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    await own.accounts.restore();
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    assert.equal(session.account.name, 'Robin');
  });

  it('ends with Sign Out: the token is gone for good', async () => {
    const own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    await vscode.commands.executeCommand(commands.signOut);
    await own.accounts.restore();
    assert.equal(own.accounts.session.kind, 'signedOut');
    assert.equal(await treeText(own), '');
  });

  it('turns to “sign in again” when the token is refused, without a message', async () => {
    const own = await fresh();
    const made = await control('POST', 'tokens', {});
    const value = String(Reflect.get(Object(made), 'token'));
    await own.accounts.signIn(value, 'Robin');
    await control('DELETE', `tokens/${String(Reflect.get(Object(made), 'id'))}`);
    const said = await answering(undefined, () => own.tree.getChildren());
    assert.equal(own.accounts.session.kind, 'refused');
    assert.deepEqual(said, []);
    assert.equal(await treeText(own), '');
  });

  it('says what to do when a command needs an account and there is none', async () => {
    await fresh();
    const said = await answering(undefined, () => vscode.commands.executeCommand(commands.allocateIpAddress));
    assert.deepEqual(said, ['Katapult: Sign in to Katapult first, or open the demo account.']);
  });

  it('opens the demo account, and leaves it without touching a token', async () => {
    const own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    await vscode.commands.executeCommand(commands.openDemo);
    const { session } = own.accounts;
    assert.ok(session.kind === 'open' && session.account.demo);
    assert.match(await treeText(own), /\bweb-\d+/);
    await vscode.commands.executeCommand(commands.signOut);
    await eventually(() => own.accounts.session.kind === 'open', 'the account from before is back');
    await vscode.commands.executeCommand(commands.signOut);
  });

  it('starts without waiting for the network', async () => {
    assert.ok(!((await parts()) instanceof Promise));
    const bundle = vscode.extensions.getExtension('katapult-community.vscode-katapult');
    assert.equal(bundle?.isActive, true);
  });
});
