import assert from 'node:assert/strict';
import { Snapshots, type SnapshotFiles } from '../../../src/accounts/snapshots.ts';
import { Accounts } from '../../../src/accounts/accounts.ts';
import { TokenStore } from '../../../src/accounts/tokenStore.ts';
import type { Inventory } from '../../../src/inventory/inventory.ts';
import { Desk, settle } from './desk.ts';

/** Files in memory, which may fail. */
class Files implements SnapshotFiles {
  readonly texts = new Map<string, string>();
  failing = false;

  /** How often something was read. */
  readings = 0;

  ids(): Promise<string[]> {
    return this.failing ? Promise.reject(new Error('no disk')) : Promise.resolve([...this.texts.keys()]);
  }

  read(id: string): Promise<string | undefined> {
    this.readings++;
    return this.failing ? Promise.reject(new Error('no disk')) : Promise.resolve(this.texts.get(id));
  }

  /** What a write waits for, before it is done. */
  slow: Promise<void> | undefined;
  written = 0;

  async write(id: string, text: string): Promise<void> {
    if (this.failing) throw new Error('no disk');
    await this.slow;
    this.written++;
    this.texts.set(id, text);
  }

  remove(id: string): Promise<void> {
    if (this.failing) return Promise.reject(new Error('no disk'));
    this.texts.delete(id);
    return Promise.resolve();
  }

  keepOnly(ids: readonly string[]): Promise<void> {
    if (this.failing) return Promise.reject(new Error('no disk'));
    for (const id of this.texts.keys()) if (!ids.includes(id)) this.texts.delete(id);
    return Promise.resolve();
  }
}

