// What commands work with, put together without the extension's views.
import type * as vscode from 'vscode';
import type { Accounts } from '../../src/accounts/accounts.ts';
import type { CommandContext } from '../../src/commands/context.ts';
import { Activities } from '../../src/inventory/activities/activities.ts';
import { Arrangements } from '../../src/platform/arrangements.ts';
import type { Log } from '../../src/platform/log.ts';
import { Messages } from '../../src/platform/messages.ts';
import { SshLogins } from '../../src/platform/sshLogins.ts';

/** Remembers nothing. */
const forgetful: vscode.Memento = {
  keys: () => [],
  get: () => undefined,
  update: () => Promise.resolve(),
};

/** A context of its own, in which nothing is revealed. */
export function commandContext(
  accounts: Accounts,
  log: Log,
  details: CommandContext['details'],
): CommandContext {
  return {
    accounts,
    activities: new Activities(),
    arrangements: new Arrangements(forgetful, forgetful),
    details,
    log,
    logins: new SshLogins(forgetful),
    messages: new Messages(log),
    pool: { retry: () => Promise.resolve(), reveal: () => Promise.resolve(true) },
    tree: { selection: [], can: () => false, reveal: () => Promise.resolve(true) },
  };
}
