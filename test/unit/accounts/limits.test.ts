import assert from 'node:assert/strict';
import { deedOf, ReadOnlyAccount, refusalOf } from '../../../src/accounts/deeds.ts';
import type { OpenSession } from '../../../src/accounts/session.ts';
import { Desk, settle, type Window } from './desk.ts';

const reading = ['organizations:read', 'virtual_machines:read', 'ip_addresses:read'];

describe('What an account does not allow', () => {
  let desk: Desk;
  let window: Window;

  beforeEach(async () => {
    desk = await Desk.open();
    window = desk.openWindow();
  });
  afterEach(() => desk.close());

  function writes(): string[] {
    return desk.cloud.simulator.requests().flatMap(({ method, url }) => (method === 'GET' ? [] : [url]));
  }

  function session(): OpenSession {
    const [open] = window.accounts.open;
    assert.ok(open);
    return open;
  }

  async function anyMachine() {
    const { inventory } = session();
    await inventory.open();
    const organization = inventory.organizations.items?.find(({ data }) => !data.suspended);
    await inventory.open(organization);
    const machine = organization?.machines.items?.find(({ addresses }) => addresses.length > 0);
    assert.ok(organization && machine);
    return { organization, machine };
  }

  async function tryToUnallocate(): Promise<string> {
    const { organization, machine } = await anyMachine();
    const [address] = machine.addresses;
    assert.ok(address);
    const settled = await session().operations.unallocate({ address, organization, machine });
    return settled.kind === 'failed' ? String(settled.error) : settled.kind;
  }

  it('is every write when it is marked as read-only: none is sent, whatever session asks for it', async () => {
    await window.accounts.signIn(desk.cloud.token, 'Robin');
    const before = session();
    await window.accounts.change(before.account.id, { readOnly: true });
    assert.deepEqual(refusalOf(session().account, 'power'), { kind: 'readOnly' });
    assert.equal(refusalOf(session().account, 'read'), undefined);
    const { machine } = await anyMachine();
    for (const { operations } of [before, session()]) {
      const settled = await operations.power(machine, 'stop');
      assert.ok(settled.kind === 'failed' && settled.error instanceof ReadOnlyAccount);
      assert.equal(machine.pending, undefined);
    }
    assert.match(await tryToUnallocate(), /read-only/);
    await window.accounts.checkScopes(before.account.id);
    assert.deepEqual(writes(), []);
    await window.accounts.change(before.account.id, { readOnly: false });
    assert.equal(await tryToUnallocate(), 'done');
  });

  it('is a write for which something is still being read while it is marked as read-only', async () => {
    await window.accounts.signIn(desk.cloud.token, 'Robin');
    const { organization } = await anyMachine();
    const [network] = await session().inventory.availableNetworks(organization);
    assert.ok(network);
    const creating = session().operations.create(organization, { networkId: network.id, version: 'ipv4' });
    await window.accounts.change(session().account.id, { readOnly: true });
    const settled = await creating;
    assert.ok(settled.kind === 'failed' && settled.error instanceof ReadOnlyAccount);
    assert.deepEqual(writes(), []);
  });

  it('stays forbidden when the account is given another token', async () => {
    await window.accounts.signIn(desk.cloud.token, 'Robin');
    await window.accounts.change(session().account.id, { readOnly: true });
    const { value } = desk.cloud.simulator.createToken({});
    await window.accounts.signIn(value, 'Robin');
    assert.equal(session().account.readOnly, true);
    assert.match(await tryToUnallocate(), /read-only/);
  });

  it('is forbidden before the keyring has answered, and when it does not', async () => {
    await window.accounts.signIn(desk.cloud.token, 'Robin');
    desk.keyring.broken = true;
    const marking = window.accounts.change(session().account.id, { readOnly: true });
    assert.equal(session().account.readOnly, true);
    assert.ok(await marking, 'and it is told that the mark is not kept');
  });

  it('is told of a token by a change of nothing, which Katapult refuses before it looks for it', async () => {
    const { value } = desk.cloud.simulator.createToken({ scopes: reading });
    const before = JSON.stringify(desk.cloud.simulator.snapshot());
    assert.deepEqual(await window.accounts.lackingScopes(value), ['ip_addresses']);
    assert.deepEqual(await window.accounts.lackingScopes(desk.cloud.token), []);
    assert.equal(JSON.stringify(desk.cloud.simulator.snapshot()), before);
    assert.deepEqual(writes(), ['/core/v1/ip_addresses/none', '/core/v1/ip_addresses/none']);
  });

  for (const code of ['rate_limit_reached', 'service_unavailable', 'permission_denied'] as const) {
    it(`is not guessed when trying ends in ${code}`, async () => {
      desk.cloud.simulator.addFault({
        match: { method: 'PATCH' },
        times: 'always',
        fault: { kind: 'error', code },
      });
      assert.deepEqual(await window.accounts.lackingScopes(desk.cloud.token), []);
    });
  }

  it('is remembered of a token, and tried again by the next window', async () => {
    const { value, id } = desk.cloud.simulator.createToken({ scopes: reading });
    await window.accounts.signIn(value, 'Robin', { lackingScopes: ['ip_addresses'] });
    const next = desk.openWindow();
    const lacking = ({ accounts }: Window) => accounts.open[0]?.account.lackingScopes;
    await next.accounts.restore();
    assert.deepEqual(lacking(next), ['ip_addresses']);
    desk.cloud.simulator.changeToken(id, { scopes: [...reading, 'ip_addresses'] });
    const fault = { kind: 'error', code: 'permission_denied' } as const;
    desk.cloud.simulator.addFault({ match: { method: 'PATCH' }, fault });
    await next.accounts.checkScopes(session().account.id);
    assert.deepEqual(lacking(next), ['ip_addresses'], 'that tells nothing');
    const later = desk.openWindow();
    await later.accounts.restore();
    assert.deepEqual(lacking(later), []);
  });

  it('is learned from the first refusal, and forgotten when Katapult allows it', async () => {
    const { value, id } = desk.cloud.simulator.createToken({ scopes: reading });
    await window.accounts.signIn(value, 'Robin');
    assert.match(await tryToUnallocate(), /scope_not_granted/);
    await settle();
    assert.deepEqual(refusalOf(session().account, 'addresses'), { kind: 'scope', scope: 'ip_addresses' });
    assert.equal(refusalOf(session().account, 'power'), undefined, 'nothing is known of that');
    desk.cloud.simulator.changeToken(id, { scopes: [...reading, 'ip_addresses'] });
    assert.equal(await tryToUnallocate(), 'done');
    assert.deepEqual(session().account.lackingScopes, []);
  });

  it('stays learned while another window, which has not tried, renames the account', async () => {
    const { value } = desk.cloud.simulator.createToken({ scopes: reading });
    await window.accounts.signIn(value, 'Robin');
    await tryToUnallocate();
    const other = desk.openWindow();
    await other.accounts.restore();
    await other.accounts.change(session().account.id, { name: 'Production' });
    await settle();
    const { name, lackingScopes } = session().account;
    assert.deepEqual([name, lackingScopes], ['Production', ['ip_addresses']]);
  });

  it('is not learned from what the token before is still answered', async () => {
    const { value } = desk.cloud.simulator.createToken({ scopes: reading });
    await window.accounts.signIn(value, 'Robin');
    const { account, inventory } = session();
    await window.accounts.signIn(desk.cloud.token, 'Robin', { id: account.id });
    await assert.rejects(inventory.api.ipAddresses.update('none', {}), /scope_not_granted/);
    assert.deepEqual(session().account.lackingScopes, []);
  });

  it('is for power machines what is sent to start, stop, shutdown and reset', () => {
    for (const action of ['start', 'stop', 'shutdown', 'reset'])
      assert.equal(deedOf({ method: 'POST', path: `/virtual_machines/vm_1/${action}` }), 'power');
    assert.equal(deedOf({ method: 'POST', path: '/virtual_machines/vm_1/allocate_ip' }), 'addresses');
    assert.equal(deedOf({ method: 'GET', path: '/virtual_machines/vm_1' }), 'read');
  });
});
