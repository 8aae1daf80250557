/** Waiting without waiting: reads pause before they are tried again. */
import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';

export interface Waits {
  /** Settles as the call does; its pauses take no time. */
  skip<T>(call: Promise<T>): Promise<T>;
  restore(): void;
}

/** A time limit, in milliseconds, that is not reached while pauses are skipped. */
export const NO_LIMIT = 2 ** 31 - 1;

/** Longer than any pause between two tries. */
const STEP_MS = 2_000;

/** Takes the timers away until `restore`. Node's own, beneath its sockets, stay. */
export function withoutWaiting(): Waits {
  const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
  return {
    skip: (call) => skip(clock, call),
    restore: () => clock.uninstall(),
  };
}

async function skip<T>(clock: Clock, call: Promise<T>): Promise<T> {
  const state = { settled: false };
  const done = (): void => void (state.settled = true);
  call.then(done, done);
  while (!state.settled) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.tick(STEP_MS);
  }
  return call;
}
