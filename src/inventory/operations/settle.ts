import type { ApiErrorCode } from '../../api/errorCodes.ts';
import { hasCode, NetworkError, RequestError } from '../../api/errors.ts';

/** Waits a number of milliseconds, or until the signal aborts. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** It did not take effect. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: unknown;
}

/**
 * It took effect; `readBack` when its answer was lost and the truth was read instead. `refusal` when Katapult
 * refused it because things are so already, be it by this very request, be it by somebody else.
 */
export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
  readonly readBack: boolean;
  readonly refusal?: RequestError;
}

/** What is known of a write after it was sent once. */
export type Settled<T> =
  | Done<T>
  | Failed
  /** Neither its answer nor the truth could be had. */
  | { readonly kind: 'unknown'; readonly error: unknown; readonly checkAgain: () => Promise<Settled<T>> };

/**
 * Reads whether a write took effect: what it made, or undefined when it did not.
 * @param error how its answer was lost, or its refusal. @throws whatever leaves that open
 */
export type ReadBack<T> = (error: RequestError) => Promise<T | undefined>;

/** Waits before each reading, in milliseconds: a request that broke off may still be on its way. */
const waitsMs = [500, 2_000, 4_000];

/**
 * A write that somebody gave up waiting for may be waiting itself: in a queue, or in a slow machine. So long after
 * it was sent, that it has not happened does not say that it will not. In milliseconds.
 */
const mayArriveForMs = 120_000;

/** Time, to be replaced in tests. */
export interface SettleClock {
  readonly pause: Pause;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A write that was sent, and how its answer was lost. */
interface Lost {
  readonly error: RequestError;
  readonly sentAt: number;
}

/**
 * Sends a write once. When its answer is lost or unusable, the truth is read back; the write itself is
 * never repeated.
 * @param already codes by which Katapult says that things are so already: something on the way may have repeated
 * the request, and then the refusal is of the repetition. They too are believed only after reading back.
 */
export async function sendOnce<T>(
  send: () => Promise<T>,
  readBack: ReadBack<T>,
  clock: SettleClock,
  already: readonly ApiErrorCode[] = [],
): Promise<Settled<T>> {
  const sentAt = clock.now();
  try {
    return { kind: 'done', value: await send(), readBack: false };
  } catch (error) {
    if (!(error instanceof RequestError)) return { kind: 'failed', error };
    if (error.outcomeUnknown) return settle({ error, sentAt }, readBack, clock);
    return hasCode(error, ...already) ? verify(error, readBack, clock) : { kind: 'failed', error };
  }
}

/**
 * Whatever made Katapult refuse has happened by then, so the first reading decides, and needs no wait. Only of a task
 * that is in a queue the state does not tell yet; there the refusal is believed.
 */
async function verify<T>(
  refusal: RequestError,
  readBack: ReadBack<T>,
  clock: SettleClock,
): Promise<Settled<T>> {
  for (const waitMs of [0, ...waitsMs]) {
    if (waitMs > 0) await clock.pause(waitMs);
    try {
      const value = await readBack(refusal);
      return value === undefined
        ? { kind: 'failed', error: refusal }
        : { kind: 'done', value, readBack: true, refusal };
    } catch {
      // The reading failed, which the transport has logged.
    }
  }
  return { kind: 'unknown', error: refusal, checkAgain: () => verify(refusal, readBack, clock) };
}

async function settle<T>(lost: Lost, readBack: ReadBack<T>, clock: SettleClock): Promise<Settled<T>> {
  const { error } = lost;
  let readable = false;
  for (const waitMs of waitsMs) {
    await clock.pause(waitMs);
    try {
      const value = await readBack(error);
      if (value !== undefined) return { kind: 'done', value, readBack: true };
      readable = true;
    } catch {
      // The reading failed, which the transport has logged. Only the last reading decides.
      readable = false;
    }
  }
  return readable && !mayStillArrive(lost, clock)
    ? { kind: 'failed', error }
    : { kind: 'unknown', error, checkAgain: () => settle(lost, readBack, clock) };
}

/** Whoever reports a time-out, this side or a gateway, does not know what goes on behind it. */
function mayStillArrive({ error, sentAt }: Lost, { now }: SettleClock): boolean {
  const timedOut = error instanceof NetworkError && error.reason === 'timeout';
  return (timedOut || error.request.status === 504) && Math.abs(now() - sentAt) < mayArriveForMs;
}

/** Goes on with the value of a write that took effect, now or after Check Again. */
export function afterwards<T, U>(settled: Settled<T>, use: (value: T) => Promise<U>): Promise<Settled<U>> {
  return followedBy(settled, async (done) => ({ ...done, value: await use(done.value) }));
}

/** The same with something that may itself fail. */
export function followedBy<T, U>(
  settled: Settled<T>,
  next: (done: Done<T>) => Promise<Settled<U>>,
): Promise<Settled<U>> {
  switch (settled.kind) {
    case 'done':
      return next(settled);
    case 'failed':
      return Promise.resolve(settled);
    case 'unknown':
      return Promise.resolve({
        ...settled,
        checkAgain: async () => followedBy(await settled.checkAgain(), next),
      });
  }
}
