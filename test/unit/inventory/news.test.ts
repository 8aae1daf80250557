import assert from 'node:assert/strict';
import type { News } from '../../../src/inventory/news.ts';
import { readState } from '../../../src/inventory/readState.ts';
import { nameOf } from './cloud.ts';
import { scene, until, type Scene } from './scene.ts';

describe('What somebody else has done since the last look', () => {
  let stage: Scene;
  let seen: News[];

  beforeEach(async () => {
    stage = await scene();
    stage.cloud.inventory.setOpened(stage.machine, true);
    seen = [];
    stage.cloud.inventory.onDidSeeNews((news) => seen.push(news));
  });
  afterEach(() => stage.cloud.close());

  function told(): string[] {
    return seen.splice(0).flatMap((news) => [...news].map(([node, mark]) => `${nameOf(node)} ${mark}`));
  }

  it('is nothing when nothing has changed', async () => {
    await stage.cloud.inventory.refresh();
    assert.deepEqual(told(), []);
  });

  it('names a machine that was renamed', async () => {
    const { cloud, machine } = stage;
    cloud.simulator.mutate({ action: 'rename-machine', id: machine.data.id, name: 'other' });
    await cloud.inventory.refreshQuietly();
    assert.deepEqual(told(), ['other changed']);
  });

  it('is not what becomes of a machine that is being changed from here', async () => {
    const { cloud, machine } = stage;
    machine.pending = { verb: 'stopping' };
    cloud.simulator.mutate({ action: 'rename-machine', id: machine.data.id, name: 'other' });
    await cloud.inventory.refresh();
    machine.details = machine.details && { ...machine.details, state: 'stopping' };
    await readState(cloud.inventory, machine);
    assert.notEqual(machine.state, 'stopping');
    assert.deepEqual(told(), []);
  });

  it('names an address that has come, and what it has come to', async () => {
    const { cloud, machine, target, spare } = stage;
    cloud.simulator.mutate({ action: 'allocate-address', id: spare.id, interfaceId: target.data.id });
    await cloud.inventory.refresh();
    assert.deepEqual(told(), [`${machine.data.name} changed`, `${spare.address} new`]);
  });

  it('is not what this window has done', async () => {
    const { cloud, target, spare } = stage;
    const [settled] = await Promise.all([
      cloud.operations.allocate(target, spare),
      cloud.inventory.refresh(),
    ]);
    assert.equal(settled.kind, 'done');
    await cloud.inventory.refresh();
    assert.deepEqual(told(), []);
  });

  it('is another state, but not one that was unknown before', async () => {
    const { cloud } = stage;
    const machine = cloud.inventory.machines.find(({ state }) => state === undefined) ?? stage.machine;
    machine.details = undefined;
    await readState(cloud.inventory, machine);
    assert.deepEqual(told(), []);
    const before = machine.state;
    cloud.simulator.addFault({
      match: { path: `/virtual_machines/${machine.data.id}$` },
      fault: { kind: 'set-field', path: 'virtual_machine.state', value: 'failed' },
      times: 'always',
    });
    assert.notEqual(before, 'failed');
    await readState(cloud.inventory, machine);
    assert.deepEqual(told(), [`${machine.data.name} changed`]);
  });
});

describe('A refresh for which nobody waits', () => {
  let cloud: Scene['cloud'];
  let machine: Scene['machine'];

  beforeEach(async () => ({ cloud, machine } = await scene()));
  afterEach(() => cloud.close());

  it('draws nothing anew when nothing has changed, not even what is open', async () => {
    cloud.inventory.setOpened(machine, true);
    await cloud.inventory.refreshQuietly();
    cloud.changes();
    await cloud.inventory.refreshQuietly();
    assert.deepEqual(cloud.changes(), []);
    assert.ok(cloud.asked().some((request) => request.includes(`${machine.data.id}/network_interfaces`)));
  });

  it('asks for news only, and waits in silence where it has to; a person has everything sent anew', async () => {
    const asked: unknown[] = [];
    for (const lists of [cloud.inventory.api.virtualMachines, cloud.inventory.api.ipAddresses]) {
      const list = lists.list.bind(lists) as (...given: unknown[]) => Promise<never>;
      lists.list = (...given: unknown[]) => {
        const { urgency, onlyNews } = given[2] as { urgency?: string; onlyNews?: boolean };
        asked.push([urgency, onlyNews]);
        return list(...given);
      };
    }
    await cloud.inventory.refreshQuietly();
    assert.deepEqual(
      new Set(asked.map((each) => JSON.stringify(each))),
      new Set([JSON.stringify(['quiet', true])]),
    );
    asked.length = 0;
    await cloud.inventory.refresh();
    assert.deepEqual(
      new Set(asked.map((each) => JSON.stringify(each))),
      new Set([JSON.stringify([undefined, undefined])]),
    );
  });

  it('makes way for a person, who has the answer of their own request', async () => {
    cloud.simulator.addFault({ match: { path: '/organizations$' }, fault: { kind: 'hang' } });
    cloud.simulator.clearRequests();
    const quiet = cloud.inventory.refreshQuietly();
    await until(() => cloud.simulator.requests().length > 0);
    cloud.simulator.mutate({ action: 'rename-machine', id: machine.data.id, name: 'other' });
    await cloud.inventory.refresh();
    await quiet;
    assert.equal(machine.data.name, 'other');
    assert.equal(cloud.inventory.organizations.error, undefined);
  });

  it('ends as soon as nobody looks any more, and leaves everything as it was', async () => {
    const looking = new AbortController();
    cloud.simulator.addFault({ match: { path: '/organizations$' }, fault: { kind: 'hang' } });
    cloud.simulator.clearRequests();
    const quiet = cloud.inventory.refreshQuietly(looking.signal);
    await until(() => cloud.simulator.requests().length > 0);
    looking.abort();
    await quiet;
    assert.equal(cloud.inventory.organizations.error, undefined);
    assert.deepEqual(cloud.changes(), []);
  });

  it('does not begin while a person’s runs', async () => {
    const running = cloud.inventory.refresh();
    await cloud.inventory.refreshQuietly();
    await running;
    const lists = cloud.asked().filter((request) => request === 'GET /organizations');
    assert.equal(lists.length, 1);
  });
});
