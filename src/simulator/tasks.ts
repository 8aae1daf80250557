/** Tasks and what they make of machines, moved on by the simulator's clock. */
import type { Cloud } from './cloud/cloud.ts';
import type { MachineState, Task, TaskStatus, VirtualMachine } from './cloud/model.ts';

/** Brings every task, and its machine, to where it is at this time (unix milliseconds). */
export function advanceTasks(cloud: Cloud, now: number): void {
  for (const task of cloud.tasks.values()) {
    if (task.status === 'completed' || task.status === 'failed') continue;
    task.status = statusAt(task, now);
    if (task.status === 'completed' && task.outcome) setState(task.machine, task.outcome);
  }
}

function statusAt(task: Task, now: number): TaskStatus {
  if (now < task.startsAt) return 'pending';
  if (now < task.finishesAt) return 'running';
  return task.outcome === null ? 'failed' : 'completed';
}

/** The state of a machine decides that of its interfaces. */
export function setState(machine: VirtualMachine, state: MachineState): void {
  machine.state = state;
  if (state !== 'stopped' && state !== 'started') return;
  for (const each of machine.interfaces) each.state = state === 'stopped' ? 'detached' : 'attached';
}

/** Percent, as GET task has it. */
export function progressOf(task: Task, now: number): number {
  if (task.status === 'completed') return 100;
  const elapsed = Math.max(0, Math.min(now, task.finishesAt) - task.startsAt);
  return Math.min(99, Math.floor((elapsed / (task.finishesAt - task.startsAt || 1)) * 100));
}

export function isBusy(cloud: Cloud, machine: VirtualMachine): boolean {
  return [...cloud.tasks.values()].some(
    (task) => task.machine === machine && (task.status === 'pending' || task.status === 'running'),
  );
}
