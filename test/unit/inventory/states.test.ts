import assert from 'node:assert/strict';
import type { MachineNode } from '../../../src/inventory/nodes.ts';
import { States } from '../../../src/inventory/states.ts';
import { machineWith, nameOf, openAll, openCloud, type Cloud } from './cloud.ts';

describe('Reading states in the background', () => {
  let cloud: Cloud;
  let clock: number;
  let states: States;
  let looking: AbortController;

  beforeEach(async () => {
    clock = Date.UTC(2026, 6, 1, 12);
    cloud = await openCloud({ seed: 3, machines: 60, now: () => clock });
    await openAll(cloud.inventory);
    states = new States(cloud.inventory);
    looking = new AbortController();
    cloud.asked();
    cloud.changes();
  });
  afterEach(() => cloud.close());

  const everywhere = () => true;

  it('asks once for each machine, and draws each once', async () => {
    await states.readUnknown(everywhere, looking.signal);
    const { machines } = cloud.inventory;
    const paths = machines.map(({ data }) => `GET /virtual_machines/${data.id}`);
    assert.deepEqual(cloud.asked().sort(), paths.sort());
    assert.deepEqual(cloud.changes().sort(), machines.map(nameOf).sort());
    assert.ok(machines.every(({ state }) => state !== undefined));
    assert.equal(await states.readUnknown(everywhere, looking.signal), false);
    assert.deepEqual(cloud.asked(), []);
  });

  it('begins with those in sight', async () => {
    const inSight = cloud.inventory.machines.slice(-3);
    await states.readUnknown((machine) => inSight.includes(machine), looking.signal);
    const first = new Set(cloud.asked().slice(0, 3));
    assert.deepEqual(first, new Set(inSight.map(({ data }) => `GET /virtual_machines/${data.id}`)));
  });

  it('stops when nobody looks any more, and goes on later', async () => {
    cloud.inventory.onDidChange(() => looking.abort());
    await states.readUnknown(everywhere, looking.signal);
    assert.ok(cloud.asked().length <= 3);
    await states.readUnknown(everywhere, new AbortController().signal);
    assert.ok(cloud.inventory.machines.every(({ state }) => state !== undefined));
  });

  it('ends a round at a failure, but not at a machine that has gone', async () => {
    const [gone] = cloud.inventory.machines;
    assert.ok(gone);
    cloud.simulator.mutate({ action: 'delete-machine', id: gone.data.id });
    assert.equal(await states.readUnknown(everywhere, looking.signal), true);
    cloud.asked();
    cloud.simulator.addFault({ fault: { kind: 'error', code: 'permission_denied' }, times: 'always' });
    await states.readAnew(looking.signal);
    assert.ok(cloud.asked().length <= 2);
  });

  it('reads anew a few at a time, all in their turn', async () => {
    await states.readUnknown(everywhere, looking.signal);
    cloud.asked();
    const asked = new Set<string>();
    for (let round = 0; round < 3; round++) {
      clock += 60_000;
      await states.readAnew(looking.signal);
      const now = cloud.asked();
      assert.equal(now.length, 20);
      for (const each of now) asked.add(each);
    }
    assert.equal(asked.size, cloud.inventory.machines.length);
    assert.deepEqual(cloud.changes().length, cloud.inventory.machines.length);
  });

  describe('of machines on their way', () => {
    let machine: MachineNode;

    beforeEach(async () => {
      await states.readUnknown(everywhere, looking.signal);
      const moving = cloud.simulator.snapshot().virtualMachines.filter(({ state }) => state === 'stopping');
      machine = machineWith(cloud.inventory, ({ data }) => moving.some(({ id }) => id === data.id));
      cloud.asked();
    });

    async function asksAbout(): Promise<boolean> {
      await states.readOnTheirWay(looking.signal);
      return cloud.asked().includes(`GET /virtual_machines/${machine.data.id}`);
    }

    it('asks every few seconds, ever more seldom while nothing comes of it, and at least once a minute', async () => {
      assert.equal(await asksAbout(), false);
      clock += 3_000;
      assert.equal(await asksAbout(), true);
      clock += 3_000;
      assert.equal(await asksAbout(), false);
      clock += 1_500;
      assert.equal(await asksAbout(), true);
      for (let look = 0; look < 20; look++) {
        clock += 60_000;
        assert.equal(await asksAbout(), true);
      }
    });

    it('leaves alone those that are at rest, and those that somebody here is switching', async () => {
      machine.pending = { verb: 'stopping' };
      clock += 3_000;
      await states.readOnTheirWay(looking.signal);
      const atRest = cloud.inventory.machines.filter(({ state }) => state === 'started');
      const asked = cloud.asked();
      assert.ok(asked.length > 0);
      for (const { data } of [machine, ...atRest])
        assert.ok(!asked.includes(`GET /virtual_machines/${data.id}`));
    });
  });
});
