import { commands as vscodeCommands, Disposable, l10n } from 'vscode';
import { commands, type CommandId } from '../manifest.ts';
import { allocateIpAddress } from './allocateIpAddress.ts';
import { allocateNewIpAddress } from './allocateNewIpAddress.ts';
import type { CommandContext, Handler } from './context.ts';
import { copyIpAddress, copyIpAddressWithMask, copyMachineId } from './copy.ts';
import { openDemo } from './openDemo.ts';
import { refresh, refreshAll } from './refresh.ts';
import { showLog } from './showLog.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';
import { unallocateIpAddress } from './unallocateIpAddress.ts';

const handlers: Record<CommandId, Handler> = {
  [commands.signIn]: signIn,
  [commands.signOut]: signOut,
  [commands.openDemo]: openDemo,
  [commands.refresh]: refresh,
  [commands.refreshAll]: refreshAll,
  [commands.retry]: refresh,
  [commands.allocateIpAddress]: allocateIpAddress,
  [commands.allocateNewIpAddress]: allocateNewIpAddress,
  [commands.unallocateIpAddress]: unallocateIpAddress,
  [commands.copyIpAddress]: copyIpAddress,
  [commands.copyIpAddressWithMask]: copyIpAddressWithMask,
  [commands.copyMachineId]: copyMachineId,
  [commands.showLog]: showLog,
};

/** What VS Code hands over: the row, and all that are selected. */
type Given = readonly [argument?: unknown, rows?: unknown];

/** Registers every command; whatever one throws ends as a message with a cause and a way on. */
export function registerCommands(context: CommandContext): Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscodeCommands.registerCommand(id, (...given: Given) => guarded(context, handler, given)),
  );
  return Disposable.from(...registered);
}

async function guarded(context: CommandContext, handler: Handler, given: Given): Promise<void> {
  const [argument, rows] = given;
  try {
    await handler(context, argument, Array.isArray(rows) ? rows : undefined);
  } catch (error) {
    // Not awaited: a message may stay for as long as the person likes.
    void context.messages.failed(l10n.t('Katapult:'), error, () => guarded(context, handler, given));
  }
}
