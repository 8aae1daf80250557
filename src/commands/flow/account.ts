import { l10n } from 'vscode';
import type { AccountNode } from '../../accounts/accountNode.ts';
import { pick } from '../../platform/quickPick.ts';

/** Asks which of some accounts is meant; the only one is taken without asking. @returns undefined when cancelled. */
export async function chooseAccount(
  title: string,
  accounts: readonly AccountNode[],
): Promise<AccountNode | undefined> {
  const [only, ...others] = accounts;
  // No list is opened for it: that would close the one that stands open.
  if (only && others.length === 0) return only;
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose the account'),
    load: () => Promise.resolve(accounts.map(accountChoice)),
    empty: l10n.t('There is no account for this'),
  });
  return 'value' in picked ? picked.value : undefined;
}

function accountChoice(node: AccountNode) {
  const { name, apiUrl } = node.session.account;
  return { value: node, key: node.id, label: name, description: apiUrl };
}
