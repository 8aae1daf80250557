import pLimit from 'p-limit';
import type { Activities } from './activities.ts';
import type { Activity, Write } from './activity.ts';

export interface InOrder {
  /** How many run side by side; one after the other unless told, so that they can be told apart. */
  readonly atOnce?: number | undefined;
  /** The rest is left alone once one was not done. */
  readonly stopsAtFailure: boolean;
  /** Nothing more is begun after it has aborted; what runs goes on to its end, unless it can be left. */
  readonly signal: AbortSignal;
  /** Called before each, with how many have ended. */
  readonly onBegin: (write: Write<unknown>, ended: number) => void;
  /** Called after each, with how many have ended. */
  readonly onEnd?: (ended: number) => void;
}

/**
 * Runs writes in their order.
 * @returns what became of each; those that were not begun too.
 */
export async function runInOrder(
  activities: Activities,
  writes: readonly Write<unknown>[],
  { atOnce = 1, stopsAtFailure, signal, onBegin, onEnd }: InOrder,
): Promise<readonly Activity[]> {
  const limit = pLimit(atOnce);
  let ended = 0;
  let stopped = false;
  const runNext = async (write: Write<unknown>): Promise<Activity> => {
    if (stopped || signal.aborted) return activities.leave(write);
    onBegin(write, ended);
    try {
      const { activity } = await activities.run(write, signal);
      stopped ||= stopsAtFailure && activity.outcome.kind !== 'done';
      return activity;
    } catch (error) {
      stopped = true;
      throw error;
    } finally {
      ended++;
      onEnd?.(ended);
    }
  };
  return Promise.all(writes.map((write) => limit(runNext, write)));
}
