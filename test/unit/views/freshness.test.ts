import assert from 'node:assert/strict';
import type { OpenSession, Session } from '../../../src/accounts/session.ts';
import { Emitter } from '../../../src/inventory/emitter.ts';
import { Freshness } from '../../../src/views/freshness.ts';
import { openAll, openCloud, type Cloud } from '../inventory/cloud.ts';
import { until } from '../inventory/scene.ts';
import { FakeClock, settled } from './fakeClock.ts';

describe('Keeping what is shown true', () => {
  let cloud: Cloud;
  let clock: FakeClock;
  let changes: Emitter<void>;
  let watcher: { isLooking: boolean; refreshIntervalMs: number; readStates: boolean };
  let freshness: Freshness;
  let open: OpenSession[];
  let opened: Emitter<Session>;

  beforeEach(async () => {
    clock = new FakeClock();
    changes = new Emitter();
    watcher = { isLooking: true, refreshIntervalMs: 60_000, readStates: false };
    cloud = await openCloud({ seed: 3, machines: 12 });
    await openAll(cloud.inventory);
    cloud.asked();
    open = [{ kind: 'open', account, inventory: cloud.inventory, operations: cloud.operations }];
    opened = new Emitter();
    const accounts = { open, onDidChange: opened.event };
    const given = Object.assign(watcher, {
      onDidChange: (listener: () => void) => changes.event(listener),
      isInSight: () => true,
    });
    freshness = new Freshness(accounts, given, clock);
  });
  afterEach(async () => {
    freshness.dispose();
    await cloud.close();
  });

  const account = {
    id: 'test',
    name: 'Robin',
    person: 'Robin',
    apiUrl: '',
    demo: false,
    readOnly: false,
    lackingScopes: [],
  };

  function set(change: Partial<typeof watcher>): void {
    Object.assign(watcher, change);
    changes.fire();
  }

  /** What was asked of Katapult so far, once nothing more is being asked. */
  async function asked(): Promise<string[]> {
    await settled();
    return cloud.asked();
  }

  /** Resolves when everything has been asked for. */
  async function everythingIsAsked(): Promise<void> {
    const all: string[] = [];
    await until(() => all.push(...cloud.asked()) > 0 && all.includes('GET /organizations'));
  }

  it('reads everything again after the interval', async () => {
    await clock.turn(59_999);
    assert.deepEqual(await asked(), []);
    await clock.turn(1);
    await everythingIsAsked();
  });

  it('asks nothing while nobody looks, and at once when somebody looks again', async () => {
    set({ isLooking: false });
    await clock.turn(600_000);
    assert.deepEqual(await asked(), []);
    set({ isLooking: true });
    await clock.turn(0);
    await everythingIsAsked();
  });

  it('asks nothing by itself with an interval of 0', async () => {
    set({ refreshIntervalMs: 0 });
    await clock.turn(600_000);
    assert.deepEqual(await asked(), []);
    assert.equal(clock.pending, 0);
  });

  it('reads states as soon as that is wished, and not while nobody looks', async () => {
    set({ isLooking: false, readStates: true });
    assert.deepEqual(await asked(), []);
    set({ isLooking: true });
    await until(() => cloud.inventory.machines.every(({ state }) => state !== undefined));
  });

  it('reads one account again though another still waits, and lets that end when nobody looks', async () => {
    const other = await openCloud({ seed: 4, machines: 1 });
    const readings = { slow: 0, quick: 0 };
    const signals: AbortSignal[] = [];
    cloud.inventory.refreshQuietly = (looking) => {
      readings.slow++;
      if (looking) signals.push(looking);
      return new Promise(() => undefined);
    };
    other.inventory.refreshQuietly = () => {
      readings.quick++;
      return Promise.resolve();
    };
    const session: OpenSession = {
      kind: 'open',
      account,
      inventory: other.inventory,
      operations: other.operations,
    };
    open.push(session);
    opened.fire(session);
    await clock.turn(180_000);
    assert.deepEqual(readings, { slow: 1, quick: 3 });
    set({ isLooking: false });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
    await other.close();
  });

  it('ends with the window', async () => {
    freshness.dispose();
    await clock.turn(600_000);
    assert.deepEqual(await asked(), []);
    assert.equal(clock.pending, 0);
  });
});
