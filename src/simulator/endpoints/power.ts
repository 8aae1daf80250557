/** Starting, stopping, shutting down and resetting machines, and the tasks that do it. */
import type { Cloud } from '../cloud/cloud.ts';
import type { MachineState, Task, VirtualMachine } from '../cloud/model.ts';
import { apiError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { findMachine, findTask, requirePermission } from '../lookups.ts';
import { isBusy, isOver, progressOf, setState } from '../tasks.ts';
import type { Action, Call } from '../world.ts';

interface PowerAction {
  name: string;
  from: readonly MachineState[];
  during: MachineState;
  after: MachineState;
}

const ACTIONS = {
  start: {
    name: 'Start virtual machine',
    from: ['stopped', 'failed', 'allocated', 'orphaned'],
    during: 'starting',
    after: 'started',
  },
  stop: { name: 'Stop virtual machine', from: ['started', 'failed'], during: 'stopping', after: 'stopped' },
  shutdown: {
    name: 'Shutdown virtual machine',
    from: ['started'],
    during: 'shutting_down',
    after: 'stopped',
  },
  reset: {
    name: 'Reset virtual machine',
    from: ['started', 'failed'],
    during: 'resetting',
    after: 'started',
  },
} as const satisfies Record<string, PowerAction>;

/** POST /virtual_machines/{virtual_machine}/start, stop, shutdown or reset: queues a task and answers with it. */
export function power(action: keyof typeof ACTIONS): Action {
  return (call) => {
    const machine = findMachine(call);
    requirePermission(call);
    const task = queue(call, machine, ACTIONS[action]);
    return { task: { id: task.id, name: task.name, status: task.status } };
  };
}

function queue({ world, now, requestId }: Call, machine: VirtualMachine, action: PowerAction): Task {
  const { cloud, random, settings } = world;
  requirePossible(cloud, machine, action);
  const { name, during, after } = action;
  const startsAt = now + settings.taskTimes.queued;
  const task: Task = {
    id: random.id('task'),
    name,
    machine,
    // A machine without a hypervisor cannot be started, which only shows when it is tried.
    course: machine.state === 'orphaned' ? null : { during, after },
    status: 'pending',
    createdAt: now,
    startsAt,
    finishesAt: startsAt + settings.taskTimes.running,
  };
  cloud.tasks.set(task.id, task);
  if (task.course && settings.stateChanges === 'queued') setState(machine, during);
  world.operations.add({
    operation: 'power',
    time: now,
    requestId,
    addressId: null,
    address: null,
    virtualMachineId: machine.id,
    interfaceId: null,
  });
  return task;
}

/** @throws task_queueing_error */
function requirePossible(cloud: Cloud, machine: VirtualMachine, { name, from }: PowerAction): void {
  const isBetweenTasks = !isBusy(cloud, machine);
  if (isBetweenTasks && from.includes(machine.state)) return;
  const obstacle = isBetweenTasks ? `is ${machine.state}` : 'has another task';
  const details = `${name}: not possible while the virtual machine ${obstacle}`;
  throw apiError('task_queueing_error', { details });
}

/** GET /tasks/{task} */
export function getTask(call: Call): JsonObject {
  const task = findTask(call);
  const { id, name, status, createdAt, startsAt, finishesAt } = task;
  return {
    task: {
      id,
      name,
      status,
      created_at: seconds(createdAt),
      started_at: status === 'pending' ? null : seconds(startsAt),
      finished_at: isOver(task) ? seconds(finishesAt) : null,
      progress: progressOf(task, call.now),
    } satisfies Record<string, Json>,
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
