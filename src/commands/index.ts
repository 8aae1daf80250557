import { commands as vscodeCommands, Disposable, l10n } from 'vscode';
import { commands, type CommandId } from '../manifest.ts';
import type { CommandContext } from './context.ts';

/** What VS Code hands over: the row, and all that are selected. */
type Given = readonly [argument?: unknown, rows?: unknown];

/** Registers every command; whatever one throws ends as a message with a cause and a way on. */
export function registerCommands(context: CommandContext): Disposable {
  const registered = Object.values(commands).map((id) =>
    vscodeCommands.registerCommand(id, (...given: Given) => guarded(context, id, given)),
  );
  return Disposable.from(...registered);
}

async function guarded(context: CommandContext, id: CommandId, given: Given): Promise<void> {
  const [argument, rows] = given;
  try {
    // Most of the extension's code is what commands do: it is loaded when the first is run.
    const { run } = await import('./run.ts');
    await run(context, id, argument, Array.isArray(rows) ? rows : undefined);
  } catch (error) {
    // Not awaited: a message may stay for as long as the person likes.
    void context.messages.failed(l10n.t('Katapult:'), error, () => guarded(context, id, given));
  }
}
