import { commands, type CommandId } from '../manifest.ts';
import type { CommandContext } from './context.ts';

/** What the bindings of keys hand over, to be told apart from the palette, which hands over nothing. */
export const selectionArgument = 'selection';

/** What a row must be able to do for a key to mean it. */
const needed: Partial<Record<CommandId, string>> = {
  [commands.allocateIpAddress]: 'allocate',
  [commands.copyIpAddress]: 'copy',
  [commands.moveIpAddress]: 'move',
  [commands.setLabel]: 'edit',
  [commands.showProperties]: 'details',
  [commands.unallocateIpAddress]: 'unallocate',
};

/** The selected rows that a key means, the first of them first; none when it means nothing to any of them. */
export function rowsOfKey({ tree }: CommandContext, id: CommandId): readonly unknown[] {
  const capability = needed[id];
  const able = tree.selection.filter((row) => capability !== undefined && tree.can(row, capability));
  const [first] = able;
  return first === undefined ? [] : [first, ...tree.selection.filter((row) => row !== first)];
}
