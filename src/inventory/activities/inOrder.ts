import type { Activities } from './activities.ts';
import type { Activity, Write } from './activity.ts';

export interface InOrder {
  /** The rest is left alone once one was not done. */
  readonly stopsAtFailure: boolean;
  /** Nothing more is begun after it has aborted; what runs goes on to its end. */
  readonly signal: AbortSignal;
  /** Called before each, with how many have ended. */
  readonly onBegin: (write: Write<unknown>, ended: number) => void;
}

/**
 * Runs writes one after the other, so that they can be told apart and stopped between.
 * @returns what became of each, in their order; those that were not begun too.
 */
export async function runInOrder(
  activities: Activities,
  writes: readonly Write<unknown>[],
  { stopsAtFailure, signal, onBegin }: InOrder,
): Promise<readonly Activity[]> {
  const ended: Activity[] = [];
  let stopped = false;
  for (const write of writes) {
    if (stopped || signal.aborted) {
      ended.push(activities.leave(write));
      continue;
    }
    onBegin(write, ended.length);
    const { activity } = await activities.run(write);
    ended.push(activity);
    stopped = stopsAtFailure && activity.outcome.kind !== 'done';
  }
  return ended;
}
