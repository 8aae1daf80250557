import type { PowerAction } from '../../api/types.ts';
import type { Pending } from '../nodes.ts';

/** How a machine takes to an action. */
interface Course {
  readonly verb: Pending['verb'];
  /** Katapult's words for the state on the way, and at the end. */
  readonly during: string;
  readonly after: string;
}

/** Of each action. */
export const courses: Readonly<Record<PowerAction, Course>> = {
  start: { verb: 'starting', during: 'starting', after: 'started' },
  shutdown: { verb: 'shutting down', during: 'shutting_down', after: 'stopped' },
  stop: { verb: 'stopping', during: 'stopping', after: 'stopped' },
  reset: { verb: 'resetting', during: 'resetting', after: 'started' },
};

/** Whether an action can make a difference to a machine in a state; what nobody knows for sure may be tried. */
export function isPossible(action: PowerAction, state: string | undefined): boolean {
  if (action === 'start') return state !== 'started';
  return state !== 'stopped' && state !== 'failed';
}

/** What the machine's row says meanwhile. */
export function verbOf(action: PowerAction): Pending['verb'] {
  return courses[action].verb;
}
