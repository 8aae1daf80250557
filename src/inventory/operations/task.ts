import { ApiError, hasCode, isRateLimited } from '../../api/errors.ts';
import type { Task } from '../../api/types.ts';
import type { Writer } from './writer.ts';

/** How following came to its end; `lost`: it took too long, or could not be read any more. */
export type End = 'completed' | 'failed' | 'cancelled' | 'lost';

const firstWaitMs = 1_000;
const longestWaitMs = 10_000;
/** A system that ignores a shutdown never ends; nobody looks at a row for longer. */
const mostWaitedMs = 300_000;

/**
 * Follows a task to its end.
 * @returns `unreadable` when the token may begin tasks, but not read them.
 */
export function followTask(
  writer: Writer,
  { id, status }: Task,
  signal?: AbortSignal,
): Promise<End | 'unreadable'> {
  const { tasks } = writer.api;
  if (status === 'completed' || status === 'failed') return Promise.resolve(status);
  return watch(writer, signal, async () => {
    try {
      const now = (await tasks.get(id, signal)).status;
      return now === 'completed' || now === 'failed' ? now : undefined;
    } catch (error) {
      if (hasCode(error, 'scope_not_granted', 'permission_denied', 'task_not_found')) return 'unreadable';
      throw error;
    }
  });
}

/**
 * Looks again and again, at growing intervals, until there is something to tell. What fails and may pass is tried
 * again at the next look.
 * @param signal aborts when nobody waits for it any more.
 */
export async function watch<T>(
  { pause, inventory }: Writer,
  signal: AbortSignal | undefined,
  look: () => Promise<T | undefined>,
): Promise<T | 'cancelled' | 'lost'> {
  const startedAt = inventory.now();
  const isOver = (): boolean => [signal, inventory.signal].some((each) => each?.aborted);
  for (const waitMs of growingWaits()) {
    await pause(waitMs, signal);
    if (isOver()) return 'cancelled';
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
    } catch (error) {
      if (isFinal(error)) return isOver() ? 'cancelled' : 'lost';
    }
    // Looks that get no answer take their time as well.
    if (inventory.now() - startedAt >= mostWaitedMs) break;
  }
  return 'lost';
}

function* growingWaits(): Generator<number> {
  let waitedMs = 0;
  for (let ms = firstWaitMs; waitedMs < mostWaitedMs; ms = Math.min(ms * 1.5, longestWaitMs)) {
    waitedMs += ms;
    yield ms;
  }
}

/** Katapult's own refusals do not pass by themselves. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && !error.outcomeUnknown && !isRateLimited(error);
}
