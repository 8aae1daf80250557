import { l10n } from 'vscode';
import type { CommandContext } from './context.ts';

/** Deletes the token and makes sure that it is gone; out of the demo, simply leaves it. */
export async function signOut({ accounts, messages }: CommandContext): Promise<void> {
  const { session } = accounts;
  const demo = session.kind === 'open' && session.account.demo;
  await accounts.signOut();
  messages.done(
    demo ? l10n.t('Left the demo account') : l10n.t('Signed out of Katapult; the token is deleted'),
  );
}