describe('What was read before', () => {
  let desk: Desk;
  let files: Files;
  let opened: Accounts[];
  /** What waits for things to be quiet. */
  let waiting: Set<() => void>;
  let requests: string[];

  beforeEach(async () => {
    desk = await Desk.open();
    files = new Files();
    opened = [];
    waiting = new Set();
    requests = [];
  });
  afterEach(async () => {
    for (const accounts of opened) accounts.dispose();
    await desk.close();
  });

  function openWindow(snapshots?: Snapshots): Accounts {
    const accounts = new Accounts({
      store: new TokenStore(desk.keyring),
      snapshots: snapshots ?? makeSnapshots(),
      apiUrl: () => desk.apiUrl,
      userAgent: 'test',
      openDemo: () => Promise.reject(new Error('no demo')),
      onRequest: ({ method, path }) => requests.push(`${method} ${path}`),
    });
    opened.push(accounts);
    return accounts;
  }

  function makeSnapshots(): Snapshots {
    return new Snapshots(files, (run) => {
      waiting.add(run);
      return () => waiting.delete(run);
    });
  }

  function inventoryOf({ session }: Accounts): Inventory {
    assert.ok(session.kind === 'open');
    return session.inventory;
  }

  async function look(inventory: Inventory): Promise<string[]> {
    await inventory.open();
    for (const organization of inventory.organizations.items ?? []) await inventory.open(organization);
    return inventory.machines.map(
      ({ data, addresses }) => `${data.name} ${addresses.map(({ address }) => address).join()}`,
    );
  }

  async function quiet(): Promise<void> {
    for (const run of [...waiting]) run();
    waiting.clear();
    await settle();
  }

  /** A window that has seen everything, and has become quiet. */
  async function lookAround(): Promise<string[]> {
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const seen = await look(inventoryOf(accounts));
    await quiet();
    accounts.dispose();
    requests = [];
    return seen;
  }

  it('is shown at the next start without a request, and then read again', async () => {
    const seen = await lookAround();
    const next = openWindow();
    await next.restore();
    const inventory = inventoryOf(next);
    assert.deepEqual(await look(inventory), seen);
    assert.deepEqual(requests, []);
    assert.ok(inventory.asOf !== undefined && inventory.asOf <= Date.now());
    const changes: unknown[] = [];
    inventory.onDidChange((node) => changes.push(node));
    await caughtUp(inventory);
    assert.ok(requests.length > 0);
    assert.equal(inventory.asOf, undefined);
    assert.deepEqual(changes, [], 'nothing is drawn anew that is as it was');
  });

  it('gives way to what has changed since', async () => {
    await lookAround();
    const [address] = desk.cloud.simulator.snapshot().ipAddresses.filter(({ allocationId }) => allocationId);
    assert.ok(address);
    const next = openWindow();
    await next.restore();
    const inventory = inventoryOf(next);
    await look(inventory);
    desk.cloud.simulator.mutate({ action: 'unallocate-address', id: address.id });
    await caughtUp(inventory);
    assert.ok(!inventory.machines.some(({ addresses }) => addresses.some(({ id }) => id === address.id)));
  });

  it('stays, marked with its age, when it cannot be read again', async () => {
    const seen = await lookAround();
    desk.cloud.simulator.addFault({ fault: { kind: 'error', code: 'scope_not_granted' } });
    const next = openWindow();
    await next.restore();
    const inventory = inventoryOf(next);
    await look(inventory);
    await caughtUp(inventory);
    assert.deepEqual(await look(inventory), seen);
    assert.ok(inventory.organizations.error !== undefined);
    assert.ok(inventory.organizations.loadedAt !== undefined);
  });

  it('holds no token, and no part of one', async () => {
    await lookAround();
    const texts = [...files.texts.values()].join();
    assert.ok(texts.includes('"machines"'));
    assert.ok(!texts.includes(desk.cloud.token));
  });

  it('goes with the account that signs out, and with one that has gone otherwise', async () => {
    await lookAround();
    files.texts.set('somebody', '{}');
    const next = openWindow();
    await next.restore();
    await settle();
    assert.equal(files.texts.size, 1);
    await next.signOut();
    await quiet();
    assert.equal(files.texts.size, 0);
  });

  it('is kept of no account that only one window knows', async () => {
    desk.keyring.broken = true;
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    await look(inventoryOf(accounts));
    await quiet();
    assert.equal(files.texts.size, 0);
  });

  it('is not left behind by a write that is under way while the account signs out', async () => {
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    await look(inventoryOf(accounts));
    let end: () => void = () => undefined;
    files.slow = new Promise((resolve) => (end = resolve));
    await quiet();
    const leaving = accounts.signOut();
    await settle();
    end();
    await leaving;
    await settle();
    assert.deepEqual([files.written, files.texts.size], [1, 0]);
  });

  it('is kept also while things go on changing, and not again for what it does not hold', async () => {
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const inventory = inventoryOf(accounts);
    await look(inventory);
    assert.equal(waiting.size, 1, 'whatever comes in a burst waits once');
    await quiet();
    inventory.changed(inventory.machines[0]);
    await quiet();
    assert.equal(files.written, 1);
    const [machine] = inventory.machines;
    assert.ok(machine);
    machine.data = { ...machine.data, name: 'another' };
    inventory.changed(machine);
    await quiet();
    assert.equal(files.written, 2);
  });

  it('can be read before anybody has asked, and is then read once', async () => {
    const seen = await lookAround();
    const early = makeSnapshots();
    files.readings = 0;
    early.readEarly();
    await settle();
    assert.equal(files.readings, 1);
    const next = openWindow(early);
    await next.restore();
    assert.deepEqual(await look(inventoryOf(next)), seen);
    assert.equal(files.readings, 1);
    assert.deepEqual(requests, []);
  });

  it('is read anew by who comes later than the next moment, and is held for nobody', async () => {
    await lookAround();
    const early = makeSnapshots();
    early.readEarly();
    await quiet();
    const [id = ''] = files.texts.keys();
    files.readings = 0;
    assert.ok(await early.read(id));
    assert.equal(files.readings, 1);
  });

  it('is not written again when everything was sent again and is as it was', async () => {
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const inventory = inventoryOf(accounts);
    await look(inventory);
    await quiet();
    for (const refresh of [() => inventory.refresh(), () => inventory.refreshQuietly()]) {
      await refresh();
      inventory.changed(inventory.machines[0]);
      await quiet();
    }
    assert.equal(files.written, 1);
  });

  it('is read anew when it is wanted once more', async () => {
    await lookAround();
    const early = makeSnapshots();
    early.readEarly();
    const [id = ''] = files.texts.keys();
    assert.ok(await early.read(id));
    files.texts.clear();
    assert.equal(await early.read(id), undefined);
  });

  it('is not kept of what has changed right before the account signs out', async () => {
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    await look(inventoryOf(accounts));
    await accounts.signOut();
    await quiet();
    assert.deepEqual([files.written, files.texts.size], [0, 0]);
  });

  it('is kept in order, however long a write takes', async () => {
    const accounts = openWindow();
    await accounts.signIn(desk.cloud.token, 'Robin');
    const inventory = inventoryOf(accounts);
    await look(inventory);
    let end: () => void = () => undefined;
    files.slow = new Promise((resolve) => (end = resolve));
    await quiet();
    files.slow = undefined;
    const [machine] = inventory.machines;
    assert.ok(machine);
    machine.data = { ...machine.data, name: 'renamed since' };
    inventory.changed(machine);
    await quiet();
    end();
    await settle();
    assert.match([...files.texts.values()].join(), /renamed since/);
  });

  it('is not shown to who signs in after it was read, and its account was left', async () => {
    await lookAround();
    const early = makeSnapshots();
    early.readEarly();
    const [[id, text] = ['', '']] = files.texts;
    await early.remove(id);
    assert.equal(await early.read(id), undefined);
    const other = makeSnapshots();
    files.texts.set(id, text);
    other.readEarly();
    await other.keepOnly([]);
    assert.equal(await other.read(id), undefined);
  });

  const damaged = ['', '{', 'null', '{"version":1}', '{"version":1,"at":1,"organizations":[]}'];
  for (const text of [...damaged, '{"version":2,"at":1,"organizations":[{}]}']) {
    it(`is dropped when it is not whole: ${text}`, async () => {
      await lookAround();
      for (const id of files.texts.keys()) files.texts.set(id, text);
      const next = openWindow();
      await next.restore();
      const inventory = inventoryOf(next);
      assert.ok((await look(inventory)).length > 0);
      assert.equal(files.texts.size, 0);
      assert.equal(inventory.asOf, undefined);
      assert.ok(requests.length > 0);
    });
  }

  it('is done without where there is no disk', async () => {
    files.failing = true;
    const seen = await lookAround();
    const early = makeSnapshots();
    early.readEarly();
    const next = openWindow(early);
    await next.restore();
    assert.deepEqual(await look(inventoryOf(next)), seen);
    await early.keepOnly([]);
    await next.signOut();
    assert.equal(next.session.kind, 'signedOut');
  });

  it('is kept only when all of it was read', async () => {
    desk.cloud.simulator.addFault({
      match: { path: '/ip_addresses' },
      fault: { kind: 'error', code: 'permission_denied' },
    });
    await lookAround();
    assert.equal(files.texts.size, 0);
  });
});

function caughtUp(inventory: Inventory): Promise<void> {
  const done = new Promise<void>((resolve) => {
    inventory.onDidCatchUp(() => inventory.asOf === undefined && resolve());
  });
  inventory.catchUp();
  return done;
}
