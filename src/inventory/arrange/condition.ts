import type { Condition } from './arrangement.ts';

const known: Readonly<Record<string, Condition>> = {
  started: 'running',
  stopped: 'stopped',
  failed: 'failed',
  orphaned: 'failed',
};

/** What a state amounts to; undefined when it was not read yet. Any other word is one of something that goes on. */
export function conditionOf(state: string | undefined): Condition | undefined {
  return state === undefined ? undefined : (known[state] ?? 'changing');
}
