/** How writes fail beside Katapult's own refusals. */

/** A second write on the same thing was asked for while the first still runs. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

/** Katapult has begun with something, and then failed at it. It does not tell more than that. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
  /** Katapult's name for what it tried, when the task could be read. */
  readonly task: string | undefined;
  /** Katapult's word for how it has left the machine, when that could be read. */
  readonly state: string | undefined;

  constructor(task: string | undefined, state: string | undefined) {
    super(`${task ?? 'the task'} has failed, and has left the machine ${state ?? 'in an unknown state'}`);
    this.task = task;
    this.state = state;
  }
}
