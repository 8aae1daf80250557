import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { accountsKey, SecretsUnavailable, TokenStillStored } from '../../../src/accounts/tokenStore.ts';
import { Desk, settle } from './desk.ts';

describe('Accounts and SecretStorage', () => {
  let desk: Desk;

  beforeEach(async () => (desk = await Desk.open()));
  afterEach(() => desk.close());

  it('say so when the token can still be read after it was deleted', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    desk.keyring.stubborn = true;
    await assert.rejects(accounts.signOut(), TokenStillStored);
    assert.equal(accounts.session.kind, 'open', 'nobody is told that they are signed out');
  });

  it('say so when the token cannot be deleted, or when nobody answers that', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    desk.keyring.undeletable = 'failing';
    await assert.rejects(accounts.signOut(), SecretsUnavailable);
    desk.keyring.undeletable = 'silent';
    const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const refused = assert.rejects(accounts.signOut(), SecretsUnavailable);
      await clock.tickAsync(30_100);
      await refused;
      desk.keyring.undeletable = undefined;
      desk.keyring.silent = true;
      const unread = assert.rejects(accounts.signOut(), SecretsUnavailable);
      await clock.tickAsync(30_100);
      await unread;
    } finally {
      clock.uninstall();
    }
    assert.equal(accounts.session.kind, 'open', 'nobody is told that they are signed out');
  });

  it('keep each token with the API address that it is for, whatever the settings name later', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    desk.apiUrl = 'https://katapult.invalid/core/v1';
    const next = desk.openWindow();
    await next.accounts.restore();
    const { session } = next.accounts;
    assert.ok(session.kind === 'open');
    assert.equal(session.account.apiUrl, desk.cloud.url);
    await session.inventory.open();
    assert.ok(session.inventory.organizations.items);
  });

  it('are signed out with a reason when secrets can’t be read, and when what is stored is not ours', async () => {
    const { accounts } = desk.openWindow();
    const whole = { id: 'a', name: 'x', apiUrl: desk.apiUrl, token: 'x' };
    const odd = [
      { ...whole, token: '' },
      { ...whole, token: 1 },
      { ...whole, name: 1 },
      { ...whole, id: '' },
      { ...whole, apiUrl: undefined },
      { ...whole, apiUrl: 'http://katapult.invalid/core/v1' },
      { ...whole, apiUrl: `${desk.apiUrl}/` },
      { ...whole, readOnly: 'yes' },
      null,
    ];
    for (const text of ['not JSON', 'null', '{}', ...odd.map((each) => JSON.stringify([each]))]) {
      desk.keyring.entries.set(accountsKey, text);
      await accounts.restore();
      assert.deepEqual(accounts.session, { kind: 'signedOut' }, text);
    }
    desk.keyring.failing = true;
    await accounts.restore();
    const { session } = accounts;
    assert.ok(session.kind === 'signedOut' && session.problem instanceof SecretsUnavailable);
    assert.match(session.problem.message, /no keyring/);
  });

  it('keep a token that can’t be stored in memory alone, and say so', async () => {
    desk.keyring.broken = true;
    const { accounts, kinds } = desk.openWindow();
    const problem = await accounts.signIn(desk.cloud.token, 'Robin');
    assert.ok(problem instanceof SecretsUnavailable);
    assert.deepEqual(kinds, ['open Robin']);
    assert.equal(desk.keyring.entries.size, 0);
    desk.keyring.failing = true;
    const id = accounts.all[0]?.id ?? '';
    assert.equal(await accounts.change(id, { name: 'Mine' }), undefined, 'that is not to be stored either');
    assert.equal(accounts.sessions[0]?.account.name, 'Mine');
  });

  it('lose none to what stands damaged beside it', async () => {
    const { accounts, kinds } = desk.openWindow();
    const whole = { id: 'a', name: 'Robin', apiUrl: desk.apiUrl, token: desk.cloud.token };
    desk.keyring.entries.set(accountsKey, JSON.stringify([{ ...whole, id: 'b', token: 1 }, whole]));
    await accounts.restore();
    assert.deepEqual(kinds, ['open Robin']);
  });

  it('store nothing of an account that is no longer stored', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    desk.keyring.entries.clear();
    await accounts.change(accounts.all[0]?.id ?? '', { name: 'Mine' });
    assert.equal(desk.keyring.entries.size, 0);
  });

  it('do not wait for ever for a keyring that does not answer', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      desk.keyring.silent = true;
      const { accounts, kinds } = desk.openWindow();
      const restoring = accounts.restore();
      await clock.tickAsync(29_900);
      assert.deepEqual(kinds, [], 'its owner has half a minute to unlock it');
      await clock.tickAsync(200);
      await restoring;
      const { session } = accounts;
      assert.ok(session.kind === 'signedOut' && session.problem instanceof SecretsUnavailable);
      desk.keyring.silent = false;
      await accounts.restore();
      assert.equal(clock.countTimers(), 0, 'and no timer is left behind');
    } finally {
      clock.uninstall();
    }
  });

  it('survive a keyring that fails while another window’s change is followed', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = accounts;
    desk.keyring.failing = true;
    await desk.keyring.store(accountsKey, 'as another window would');
    await settle();
    assert.equal(accounts.session, session, 'what is open stays open');
  });
});
