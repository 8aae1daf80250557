import { l10n, window } from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { AccountChange } from '../accounts/accounts.ts';
import { plain } from '../platform/plain.ts';
import type { CommandContext, Handler } from './context.ts';
import { chooseAccount } from './flow/account.ts';
import { accountOf } from './flow/row.ts';

/** Gives an account another name, here and in other windows; Katapult knows nothing of it. */
export const renameAccount: Handler = async (context, row) => {
  const title = l10n.t('Rename Account');
  const node = accountOf(row) ?? (await chooseAccount(title, context.accounts.nodes));
  if (!node) return;
  const name = await window.showInputBox({
    title,
    value: plain(node.session.account.name),
    prompt: l10n.t('The name under which the account is shown'),
    validateInput: (text) => (text.trim() === '' ? l10n.t('Type a name first.') : undefined),
  });
  if (name !== undefined) await change(context, node, { name: name.trim() });
};

/** Has nothing changed through an account any more, until the mark is taken away. */
export const markReadOnly: Handler = async (context, row) => {
  const choices = context.accounts.nodes.filter(({ session }) => !session.account.readOnly);
  const node = accountOf(row) ?? (await chooseAccount(l10n.t('Mark Account as Read-Only'), choices));
  if (!node) return;
  await change(context, node, { readOnly: true });
  context.messages.done(l10n.t('{0} is read-only now', plain(node.session.account.name)));
};

/** Takes the mark away. */
export const unmarkReadOnly: Handler = async (context, row) => {
  const choices = context.accounts.nodes.filter(({ session }) => session.account.readOnly);
  const node = accountOf(row) ?? (await chooseAccount(l10n.t('Allow Changes Through Account'), choices));
  if (!node) return;
  await change(context, node, { readOnly: false });
  context.messages.done(l10n.t('{0} may be used for changes now', plain(node.session.account.name)));
};

/** Shows and uses only one account in this workspace. */
export const bindAccount: Handler = async (context, row) => {
  const { accounts, messages } = context;
  const title = l10n.t('Use Only One Account in This Workspace');
  const node = accountOf(row) ?? (await chooseAccount(title, accounts.all));
  if (!node) return;
  await accounts.bind(node.id);
  messages.done(l10n.t('This workspace uses only {0}', plain(node.session.account.name)));
};

/** Shows and uses all accounts in this workspace again. */
export const unbindAccount: Handler = async ({ accounts, messages }) => {
  await accounts.bind(undefined);
  messages.done(l10n.t('This workspace uses all accounts'));
};

async function change(
  { accounts, messages }: CommandContext,
  node: AccountNode,
  wanted: AccountChange,
): Promise<void> {
  const notStored = await accounts.change(node.id, wanted);
  if (notStored) {
    void messages.failed(
      l10n.t('The account is changed in this window, but that could not be kept.'),
      notStored,
    );
  }
}
