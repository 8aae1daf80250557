import assert from 'node:assert/strict';
import { UnusableApiUrl } from '../../../src/accounts/apiUrl.ts';
import { accountsKey, TokenStore } from '../../../src/accounts/tokenStore.ts';
import { Desk, settle } from './desk.ts';

describe('Accounts in several windows', () => {
  let desk: Desk;

  beforeEach(async () => (desk = await Desk.open()));
  afterEach(() => desk.close());

  it('let other windows notice signing in and signing out', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await Promise.all([here.accounts.restore(), there.accounts.restore()]);
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    await here.accounts.signOut();
    await settle();
    assert.deepEqual(there.kinds, ['signedOut', 'open Robin', 'signedOut']);
    assert.deepEqual(here.kinds, ['signedOut', 'open Robin', 'signedOut'], 'and nothing twice here');
    assert.equal(desk.keyring.entries.size, 0);
  });

  it('follow other windows again after a change of their own has failed', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    desk.keyring.broken = true;
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    desk.keyring.broken = false;
    const { value } = desk.cloud.simulator.createToken({});
    await there.accounts.signIn(value, 'Alex');
    await settle();
    assert.deepEqual(here.kinds, ['open Robin', 'open Alex']);
  });

  it('follow another window whose change came in the middle of a change of their own', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    const { value } = desk.cloud.simulator.createToken({});
    const store = desk.keyring.store.bind(desk.keyring);
    desk.keyring.store = async (key, text) => {
      desk.keyring.store = store;
      await store(key, text);
      await there.accounts.signIn(value, 'Alex');
    };
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    assert.deepEqual(
      here.accounts.sessions.map(({ account }) => account.name),
      ['Robin', 'Alex'],
    );
  });

  it('follow another window although they were changing something, in vain, while they read that', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.restore();
    const { value } = desk.cloud.simulator.createToken({});
    desk.keyring.onDidChange(() => {
      desk.keyring.broken = true;
      void here.accounts.signIn(value, 'Alex');
    });
    await there.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    assert.deepEqual(here.accounts.sessions.map(({ account }) => account.name).sort(), ['Alex', 'Robin']);
  });

  it('go on as they were when another window signs in with the same token', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = here.accounts;
    await there.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    assert.equal(here.accounts.session, session);
  });

  it('hear nothing of what others keep in SecretStorage', async () => {
    const heard: string[] = [];
    const store = new TokenStore(desk.keyring);
    const subscription = store.onDidChange(() => heard.push('change'));
    await desk.keyring.store('somebody.else', 'x');
    assert.deepEqual(heard, []);
    const account = { id: 'a', name: 'x', person: 'x', apiUrl: desk.apiUrl, token: 'x' };
    await store.write({ ...account, readOnly: false, lackingScopes: [] });
    assert.deepEqual(heard, ['change']);
    subscription.dispose();
  });

  it('come back from “sign in again” when another window signs in', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    desk.cloud.simulator.revokeToken(desk.cloud.token);
    const { session } = here.accounts;
    assert.ok(session.kind === 'open');
    await session.inventory.open();
    const { value } = desk.cloud.simulator.createToken({});
    await there.accounts.signIn(value, 'Robin');
    await settle();
    assert.deepEqual(here.kinds, ['open Robin', 'refused', 'open Robin']);
  });

  it('store nothing of the demo, and stay in it while other windows sign in and out', async () => {
    const { openDemo } = await import('../../../src/simulator/demo.ts');
    const [here, there] = [desk.openWindow(openDemo()), desk.openWindow()];
    await here.accounts.openDemo();
    assert.equal(desk.keyring.entries.size, 0);
    await there.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    await there.accounts.signOut();
    await settle();
    assert.deepEqual(here.kinds, ['open Demo']);
  });

  it('stay at “sign in again” while the token that is stored is the refused one', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    desk.cloud.simulator.revokeToken(desk.cloud.token);
    const { session } = here.accounts;
    assert.ok(session.kind === 'open');
    await session.inventory.open();
    await there.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    assert.deepEqual(here.kinds, ['open Robin', 'refused']);
  });

  it('open again with the token with which they were signed out', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    await here.accounts.signOut();
    await there.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    assert.deepEqual(here.kinds, ['open Robin', 'signedOut', 'open Robin']);
  });

  it('do not fall over the change of another while their own API address is unusable', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    desk.unusable = true;
    await here.accounts.restore();
    const { session } = here.accounts;
    assert.ok(session.kind === 'signedOut' && session.problem instanceof UnusableApiUrl);
    await desk.keyring.store(accountsKey, 'x');
    await assert.rejects(there.accounts.signIn(desk.cloud.token, 'Robin'), UnusableApiUrl);
    assert.deepEqual(here.kinds, ['signedOut']);
  });

  it('do nothing with what they were reading when they were closed', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.restore();
    desk.keyring.onDidChange(() => here.accounts.dispose());
    await there.accounts.signIn(desk.cloud.token, 'Robin');
    await settle();
    assert.deepEqual([here.kinds, here.accounts.all], [['signedOut'], []]);
  });

  it('hear and do nothing any more once they are closed', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = here.accounts;
    assert.ok(session.kind === 'open');
    here.accounts.dispose();
    await session.inventory.open();
    assert.equal(session.inventory.organizations.items, undefined);
    await there.accounts.restore();
    await there.accounts.signOut();
    await settle();
    assert.deepEqual(here.kinds, ['open Robin']);
  });
});
