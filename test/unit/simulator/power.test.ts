import assert from 'node:assert/strict';
import { bench, closeAll, first, machineNamed, NOON } from './support.ts';
import type { Bench } from './support.ts';

describe('simulator: power', () => {
  let cloud: Bench;
  beforeEach(async () => {
    cloud = await bench({ machines: 80 });
  });
  afterEach(closeAll);

  const state = (id: string): string => first(cloud.state().virtualMachines, (each) => each.id === id).state;
  const interfaces = (id: string): string[] =>
    cloud.state().networkInterfaces.flatMap((each) => (each.virtualMachineId === id ? [each.state] : []));

  it('stops a machine with a task that goes on with the clock', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const queued = await cloud.post(`/virtual_machines/${id}/stop`);
    assert.deepEqual(queued.keys('task'), ['id', 'name', 'status']);
    const path = `/tasks/${queued.string('task.id')}`;
    const seen: unknown[] = [];
    for (const step of [0, 1000, 2000, 2000]) {
      cloud.clock.time += step;
      const task = await cloud.get(path);
      seen.push([task.at('task.status'), task.at('task.progress'), state(id), interfaces(id)[0]]);
    }
    assert.deepEqual(seen, [
      ['pending', 0, 'started', 'attached'],
      ['running', 0, 'stopping', 'attached'],
      ['running', 50, 'stopping', 'attached'],
      ['completed', 100, 'stopped', 'detached'],
    ]);
    const done = await cloud.get(path);
    assert.deepEqual(
      [done.at('task.created_at'), done.at('task.started_at'), done.at('task.finished_at')],
      [NOON / 1000, NOON / 1000 + 1, NOON / 1000 + 5],
    );
  });

  it('starts, shuts down and resets', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    const steps = [
      ['shutdown', 'Shutdown', 'shutting_down', 'stopped', 'detached'],
      ['start', 'Start', 'starting', 'started', 'attached'],
      ['reset', 'Reset', 'resetting', 'started', 'attached'],
      ['stop', 'Stop', 'stopping', 'stopped', 'detached'],
    ] as const;
    for (const [action, word, during, after, interfaceState] of steps) {
      const before = state(id);
      const queued = await cloud.post(`/virtual_machines/${id}/${action}`);
      assert.equal(queued.at('task.name'), `${word} virtual machine`);
      assert.equal(state(id), before, 'nothing changes while the task is pending');
      cloud.clock.time += 1000;
      assert.equal(state(id), during);
      cloud.clock.time += 4000;
      assert.equal(state(id), after);
      assert.equal(interfaces(id)[0], interfaceState);
    }
  });

  it('ends in the same state when nobody has looked meanwhile', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    await cloud.post(`/virtual_machines/${id}/stop`);
    cloud.clock.time += 60_000;
    assert.equal(state(id), 'stopped');
  });

  it('can be told to change the state as soon as the task is queued', async () => {
    cloud = await bench({ machines: 80, stateChanges: 'queued' });
    const { id } = machineNamed(cloud.state(), 'web-01');
    for (const [action, ...expected] of [
      ['stop', 'stopping', 'stopping', 'stopped'],
      ['start', 'starting', 'starting', 'started'],
    ] as const) {
      await cloud.post(`/virtual_machines/${id}/${action}`);
      const seen = [0, 1000, 4000].map((step) => {
        cloud.clock.time += step;
        return state(id);
      });
      assert.deepEqual(seen, expected);
    }
  });

  it('refuses what the state does not allow, and a second task beside the first', async () => {
    const { id } = machineNamed(cloud.state(), 'web-01');
    assert.equal((await cloud.post(`/virtual_machines/${id}/start`)).error, '406 task_queueing_error');
    await cloud.post(`/virtual_machines/${id}/reset`);
    const second = await cloud.post(`/virtual_machines/${id}/stop`);
    assert.equal(second.error, '406 task_queueing_error');
    assert.match(second.string('error.detail.details'), /while the virtual machine has another task$/);
  });

  it('fails to start a machine that has no hypervisor', async () => {
    const orphan = first(cloud.state().virtualMachines, (each) => each.state === 'orphaned');
    const task = await cloud.post(`/virtual_machines/${orphan.id}/start`);
    assert.equal((await cloud.post(`/virtual_machines/${orphan.id}/start`)).error, '406 task_queueing_error');
    cloud.clock.time += 5000;
    assert.equal((await cloud.get(`/tasks/${task.string('task.id')}`)).at('task.status'), 'failed');
    assert.equal(state(orphan.id), 'orphaned');
  });

  it('allocates and unallocates while the machine runs, and while it does not', async () => {
    const { virtualMachines, ipAddresses } = cloud.state();
    const stopped = virtualMachines
      .filter((each) => each.state === 'stopped' && !each.inTrash)
      .map((each) => each.id);
    const address = first(ipAddresses, (each) => stopped.includes(each.allocationId ?? ''));
    assert.equal((await cloud.post(`/ip_addresses/${address.id}/unallocate`)).status, 200);
    const back = await cloud.post(`/virtual_machines/${address.allocationId ?? ''}/allocate_ip`, {
      ip_address: { id: address.id },
    });
    assert.equal(back.at('ip_address.allocation_id'), address.allocationId);
  });
});
