import type { CommandContext } from './context.ts';

/** Shows what was asked of Katapult and how it answered. */
export function showLog({ log }: CommandContext): Promise<void> {
  log.show();
  return Promise.resolve();
}
