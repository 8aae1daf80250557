import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { Accounts, type Demo } from '../../../src/accounts/accounts.ts';
import type { Session } from '../../../src/accounts/session.ts';
import {
  SecretsUnavailable,
  TokenStillStored,
  TokenStore,
  type Secrets,
} from '../../../src/accounts/tokenStore.ts';
import { ApiError, hasCode, NetworkError } from '../../../src/api/errors.ts';
import { Emitter } from '../../../src/inventory/emitter.ts';
import { serve } from '../../../src/simulator/serve.ts';

/** SecretStorage as several windows share it. */
class Keyring implements Secrets {
  readonly entries = new Map<string, string>();
  readonly #changes = new Emitter<{ key: string }>();
  /** Pretends to delete. */
  stubborn = false;
  failing = false;
  /** Cannot store. */
  broken = false;
  /** Never answers. */
  silent = false;

  readonly onDidChange = this.#changes.event;

  get(key: string): Promise<string | undefined> {
    if (this.silent) return new Promise(() => undefined);
    return this.failing ? Promise.reject(new Error('no keyring')) : Promise.resolve(this.entries.get(key));
  }

  store(key: string, value: string): Promise<void> {
    if (this.broken) return Promise.reject(new Error('no keyring'));
    this.entries.set(key, value);
    this.#changes.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (!this.stubborn) this.entries.delete(key);
    this.#changes.fire({ key });
    return Promise.resolve();
  }
}

type Served = Awaited<ReturnType<typeof serve>>;

