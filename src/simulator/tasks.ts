/** Tasks and what they make of machines, moved on by the simulator's clock. */
import type { Cloud } from './cloud/cloud.ts';
import type { MachineState, Task, TaskStatus, VirtualMachine } from './cloud/model.ts';

/** Brings every task, and its machine, to where it is at this time (unix milliseconds). */
export function advanceTasks(cloud: Cloud, now: number): void {
  for (const task of cloud.tasks.values()) {
    const status = statusAt(task, now);
    if (isOver(task) || status === task.status) continue;
    task.status = status;
    if (task.course) setState(task.machine, status === 'completed' ? task.course.after : task.course.during);
  }
}

/** Whether nothing more will come of a task. */
export function isOver({ status }: Task): boolean {
  return status === 'completed' || status === 'failed';
}

function statusAt(task: Task, now: number): TaskStatus {
  if (now < task.startsAt) return 'pending';
  if (now < task.finishesAt) return 'running';
  return task.course === null ? 'failed' : 'completed';
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
  return [...cloud.tasks.values()].some((task) => task.machine === machine && !isOver(task));
}
