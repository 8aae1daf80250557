import assert from 'node:assert/strict';
import { ApiError, hasCode, NetworkError } from '../../../src/api/errors.ts';
import { Desk } from './desk.ts';

describe('Accounts', () => {
  let desk: Desk;

  beforeEach(async () => (desk = await Desk.open()));
  afterEach(() => desk.close());

  it('start signed out when nothing is stored', async () => {
    const { accounts, kinds } = desk.openWindow();
    assert.equal(accounts.session.kind, 'starting');
    await accounts.restore();
    assert.deepEqual(kinds, ['signedOut']);
  });

  it('give the account the name of the token’s user', async () => {
    const name = await desk.openWindow().accounts.verify(desk.cloud.token);
    assert.ok(name.length > 0);
    assert.equal(desk.keyring.entries.size, 0, 'trying a token stores nothing');
  });

  it('give an organization’s token the name of the organization', async () => {
    const { value } = desk.cloud.simulator.createToken({ kind: 'organization' });
    const names = desk.cloud.simulator.snapshot().organizations.map(({ name }) => name);
    const given = await desk.openWindow().accounts.verify(value);
    assert.deepEqual(given.split(', ').sort(), names.sort());
  });

  it('refuse a wrong token, a token of another network, and one without a scope, and say which', async () => {
    const { accounts } = desk.openWindow();
    await assert.rejects(accounts.verify('wrong'), (error) => hasCode(error, 'invalid_api_token'));
    const elsewhere = desk.cloud.simulator.createToken({ networks: ['198.51.100.0/24'] });
    await assert.rejects(accounts.verify(elsewhere.value), (error) =>
      hasCode(error, 'unauthorized_network_for_api_token'),
    );
    for (const missing of ['organizations:read', 'virtual_machines:read', 'ip_addresses']) {
      const scopes = ['organizations:read', 'virtual_machines:read', 'ip_addresses'].filter(
        (scope) => scope !== missing,
      );
      const { value } = desk.cloud.simulator.createToken({ scopes });
      await assert.rejects(accounts.verify(value), (error) => {
        assert.ok(error instanceof ApiError && error.code === 'scope_not_granted');
        assert.ok(error.detail.scopes?.includes(missing), `${missing} is named`);
        return true;
      });
    }
  });

  it('accept a token whose organization is suspended: that says nothing about the token', async () => {
    for (const { id } of desk.cloud.simulator.snapshot().organizations) {
      desk.cloud.simulator.mutate({ action: 'suspend-organization', id, suspended: true });
    }
    assert.ok(await desk.openWindow().accounts.verify(desk.cloud.token));
  });

  it('stop trying a token when the person closes the box', async () => {
    desk.cloud.simulator.addFault({ fault: { kind: 'hang' } });
    const closed = new AbortController();
    const verifying = desk.openWindow().accounts.verify(desk.cloud.token, closed.signal);
    closed.abort();
    await assert.rejects(verifying, (error) => error instanceof NetworkError && error.reason === 'cancelled');
  });

  it('open a session on signing in, and again in the next window', async () => {
    const first = desk.openWindow();
    await first.accounts.signIn(desk.cloud.token, 'Robin');
    assert.deepEqual(first.kinds, ['open Robin']);
    const second = desk.openWindow();
    await second.accounts.restore();
    assert.deepEqual(second.kinds, ['open Robin']);
  });

  it('turn to “sign in again” once, when a token is refused later', async () => {
    const { accounts, kinds } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = accounts;
    assert.ok(session.kind === 'open');
    desk.cloud.simulator.revokeToken(desk.cloud.token);
    await Promise.all([session.inventory.open(), session.inventory.refresh(), session.inventory.open()]);
    assert.deepEqual(kinds, ['open Robin', 'refused']);
    assert.ok(session.inventory.signal?.aborted, 'and nothing more is asked with it');
  });

  it('drop answers that come after signing out', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = accounts;
    assert.ok(session.kind === 'open');
    const changes: unknown[] = [];
    session.inventory.onDidChange((node) => changes.push(node));
    desk.cloud.simulator.addFault({ fault: { kind: 'hang' } });
    const loading = session.inventory.open();
    await accounts.signOut();
    await loading;
    assert.deepEqual(changes, []);
    assert.equal(session.inventory.organizations.items, undefined);
  });

  it('open the demo without a token, and come back to where they were', async () => {
    const { openDemo } = await import('../../../src/simulator/demo.ts');
    const { accounts, kinds } = desk.openWindow(openDemo());
    await accounts.signIn(desk.cloud.token, 'Robin');
    await accounts.openDemo();
    const { session } = accounts;
    assert.ok(session.kind === 'open' && session.account.demo);
    assert.deepEqual(
      [accounts.nodes.length, accounts.all.map(({ session }) => session.account.name)],
      [1, ['Robin']],
    );
    await session.inventory.open();
    assert.ok((session.inventory.organizations.items?.length ?? 0) > 0);
    await accounts.signOut();
    assert.deepEqual(kinds, ['open Robin', 'open Demo', 'open Robin']);
    assert.equal(desk.keyring.entries.size, 1, 'leaving the demo deletes nothing');
  });

  it('leave the demo when somebody signs in', async () => {
    const { openDemo } = await import('../../../src/simulator/demo.ts');
    const { accounts, kinds } = desk.openWindow(openDemo());
    await accounts.openDemo();
    await accounts.signIn(desk.cloud.token, 'Robin');
    await accounts.signOut();
    assert.deepEqual(kinds, ['open Demo', 'open Robin', 'signedOut']);
  });

  it('leave the demo also where there is no keyring', async () => {
    const { openDemo } = await import('../../../src/simulator/demo.ts');
    const { accounts, kinds } = desk.openWindow(openDemo());
    desk.keyring.failing = true;
    await accounts.openDemo();
    await accounts.signOut();
    assert.deepEqual(kinds, ['open Demo', 'signedOut']);
  });

  it('drop what the account before is still answered, also its refusal', async () => {
    const { accounts, kinds } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = accounts;
    assert.ok(session.kind === 'open');
    const { value } = desk.cloud.simulator.createToken({});
    await accounts.signIn(value, 'Robin', session.account);
    await session.inventory.open();
    assert.equal(session.inventory.organizations.items, undefined);
    desk.cloud.simulator.revokeToken(desk.cloud.token);
    await session.inventory.api.organizations.list().catch(() => undefined);
    assert.deepEqual(kinds, ['open Robin', 'open Robin'], 'the new token is not refused for the old one');
  });

  const failures = [
    { code: 'invalid_api_token', becomes: 'refused' },
    { code: 'invalid_capabilities_token', becomes: 'refused' },
    { code: 'scope_not_granted', becomes: 'open' },
    { code: 'unauthorized_network_for_api_token', becomes: 'open' },
    { code: 'organization_suspended', becomes: 'open' },
  ];
  for (const { code, becomes } of failures) {
    it(`are ${becomes} after Katapult has answered ${code}`, async () => {
      const { accounts } = desk.openWindow();
      await accounts.signIn(desk.cloud.token, 'Robin');
      const { session } = accounts;
      assert.ok(session.kind === 'open');
      desk.cloud.simulator.addFault({ fault: { kind: 'error', code } });
      await session.inventory.open();
      assert.equal(accounts.session.kind, becomes);
    });
  }

  it('say when requests wait for the rate limit, and let the waiting be stopped', async () => {
    const { accounts } = desk.openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const { session } = accounts;
    assert.ok(session.kind === 'open');
    desk.cloud.simulator.addFault({ fault: { kind: 'error', code: 'rate_limit_reached' } });
    const { organizations } = session.inventory.api;
    await assert.rejects(organizations.currentUser().finally(stopTrying()), NetworkError);

    function stopTrying(): () => void {
      const timer = setInterval(() => desk.stopWaiting?.(), 5);
      return () => clearInterval(timer);
    }
  });
});
