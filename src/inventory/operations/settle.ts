import { RequestError } from '../../api/errors.ts';

/** Waits a number of milliseconds. */
export type Pause = (milliseconds: number) => Promise<void>;

/** What is known of a write after it was sent once. */
export type Settled<T> =
  /** It took effect; `readBack` when its answer was lost and the truth was read instead. */
  | { readonly kind: 'done'; readonly value: T; readonly readBack: boolean }
  /** It did not take effect. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Neither its answer nor the truth could be had. */
  | { readonly kind: 'unknown'; readonly error: unknown; readonly checkAgain: () => Promise<Settled<T>> };

/** Reads whether a write took effect: what it made, or undefined when it did not. */
export type ReadBack<T> = () => Promise<T | undefined>;

/** Waits before each reading, in milliseconds: a request that broke off may still be on its way. */
const waitsMs = [500, 2_000, 4_000];

/**
 * Sends a write once. When its answer is lost or unusable, the truth is read back; the write itself is
 * never repeated.
 */
export async function sendOnce<T>(
  send: () => Promise<T>,
  readBack: ReadBack<T>,
  pause: Pause,
): Promise<Settled<T>> {
  try {
    return { kind: 'done', value: await send(), readBack: false };
  } catch (error) {
    const unclear = error instanceof RequestError && error.outcomeUnknown;
    return unclear ? settle(error, readBack, pause) : { kind: 'failed', error };
  }
}

async function settle<T>(error: unknown, readBack: ReadBack<T>, pause: Pause): Promise<Settled<T>> {
  let readable = false;
  for (const waitMs of waitsMs) {
    await pause(waitMs);
    try {
      const value = await readBack();
      if (value !== undefined) return { kind: 'done', value, readBack: true };
      readable = true;
    } catch {
      // The reading failed, which the transport has logged. Only the last reading decides.
      readable = false;
    }
  }
  return readable
    ? { kind: 'failed', error }
    : { kind: 'unknown', error, checkAgain: () => settle(error, readBack, pause) };
}

/** Goes on with the value of a write that took effect, now or after Check Again. */
export function afterwards<T, U>(settled: Settled<T>, use: (value: T) => Promise<U>): Promise<Settled<U>> {
  switch (settled.kind) {
    case 'done':
      return use(settled.value).then((value) => ({ ...settled, value }));
    case 'failed':
      return Promise.resolve(settled);
    case 'unknown':
      return Promise.resolve({
        ...settled,
        checkAgain: async () => afterwards(await settled.checkAgain(), use),
      });
  }
}
