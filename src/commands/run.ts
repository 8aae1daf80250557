import type { CommandId } from '../manifest.ts';
import type { CommandContext } from './context.ts';
import { handlers } from './handlers.ts';
import { rowsOfKey, selectionArgument } from './keys.ts';

/** Runs a command on what it was called on; by a key, on the selected rows, if it means something to them. */
export async function run(
  context: CommandContext,
  id: CommandId,
  argument: unknown,
  rows: readonly unknown[] | undefined,
): Promise<void> {
  if (argument !== selectionArgument) return handlers[id](context, argument, rows);
  const selected = rowsOfKey(context, id);
  if (selected.length > 0) await handlers[id](context, selected[0], selected);
}
