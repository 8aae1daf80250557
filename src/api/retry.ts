import { AnswerError, ApiError, isRateLimited, NetworkError } from './errors.ts';
import { pause } from './pause.ts';

/** Waits before the second and the third try, in milliseconds. */
const waitsMs = [300, 1_000];

/**
 * Tries a read up to three times while its failure is one that is likely to pass. One that the rate limit has
 * refused is tried again as well: the next try waits for the next minute by itself.
 */
export async function retryRead<T>(read: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await read();
    } catch (error) {
      if (signal?.aborted) throw error;
      if (isRateLimited(error)) continue;
      if (!mayPass(error)) throw error;
      await pause(waitMs * (0.5 + Math.random()), signal);
    }
  }
  return read();
}

/** A time-out is not tried again: it has cost its whole time limit already. */
function mayPass(error: unknown): boolean {
  if (error instanceof NetworkError) return error.reason === 'interrupted' || error.reason === 'unreachable';
  if (error instanceof AnswerError)
    return error.problem === 'truncated' || error.problem === 'empty' || isServerError(error);
  return error instanceof ApiError && isServerError(error);
}

function isServerError({ request }: { request: { status?: number } }): boolean {
  return request.status !== undefined && request.status >= 500;
}