describe('Accounts', () => {
  let cloud: Served;
  let keyring: Keyring;
  let apiUrl: string;
  const opened: Accounts[] = [];

  /** A window on the shared keyring, with what it went through. */
  function openWindow(demo?: Demo): { accounts: Accounts; kinds: string[] } {
    const accounts = new Accounts({
      store: new TokenStore(keyring),
      apiUrl: () => apiUrl,
      userAgent: 'test',
      openDemo: () => (demo ? Promise.resolve(demo) : Promise.reject(new Error('no demo'))),
      onRequest: () => undefined,
    });
    const kinds: string[] = [];
    accounts.onDidChange((session) => kinds.push(nameOf(session)));
    opened.push(accounts);
    return { accounts, kinds };
  }

  function nameOf(session: Session): string {
    return session.kind === 'open' ? `open ${session.account.name}` : session.kind;
  }

  /** Lets what follows from an event in another window come to its end. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  beforeEach(async () => {
    cloud = await serve({ seed: 3, machines: 6 });
    keyring = new Keyring();
    apiUrl = cloud.url;
  });

  afterEach(async () => {
    for (const accounts of opened.splice(0)) accounts.dispose();
    await cloud.close();
  });

  it('start signed out when nothing is stored', async () => {
    const { accounts, kinds } = openWindow();
    assert.equal(accounts.session.kind, 'starting');
    await accounts.restore();
    assert.deepEqual(kinds, ['signedOut']);
  });

  it('give the account the name of the token’s user', async () => {
    const name = await openWindow().accounts.verify(cloud.token);
    assert.ok(name.length > 0);
    assert.equal(keyring.entries.size, 0, 'trying a token stores nothing');
  });

  it('give an organization’s token the name of the organization', async () => {
    const { value } = cloud.simulator.createToken({ kind: 'organization' });
    const names = cloud.simulator.snapshot().organizations.map(({ name }) => name);
    const given = await openWindow().accounts.verify(value);
    assert.deepEqual(given.split(', ').sort(), names.sort());
  });

  it('refuse a wrong token, a token of another network, and one without a scope, and say which', async () => {
    const { accounts } = openWindow();
    await assert.rejects(accounts.verify('wrong'), (error) => hasCode(error, 'invalid_api_token'));
    const elsewhere = cloud.simulator.createToken({ networks: ['198.51.100.0/24'] });
    await assert.rejects(accounts.verify(elsewhere.value), (error) =>
      hasCode(error, 'unauthorized_network_for_api_token'),
    );
    for (const missing of ['organizations:read', 'virtual_machines:read', 'ip_addresses']) {
      const scopes = ['organizations:read', 'virtual_machines:read', 'ip_addresses'].filter(
        (scope) => scope !== missing,
      );
      const { value } = cloud.simulator.createToken({ scopes });
      await assert.rejects(accounts.verify(value), (error) => {
        assert.ok(error instanceof ApiError && error.code === 'scope_not_granted');
        assert.ok(error.detail.scopes?.includes(missing), `${missing} is named`);
        return true;
      });
    }
  });

  it('accept a token whose organization is suspended: that says nothing about the token', async () => {
    for (const { id } of cloud.simulator.snapshot().organizations) {
      cloud.simulator.mutate({ action: 'suspend-organization', id, suspended: true });
    }
    assert.ok(await openWindow().accounts.verify(cloud.token));
  });

  it('stop trying a token when the person closes the box', async () => {
    cloud.simulator.addFault({ fault: { kind: 'hang' } });
    const closed = new AbortController();
    const verifying = openWindow().accounts.verify(cloud.token, closed.signal);
    closed.abort();
    await assert.rejects(verifying, (error) => error instanceof NetworkError && error.reason === 'cancelled');
  });

  it('open a session on signing in, and again in the next window', async () => {
    const first = openWindow();
    await first.accounts.signIn(cloud.token, 'Robin');
    assert.deepEqual(first.kinds, ['open Robin']);
    const second = openWindow();
    await second.accounts.restore();
    assert.deepEqual(second.kinds, ['open Robin']);
  });

  it('let other windows notice signing in and signing out', async () => {
    const [here, there] = [openWindow(), openWindow()];
    await Promise.all([here.accounts.restore(), there.accounts.restore()]);
    await here.accounts.signIn(cloud.token, 'Robin');
    await settle();
    await here.accounts.signOut();
    await settle();
    assert.deepEqual(there.kinds, ['signedOut', 'open Robin', 'signedOut']);
    assert.deepEqual(here.kinds, ['signedOut', 'open Robin', 'signedOut'], 'and nothing twice here');
    assert.equal(keyring.entries.size, 0);
  });

  it('say so when the token can still be read after it was deleted', async () => {
    const { accounts } = openWindow();
    await accounts.signIn(cloud.token, 'Robin');
    keyring.stubborn = true;
    await assert.rejects(accounts.signOut(), TokenStillStored);
    assert.equal(accounts.session.kind, 'open', 'nobody is told that they are signed out');
  });

  it('turn to “sign in again” once, when a token is refused later', async () => {
    const { accounts, kinds } = openWindow();
    await accounts.signIn(cloud.token, 'Robin');
    const { session } = accounts;
    assert.ok(session.kind === 'open');
    cloud.simulator.revokeToken(cloud.token);
    await Promise.all([session.inventory.open(), session.inventory.refresh(), session.inventory.open()]);
    assert.deepEqual(kinds, ['open Robin', 'refused']);
  });

  it('come back from “sign in again” when another window signs in', async () => {
    const [here, there] = [openWindow(), openWindow()];
    await here.accounts.signIn(cloud.token, 'Robin');
    cloud.simulator.revokeToken(cloud.token);
    const { session } = here.accounts;
    assert.ok(session.kind === 'open');
    await session.inventory.open();
    const { value } = cloud.simulator.createToken({});
    await there.accounts.signIn(value, 'Robin');
    await settle();
    assert.deepEqual(here.kinds, ['open Robin', 'refused', 'open Robin']);
  });

  it('drop answers that come after signing out', async () => {
    const { accounts } = openWindow();
    await accounts.signIn(cloud.token, 'Robin');
    const { session } = accounts;
    assert.ok(session.kind === 'open');
    const changes: unknown[] = [];
    session.inventory.onDidChange((node) => changes.push(node));
    cloud.simulator.addFault({ fault: { kind: 'hang' } });
    const loading = session.inventory.open();
    await accounts.signOut();
    await loading;
    assert.deepEqual(changes, []);
    assert.equal(session.inventory.organizations.items, undefined);
  });

  it('keep the token of each API address apart', async () => {
    const { accounts, kinds } = openWindow();
    await accounts.signIn(cloud.token, 'Robin');
    apiUrl = 'https://katapult.invalid/core/v1';
    await accounts.restore();
    assert.deepEqual(kinds, ['open Robin', 'signedOut']);
    apiUrl = cloud.url;
    await accounts.restore();
    assert.equal(accounts.session.kind, 'open');
  });

  it('are signed out with a reason when secrets can’t be read, and when what is stored is not ours', async () => {
    const { accounts } = openWindow();
    keyring.entries.set(`katapult.token:${apiUrl}`, 'not JSON');
    await accounts.restore();
    assert.deepEqual(accounts.session, { kind: 'signedOut' });
    keyring.failing = true;
    await accounts.restore();
    assert.ok(accounts.session.kind === 'signedOut' && accounts.session.problem instanceof Error);
  });

  it('keep a token that can’t be stored in memory alone, and say so', async () => {
    keyring.broken = true;
    const { accounts, kinds } = openWindow();
    const problem = await accounts.signIn(cloud.token, 'Robin');
    assert.ok(problem instanceof SecretsUnavailable);
    assert.deepEqual(kinds, ['open Robin']);
    assert.equal(keyring.entries.size, 0);
  });

  it('do not wait for ever for a keyring that does not answer', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      keyring.silent = true;
      const { accounts } = openWindow();
      const restoring = accounts.restore();
      await clock.tickAsync(60_000);
      await restoring;
      const { session } = accounts;
      assert.ok(session.kind === 'signedOut' && session.problem instanceof SecretsUnavailable);
    } finally {
      clock.uninstall();
    }
  });

  it('survive a keyring that fails while another window’s change is followed', async () => {
    const [here, there] = [openWindow(), openWindow()];
    await here.accounts.restore();
    keyring.failing = true;
    await there.accounts.signIn(cloud.token, 'Robin');
    await settle();
    assert.equal(here.accounts.session.kind, 'signedOut');
  });

  it('open the demo without a token, and come back to where they were', async () => {
    const { openDemo } = await import('../../../src/simulator/demo.ts');
    const { accounts, kinds } = openWindow(openDemo());
    await accounts.signIn(cloud.token, 'Robin');
    await accounts.openDemo();
    const { session } = accounts;
    assert.ok(session.kind === 'open' && session.account.demo);
    await session.inventory.open();
    assert.ok((session.inventory.organizations.items?.length ?? 0) > 0);
    await accounts.signOut();
    assert.deepEqual(kinds, ['open Robin', 'open Demo', 'open Robin']);
    assert.equal(keyring.entries.size, 1, 'leaving the demo deletes nothing');
  });
});
