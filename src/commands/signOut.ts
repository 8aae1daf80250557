import { l10n } from 'vscode';
import { plain } from '../platform/plain.ts';
import type { CommandContext } from './context.ts';
import { chooseAccount } from './flow/account.ts';
import { accountOf } from './flow/row.ts';

/** Deletes an account's token and makes sure that it is gone; the demo is simply left. */
export async function signOut(context: CommandContext, row?: unknown): Promise<void> {
  const chosen =
    accountOf(row) ?? (await chooseAccount(l10n.t('Sign Out of Katapult'), context.accounts.nodes));
  if (!chosen) return;
  const { account } = chosen.session;
  await context.accounts.signOut(account.id);
  context.messages.done(
    account.demo
      ? l10n.t('Left the demo account')
      : l10n.t('Signed out of Katapult; the token of {0} is deleted', plain(account.name)),
  );
}
