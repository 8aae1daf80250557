import { l10n } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenSession } from '../accounts/session.ts';
import type { Node } from '../inventory/nodes.ts';
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
