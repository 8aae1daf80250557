import { l10n } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenSession } from '../accounts/session.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Node } from '../inventory/nodes.ts';
import { owns } from '../inventory/owns.ts';
import { NotNow } from '../platform/notNow.ts';
import type { Log } from '../platform/log.ts';
import type { Messages } from '../platform/messages.ts';

/** What commands work with. */
export interface CommandContext {
  readonly accounts: Accounts;
  readonly log: Log;
  readonly messages: Messages;
  /** The tree, as far as commands need it. */
  readonly tree: {
    readonly selection: readonly unknown[];
    reveal(node: Node): Promise<void>;
  };
}

/** A command's work. VS Code hands over the row it was called on, the palette nothing. */
export type Handler = (context: CommandContext, argument?: unknown) => Promise<void>;

/** The session in which Katapult can be asked. @throws NotNow when there is none. */
export function openSession({ accounts: { session } }: CommandContext): OpenSession {
  if (session.kind === 'open') return session;
  throw new NotNow(
    session.kind === 'refused'
      ? l10n.t('Katapult does not accept the stored token any more. Sign in again first.')
      : l10n.t('Sign in to Katapult first, or open the demo account.'),
    'signIn',
  );
}

/**
 * The session for a write on a node, to be asked for when the person has answered everything: another window may
 * have signed in to another account meanwhile. @throws NotNow when the node is not of the session that is open
 */
export function sessionOf(context: CommandContext, node: Node): OpenSession {
  const session = openSession(context);
  requireOwn(session.inventory, node);
  return session;
}

/**
 * A row stays in sight for a moment after its account was left. It is refused and not taken for the palette's call,
 * which would have the person choose in another account than the one they were looking at. @throws NotNow
 */
export function requireOwn(inventory: Inventory, node: Node): void {
  if (owns(inventory, node)) return;
  throw new NotNow(l10n.t('This is not part of the account that is open now. Nothing was done.'), 'log');
}
