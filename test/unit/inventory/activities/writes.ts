// Writes that end as a test wants it.
import type { Write } from '../../../../src/inventory/activities/activity.ts';
import type { Settled } from '../../../../src/inventory/operations/settle.ts';

export const lost = new Error('the answer was lost');

export function write(name: string, end: Settled<string> | (() => Promise<Settled<string>>)): Write<string> {
  return {
    account: { id: 'account', name: 'Robin' },
    words: {
      running: `Doing ${name}…`,
      failed: `Could not do ${name}.`,
      unknown: `It is not known whether ${name} was done.`,
      done: `Did ${name}`,
      already: `${name} is so already`,
    },
    run: typeof end === 'function' ? end : () => Promise.resolve(end),
  };
}

export const done: Settled<string> = { kind: 'done', value: 'x', readBack: false };
export const failed: Settled<string> = { kind: 'failed', error: new Error('refused') };

/** Nobody knows; looking again gives `later`. */
export function unknown(later: Settled<string>): Settled<string> {
  return { kind: 'unknown', error: lost, checkAgain: () => Promise.resolve(later) };
}
