import assert from 'node:assert/strict';
import { serve } from '../../../src/simulator/serve.ts';
import { Desk, settle, type Window } from './desk.ts';

const [canaryHere, canaryThere] = ['canary-of-this-address', 'canary-of-the-other-address'];

describe('Several accounts', () => {
  let desk: Desk;
  let elsewhere: Awaited<ReturnType<typeof serve>>;

  beforeEach(async () => {
    desk = await Desk.open();
    elsewhere = await serve({ seed: 5, machines: 3 });
    desk.cloud.simulator.createToken({ value: canaryHere });
    elsewhere.simulator.createToken({ value: canaryThere });
  });
  afterEach(async () => {
    await desk.close();
    await elsewhere.close();
  });

  async function signInToBoth({ accounts }: Window): Promise<void> {
    await accounts.signIn(canaryHere, 'Robin');
    await accounts.signIn(canaryThere, 'Alex', { apiUrl: elsewhere.url });
  }

  const names = ({ accounts }: Window) => accounts.sessions.map(({ account }) => account.name);

  it('are open at once, and no token goes to the address of another', async () => {
    const window = desk.openWindow();
    await signInToBoth(window);
    const { open } = window.accounts;
    await Promise.all(open.map(({ inventory }) => inventory.open()));
    for (const { inventory } of open) assert.ok(inventory.organizations.items);
    const [here, there] = open;
    assert.ok(here && there);
    await Promise.all(open.map(({ inventory }) => inventory.refresh()));
    for (const [cloud, own] of [
      [desk.cloud, canaryHere],
      [elsewhere, canaryThere],
    ] as const) {
      const used = cloud.simulator.tokens().filter(({ used }) => used > 0);
      assert.deepEqual(
        used.map(({ value }) => value),
        [own],
      );
      assert.ok(
        cloud.simulator.requests().every(({ authorized }) => authorized),
        'every token was known there',
      );
    }
  });

  it('are all there again in the next window, in their order', async () => {
    await signInToBoth(desk.openWindow());
    const next = desk.openWindow();
    await next.accounts.restore();
    assert.deepEqual(names(next), ['Robin', 'Alex']);
  });

  it('are one account for the same token, and for the same person at one address', async () => {
    const window = desk.openWindow();
    await signInToBoth(window);
    const ids = window.accounts.all.map(({ id }) => id);
    await window.accounts.signIn(canaryHere, 'Robin');
    const { value } = desk.cloud.simulator.createToken({});
    await window.accounts.signIn(value, 'Robin');
    assert.deepEqual(
      window.accounts.all.map(({ id }) => id),
      ids,
    );
    await window.accounts.signIn(value, 'Alex', { apiUrl: elsewhere.url });
    assert.equal(window.accounts.all.length, 2, 'Alex of the other address gets that token');
    await window.accounts.signIn(canaryThere, 'Robin', { apiUrl: elsewhere.url });
    assert.equal(window.accounts.all.length, 3, 'Robin of the other address is somebody else');
  });

  it('are two for a person who wants to keep both tokens, with names to tell them apart', async () => {
    const window = desk.openWindow();
    await window.accounts.signIn(canaryHere, 'Robin');
    const { value } = desk.cloud.simulator.createToken({});
    assert.deepEqual(window.accounts.like(canaryHere, 'Robin'), [], 'the token that is there already');
    assert.deepEqual(window.accounts.like(value, 'Robin'), window.accounts.all);
    await window.accounts.signIn(value, 'Robin', { another: true });
    assert.deepEqual(names(window), ['Robin', 'Robin (2)']);
  });

  it('know the person again after an account was renamed, and keep its name', async () => {
    const window = desk.openWindow();
    await window.accounts.signIn(canaryHere, 'Robin');
    const [node] = window.accounts.all;
    await window.accounts.change(node?.id ?? '', { name: 'Production' });
    const { value } = desk.cloud.simulator.createToken({});
    await window.accounts.signIn(value, 'Robin');
    assert.deepEqual(names(window), ['Production']);
  });

  it('take the name of another person whose token an account is given', async () => {
    const window = desk.openWindow();
    await window.accounts.signIn(canaryHere, 'Robin');
    await window.accounts.signIn(canaryThere, 'Alex', { id: window.accounts.all[0]?.id });
    assert.deepEqual(names(window), ['Alex']);
  });

  it('go one by one: signing out of one leaves the other open, here and in other windows', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await signInToBoth(here);
    await settle();
    const [, other] = here.accounts.open;
    await here.accounts.signOut(here.accounts.all[0]?.id);
    await settle();
    assert.deepEqual([names(here), names(there)], [['Alex'], ['Alex']]);
    assert.deepEqual(here.accounts.open, [other], 'its session goes on');
  });

  it('are refused one by one', async () => {
    const window = desk.openWindow();
    await signInToBoth(window);
    desk.cloud.simulator.revokeToken(canaryHere);
    await Promise.all(window.accounts.open.map(({ inventory }) => inventory.open()));
    assert.deepEqual(
      window.accounts.sessions.map(({ kind }) => kind),
      ['refused', 'open'],
    );
    assert.equal(window.accounts.session.kind, 'open');
  });

  it('are renamed and marked in other windows too, while their sessions go on', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(canaryHere, 'Robin');
    await settle();
    const [before] = there.accounts.open;
    await here.accounts.change(here.accounts.all[0]?.id ?? '', { name: 'Production', readOnly: true });
    await settle();
    const [after] = there.accounts.open;
    assert.equal(after?.inventory, before?.inventory);
    assert.deepEqual([after?.account.name, after?.account.readOnly], ['Production', true]);
  });

  it('go to another address with the token that they had', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(canaryHere, 'Robin');
    await settle();
    const id = here.accounts.all[0]?.id;
    elsewhere.simulator.createToken({ value: canaryHere });
    await there.accounts.signIn(canaryHere, 'Robin', { id, apiUrl: elsewhere.url });
    await settle();
    await here.accounts.open[0]?.inventory.open();
    assert.ok(here.accounts.open[0]?.inventory.organizations.items);
    assert.equal(desk.cloud.simulator.requests().length, 0);
  });

  it('that could not be stored survive what other windows do', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    desk.keyring.broken = true;
    await here.accounts.signIn(canaryHere, 'Robin');
    desk.keyring.broken = false;
    await there.accounts.signIn(canaryThere, 'Alex', { apiUrl: elsewhere.url });
    await settle();
    await there.accounts.signOut();
    await settle();
    assert.deepEqual(names(here), ['Robin']);
  });

  it('do not come back by what was read of them before they were left', async () => {
    const window = desk.openWindow();
    await window.accounts.signIn(canaryHere, 'Robin');
    // As another window's change: it is being read while this one signs out.
    await desk.keyring.store('katapult.accounts', desk.keyring.entries.get('katapult.accounts') ?? '');
    await window.accounts.signOut();
    await settle();
    assert.deepEqual([names(window), window.accounts.session.kind], [[], 'signedOut']);
  });

  it('do not put back an older token when one is renamed that has a new one since', async () => {
    const [here, there] = [desk.openWindow(), desk.openWindow()];
    await here.accounts.signIn(canaryHere, 'Robin');
    await settle();
    const { value } = desk.cloud.simulator.createToken({});
    const id = here.accounts.all[0]?.id ?? '';
    await Promise.all([
      there.accounts.signIn(value, 'Robin', { id }).then(() => here.accounts.change(id, { name: 'Mine' })),
    ]);
    assert.match(desk.keyring.entries.get('katapult.accounts') ?? '', new RegExp(value));
  });

  describe('of which a workspace uses one', () => {
    it('show and use that one alone, also in the next window of it', async () => {
      const window = desk.openWindow();
      await signInToBoth(window);
      await Promise.all(window.accounts.open.map(({ inventory }) => inventory.open()));
      const [hidden] = window.accounts.open[0]?.inventory.organizations.items ?? [];
      assert.ok(hidden && window.accounts.sessionOf(hidden));
      await window.accounts.bind(window.accounts.all[1]?.id);
      assert.deepEqual([names(window), window.accounts.open.length], [['Alex'], 1]);
      assert.equal(window.accounts.sessionOf(hidden), undefined, 'nothing is done in the other');
      const next = desk.openWindow();
      await next.accounts.restore();
      assert.deepEqual([names(next), next.accounts.all.length], [['Alex'], 2]);
      await next.accounts.bind(undefined);
      assert.deepEqual(names(next), ['Robin', 'Alex']);
    });

    it('use all again when that one is signed out, here or elsewhere', async () => {
      const [here, there] = [desk.openWindow(), desk.openWindow()];
      await signInToBoth(here);
      await settle();
      const id = there.accounts.all[1]?.id;
      await there.accounts.bind(id);
      await here.accounts.signOut(id);
      await settle();
      assert.deepEqual([names(there), there.accounts.bound], [['Robin'], undefined]);
      assert.equal(desk.workspace.get('katapult.account'), undefined);
    });

    it('stay so while the keyring cannot be read', async () => {
      const window = desk.openWindow();
      await signInToBoth(window);
      await window.accounts.bind(window.accounts.all[1]?.id);
      desk.keyring.failing = true;
      const next = desk.openWindow();
      await next.accounts.restore();
      desk.keyring.failing = false;
      await next.accounts.restore();
      assert.deepEqual(names(next), ['Alex']);
    });
  });
});
