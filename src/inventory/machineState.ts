/** Katapult's words for a machine that is on its way from one state to another. */
const ways = new Set([
  'starting',
  'allocating',
  'resetting',
  'migrating',
  'stopping',
  'shutting_down',
  'transferring',
]);

/** Whether a machine will be in another state before long, if all goes well. */
export function isOnItsWay(state: string | undefined): boolean {
  return state !== undefined && ways.has(state);
}
