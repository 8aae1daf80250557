import type { PowerAction, Task } from '../../api/types.ts';
import type { MachineNode } from '../nodes.ts';
import { courses } from './powerCourses.ts';
import { sendGuarded } from './send.ts';
import { followedBy, type Settled } from './settle.ts';
import { followTask, watch, type End } from './task.ts';
import { TaskFailed } from './failures.ts';
import type { Writer } from './writer.ts';

/** What came of switching a machine, once Katapult had begun with it. */
export interface Switched {
  /** `cancelled` and `lost`: it goes on at Katapult's, and is no longer followed. */
  readonly end: Exclude<End, 'failed'>;
  /** Katapult's word for the machine's state, as read at the end; undefined when that failed. */
  readonly state: string | undefined;
}

/** That it has begun, as the machine's state tells when nobody knows its task. */
type Begun = 'begun' | 'onItsWay';

/** A task may stand in a queue before it begins, and only then the machine's state changes. In milliseconds. */
const mayBeQueuedForMs = 120_000;
/** A reset of which nothing was seen may have been, between two looks. In milliseconds. */
const lookedForResetMs = 60_000;

/**
 * `POST /virtual_machines/{vm}/start`, `shutdown`, `stop` or `reset`, sent once; then follows the task to its end,
 * for minutes at most. When the answer is lost, the machine's state tells; but not of a reset.
 * @param signal stops following, not what Katapult does.
 */
export async function switchMachine(
  writer: Writer,
  machine: MachineNode,
  action: PowerAction,
  signal?: AbortSignal,
): Promise<Settled<Switched>> {
  const { virtualMachines } = writer.api;
  const sentAt = writer.inventory.now();
  const settled = await sendGuarded<Task | Begun>(
    writer,
    () => virtualMachines[action](machine.data.id),
    ({ outcomeUnknown }) => hasBegun(writer, machine, action, outcomeUnknown ? sentAt : undefined),
    // Of a machine that runs nobody could tell whether it was reset.
    ...(action === 'reset' ? [] : ['task_queueing_error']),
  );
  return followedBy(settled, async (done) => {
    const followed = await follow(writer, machine, action, done.value, signal);
    return followed.kind === 'done' ? { ...done, value: followed.value } : followed;
  });
}

/**
 * @param sentAt when its order was sent, if that may have arrived.
 * @throws Error when it can't be told, or not yet
 */
async function hasBegun(
  writer: Writer,
  machine: MachineNode,
  action: PowerAction,
  sentAt: number | undefined,
): Promise<Begun | undefined> {
  const { during, after } = courses[action];
  const state = await stateNow(writer, machine);
  if (state === during) return 'onItsWay';
  if (action === 'reset') throw new Error('the state of a machine does not tell whether it was reset');
  if (state === after) return 'begun';
  const isRecent = sentAt !== undefined && Math.abs(writer.inventory.now() - sentAt) < mayBeQueuedForMs;
  if (isRecent) throw new Error('its task may be waiting for its turn');
  return undefined;
}

/** @throws RequestError, or Error when the answer does not tell, which decides nothing */
async function stateNow({ api, inventory }: Writer, { data }: MachineNode): Promise<string> {
  const { state } = await api.virtualMachines.get(data.id, inventory.signal);
  if (state === undefined) throw new Error(`it is not told in which state ${data.name} is`);
  return state;
}

async function follow(
  writer: Writer,
  machine: MachineNode,
  action: PowerAction,
  begun: Task | Begun,
  signal: AbortSignal | undefined,
): Promise<Settled<Switched>> {
  const task = typeof begun === 'string' ? undefined : begun;
  const followed = task ? await followTask(writer, task, signal) : 'unreadable';
  const end =
    followed === 'unreadable'
      ? await followState(writer, machine, action, { isOnItsWay: begun === 'onItsWay', signal })
      : followed;
  const state = await showState(writer, machine);
  if (end === 'failed') return { kind: 'failed', error: new TaskFailed(task?.name, state) };
  return { kind: 'done', value: { end, state }, readBack: false };
}

/**
 * Instead of a task that can't be read. A machine that was on its way and did not arrive has failed. One that is to be
 * reset is as it will be already: it has to be seen on its way.
 */
function followState(
  writer: Writer,
  machine: MachineNode,
  action: PowerAction,
  { signal, ...seen }: { readonly isOnItsWay: boolean; readonly signal: AbortSignal | undefined },
): Promise<End> {
  const { during, after } = courses[action];
  const startedAt = writer.inventory.now();
  let { isOnItsWay } = seen;
  return watch<End>(writer, signal, async () => {
    const state = await stateNow(writer, machine);
    if (state === after && (action !== 'reset' || isOnItsWay)) return 'completed';
    if (state === after) return writer.inventory.now() - startedAt < lookedForResetMs ? undefined : 'lost';
    if (state !== during) return isOnItsWay ? 'failed' : undefined;
    isOnItsWay = true;
    return undefined;
  });
}

/** Reads the machine again, with its interfaces where they are shown, for their state follows that of the machine. */
async function showState(writer: Writer, machine: MachineNode): Promise<string | undefined> {
  const { api, inventory } = writer;
  machine.pending = undefined;
  // A reading that runs already may tell the state from before.
  inventory.wrote();
  if (machine.interfaces.items) {
    await inventory.refresh(machine);
    return machine.interfaces.error === undefined ? machine.state : undefined;
  }
  try {
    machine.details = await api.virtualMachines.get(machine.data.id, inventory.signal);
    return machine.state;
  } catch {
    return undefined;
  } finally {
    writer.show(machine);
  }
}
