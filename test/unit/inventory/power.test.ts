import assert from 'node:assert/strict';
import { hasCode } from '../../../src/api/errors.ts';
import type { MachineNode } from '../../../src/inventory/nodes.ts';
import { AlreadyRunning, TaskFailed } from '../../../src/inventory/operations/failures.ts';
import type { PowerAction } from '../../../src/inventory/types.ts';
import { ALL_SCOPES } from '../../../src/simulator/tokens.ts';
import { machineWith, openAll, openCloud, type Cloud } from './cloud.ts';
import { until } from './scene.ts';

const noon = Date.UTC(2026, 6, 1, 12);

describe('Switching a machine', () => {
  let cloud: Cloud;
  let machine: MachineNode;
  let clock: number;
  /** How long each wait was, in milliseconds. */
  let waits: number[];
  /** What happens during a wait. */
  let meanwhile: () => void;

  beforeEach(async () => {
    clock = noon;
    waits = [];
    meanwhile = () => undefined;
    cloud = await openCloud({ seed: 3, machines: 80, now: () => clock, wait });
    await openAll(cloud.inventory);
    machine = machineIn('started');
    cloud.asked();
  });
  afterEach(() => cloud.close());

  function wait(ms: number): Promise<void> {
    clock += ms;
    waits.push(ms);
    meanwhile();
    return Promise.resolve();
  }

  function machineIn(state: string): MachineNode {
    const found = cloud.simulator
      .snapshot()
      .virtualMachines.find((each) => each.state === state && !each.inTrash);
    return machineWith(cloud.inventory, ({ data }) => data.id === found?.id);
  }

  function stateOf({ data }: MachineNode): string | undefined {
    return cloud.simulator.snapshot().virtualMachines.find(({ id }) => id === data.id)?.state;
  }

  function posts(): string[] {
    return cloud.asked().filter((request) => request.startsWith('POST'));
  }

  const actions: readonly (readonly [PowerAction, string, string])[] = [
    ['start', 'stopped', 'started'],
    ['shutdown', 'started', 'stopped'],
    ['stop', 'started', 'stopped'],
    ['reset', 'started', 'started'],
  ];
  for (const [action, from, to] of actions)
    it(`${action}: follows the task to its end, and shows that the machine is ${to}`, async () => {
      const subject = machineIn(from);
      const settled = await cloud.operations.power(subject, action);
      assert.ok(settled.kind === 'done');
      assert.deepEqual(settled.value, { end: 'completed', state: to });
      assert.equal(subject.state, to);
      assert.deepEqual(posts(), [`POST /virtual_machines/${subject.data.id}/${action}`]);
    });

  it('looks at growing intervals', async () => {
    await cloud.operations.power(machine, 'stop');
    assert.deepEqual(waits, [1_000, 1_500, 2_250, 3_375].slice(0, waits.length));
    assert.ok(waits.length >= 3);
  });

  it('shows the verb while it runs, and the interfaces as they have become', async () => {
    await cloud.inventory.open(machine);
    const [networkInterface] = machine.networkInterfaces;
    assert.ok(networkInterface);
    await cloud.inventory.learn(networkInterface);
    assert.equal(networkInterface.data.state, 'attached');
    const verbs: (string | undefined)[] = [];
    meanwhile = () => verbs.push(machine.pending?.verb);
    await cloud.operations.power(machine, 'shutdown');
    assert.deepEqual(new Set(verbs), new Set(['shutting down']));
    assert.equal(machine.pending, undefined);
    await cloud.inventory.learn(networkInterface);
    assert.equal(networkInterface.data.state, 'detached');
  });

  it('does not switch a machine that is being switched', async () => {
    const [first, second] = await Promise.all([
      cloud.operations.power(machine, 'reset'),
      cloud.operations.power(machine, 'stop'),
    ]);
    assert.equal(first.kind, 'done');
    assert.ok(second.kind === 'failed' && second.error instanceof AlreadyRunning);
  });

  for (const action of ['stop', 'reset'] as const)
    it(`says why Katapult refuses to ${action} it`, async () => {
      cloud.simulator.addFault({
        match: { method: 'POST' },
        fault: { kind: 'error', code: 'task_queueing_error', detail: { details: 'no host has room' } },
      });
      const settled = await cloud.operations.power(machine, action);
      assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'task_queueing_error'));
      assert.equal(settled.error.detail.details, 'no host has room');
    });

  for (const opened of [true, false])
    it(`tells no state that can’t be read at the end, with its interfaces ${opened ? '' : 'not '}shown`, async () => {
      if (opened) await cloud.inventory.open(machine);
      cloud.simulator.addFault({
        match: { path: `/virtual_machines/${machine.data.id}$` },
        times: 'always',
        fault: { kind: 'error', code: 'permission_denied' },
      });
      const settled = await cloud.operations.power(machine, 'stop');
      assert.ok(settled.kind === 'done');
      assert.deepEqual(settled.value, { end: 'completed', state: undefined });
    });

  it('shows how the machine has become, also when it was being read meanwhile', async () => {
    await cloud.inventory.open(machine);
    const handle = cloud.simulator.handle.bind(cloud.simulator);
    meanwhile = () => {
      if (stateOf(machine) !== 'stopping') return;
      meanwhile = () => undefined;
      cloud.simulator.handle = async (request) => {
        const answer = await handle(request);
        if (request.url.endsWith(`/virtual_machines/${machine.data.id}`)) {
          cloud.simulator.handle = handle;
          await until(() => machine.pending === undefined);
        }
        return answer;
      };
      void cloud.inventory.refresh(machine);
    };
    const settled = await cloud.operations.power(machine, 'stop');
    assert.ok(settled.kind === 'done' && settled.value.state === 'stopped');
    assert.equal(machine.state, 'stopped');
  });

  it('is done when the machine is so already, and tells that Katapult refused', async () => {
    const settled = await cloud.operations.power(machine, 'start');
    assert.ok(settled.kind === 'done' && hasCode(settled.refusal, 'task_queueing_error'));
  });

  it('has failed when the task fails, and tells how the machine is left', async () => {
    const settled = await cloud.operations.power(machineIn('orphaned'), 'start');
    assert.ok(settled.kind === 'failed' && settled.error instanceof TaskFailed);
    assert.deepEqual([settled.error.task, settled.error.state], ['Start virtual machine', 'orphaned']);
  });

  it('stops following when nobody waits any more; Katapult goes on', async () => {
    const waiting = new AbortController();
    meanwhile = () => waiting.abort();
    const settled = await cloud.operations.power(machine, 'stop', waiting.signal);
    assert.ok(settled.kind === 'done');
    assert.deepEqual(settled.value, { end: 'cancelled', state: 'stopping' });
    assert.equal(machine.pending, undefined);
  });

  it('gives up after some minutes, and says so', async () => {
    cloud.simulator.addFault({
      match: { path: '/tasks/' },
      times: 'always',
      fault: { kind: 'body', status: 200, contentType: 'application/json', body: running },
    });
    const settled = await cloud.operations.power(machine, 'shutdown');
    assert.ok(settled.kind === 'done' && settled.value.end === 'lost');
    const waitedMs = waits.reduce((sum, ms) => sum + ms, 0);
    assert.ok(waitedMs >= 300_000 && waitedMs < 320_000, String(waitedMs));
  });

  const running = JSON.stringify({ task: { id: 'task_1', name: 'Shut down', status: 'running' } });

  const odd = { kind: 'body', status: 200, contentType: 'application/json', body: '[]' } as const;
  const down = { kind: 'error', code: 'service_unavailable' } as const;
  // What the transport tries again has to fail three times.
  for (const { fault, times } of [
    { fault: odd, times: 1 },
    { fault: down, times: 3 },
  ])
    it(`looks again when a look fails: ${fault.kind}`, async () => {
      cloud.simulator.addFault({ match: { path: '/tasks/' }, times, fault });
      const settled = await cloud.operations.power(machine, 'stop');
      assert.ok(settled.kind === 'done' && settled.value.end === 'completed');
    });

  it('looks no more once Katapult refuses that for good, and says so', async () => {
    cloud.simulator.addFault({
      match: { path: '/tasks/' },
      times: 'always',
      fault: { kind: 'error', code: 'organization_suspended' },
    });
    const settled = await cloud.operations.power(machine, 'stop');
    assert.ok(settled.kind === 'done' && settled.value.end === 'lost');
    assert.equal(waits.length, 1);
  });

  describe('with a token that may not read tasks', () => {
    beforeEach(() => {
      const scopes = ALL_SCOPES.filter((scope) => !scope.startsWith('tasks'));
      cloud.simulator.changeToken(cloud.token, { scopes });
    });

    for (const [action, from, to] of actions)
      it(`${action}: follows the machine’s state`, async () => {
        const settled = await cloud.operations.power(machineIn(from), action);
        assert.ok(settled.kind === 'done');
        assert.deepEqual(settled.value, { end: 'completed', state: to });
      });

    for (const [action, from, to] of actions)
      it(`${action}: is neither completed nor failed before the machine was seen on its way`, async () => {
        // At the first looks the task stands in its queue, and the machine is as it was.
        cloud.simulator.settings.taskTimes = { queued: 6_000, running: 4_000 };
        const settled = await cloud.operations.power(machineIn(from), action);
        assert.ok(settled.kind === 'done');
        assert.deepEqual(settled.value, { end: 'completed', state: to });
        assert.ok(clock - noon >= 10_000, String(clock - noon));
      });

    it('reset: is lost when nothing of it is seen for a minute, for it may have been between two looks', async () => {
      cloud.simulator.settings.taskTimes = { queued: 0, running: 500 };
      const settled = await cloud.operations.power(machine, 'reset');
      assert.ok(settled.kind === 'done');
      assert.deepEqual(settled.value, { end: 'lost', state: 'started' });
      assert.ok(clock - noon >= 60_000 && clock - noon < 80_000, String(clock - noon));
    });

    it('has failed when the machine was on its way and did not arrive', async () => {
      const subject = machineIn('stopped');
      const states = ['starting', 'starting', 'failed', 'failed'];
      meanwhile = () => {
        cloud.simulator.clearFaults();
        cloud.simulator.addFault({
          match: { path: `/virtual_machines/${subject.data.id}$` },
          times: 'always',
          fault: { kind: 'set-field', path: 'virtual_machine.state', value: states.shift() ?? 'failed' },
        });
      };
      const settled = await cloud.operations.power(subject, 'start');
      assert.ok(settled.kind === 'failed' && settled.error instanceof TaskFailed);
      assert.equal(settled.error.state, 'failed');
    });
  });

  for (const code of ['permission_denied', 'task_not_found'])
    it(`follows the machine’s state when its task is refused as ${code}`, async () => {
      cloud.simulator.addFault({
        match: { path: '/tasks/' },
        times: 'always',
        fault: { kind: 'error', code },
      });
      const settled = await cloud.operations.power(machine, 'stop');
      assert.ok(settled.kind === 'done');
      assert.deepEqual(settled.value, { end: 'completed', state: 'stopped' });
    });

  describe('whose answer is lost', () => {
    for (const when of ['before', 'after'] as const)
      for (const [action, from, to] of actions.slice(0, 3))
        it(`${when} the effect: ${action} is settled by the machine’s state, and never sent twice`, async () => {
          const subject = machineIn(from);
          cloud.simulator.addFault({ match: { method: 'POST' }, when, fault: { kind: 'reset' } });
          const settled = await cloud.operations.power(subject, action);
          assert.equal(settled.kind, when === 'after' ? 'done' : 'unknown');
          assert.equal(stateOf(subject), when === 'after' ? to : from);
          assert.equal(posts().length, 1);
          if (settled.kind !== 'unknown') return;
          // Its task may have been in a queue, and is seen not to have been only after a while.
          assert.equal((await settled.checkAgain()).kind, 'unknown');
          clock += 120_000;
          assert.equal((await settled.checkAgain()).kind, 'failed');
        });

    it('is not known of a reset, unless the machine is seen on its way', async () => {
      const lose = (when: 'before' | 'after') =>
        cloud.simulator.addFault({ match: { method: 'POST' }, when, fault: { kind: 'reset' } });
      lose('before');
      assert.equal((await cloud.operations.power(machine, 'reset')).kind, 'unknown');
      lose('after');
      const settled = await cloud.operations.power(machine, 'reset');
      assert.ok(settled.kind === 'done' && settled.readBack);
      assert.equal(settled.value.end, 'completed');
    });

    it('of a reset that was seen on its way ends with it, though it had ended before the next look', async () => {
      await cloud.close();
      const taskTimes = { queued: 0, running: 700 };
      cloud = await openCloud({ seed: 3, machines: 80, now: () => clock, wait, taskTimes });
      await openAll(cloud.inventory);
      machine = machineIn('started');
      cloud.simulator.addFault({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
      const settled = await cloud.operations.power(machine, 'reset');
      assert.ok(settled.kind === 'done');
      assert.equal(settled.value.end, 'completed');
      assert.ok(waits.reduce((sum, ms) => sum + ms) < 10_000);
    });

    it('is not known when the state is not told', async () => {
      cloud.simulator.addFault({ match: { method: 'POST' }, fault: { kind: 'reset' } });
      cloud.simulator.addFault({
        match: { method: 'GET' },
        times: 'always',
        fault: { kind: 'drop-field', path: 'virtual_machine.state' },
      });
      const settled = await cloud.operations.power(machine, 'stop');
      assert.ok(settled.kind === 'unknown');
      clock += 120_000;
      assert.equal((await settled.checkAgain()).kind, 'unknown');
    });

    it('is not waited for when the clock was set back', async () => {
      cloud.simulator.addFault({ match: { method: 'POST' }, fault: { kind: 'reset' } });
      const settled = await cloud.operations.power(machine, 'stop');
      assert.ok(settled.kind === 'unknown');
      clock -= 3_600_000;
      assert.equal((await settled.checkAgain()).kind, 'failed');
    });
  });
});
