import { l10n } from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import { plain } from '../platform/plain.ts';
import { pick } from '../platform/quickPick.ts';
import type { CommandContext } from './context.ts';
import { accountOf } from './flow/row.ts';

/** Deletes an account's token and makes sure that it is gone; the demo is simply left. */
export async function signOut(context: CommandContext, row?: unknown): Promise<void> {
  const chosen = accountOf(row) ?? (await chooseAccount(context, l10n.t('Sign Out of Katapult')));
  if (!chosen) return;
  const { account } = chosen.session;
  await context.accounts.signOut(account.id);
  context.messages.done(
    account.demo
      ? l10n.t('Left the demo account')
      : l10n.t('Signed out of Katapult; the token of {0} is deleted', plain(account.name)),
  );
}

/** The only account, or the one that is chosen. */
async function chooseAccount({ accounts }: CommandContext, title: string): Promise<AccountNode | undefined> {
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose the account'),
    skipSingle: true,
    load: () =>
      Promise.resolve(
        accounts.nodes.map((node) => {
          const { name, apiUrl } = node.session.account;
          return { value: node, key: node.id, label: name, description: apiUrl };
        }),
      ),
    empty: l10n.t('No account is signed in'),
  });
  return 'value' in picked ? picked.value : undefined;
}
