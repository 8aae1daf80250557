import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import { defaultApiUrl } from '../accounts/apiUrl.ts';
import type { Account, AccountSession } from '../accounts/session.ts';
import { commands } from '../manifest.ts';
import { plain } from '../platform/plain.ts';

/** The row of an account. One whose token is refused leads to signing in by a click. */
export function accountItem(node: AccountNode): TreeItem {
  const { kind, account } = node.session;
  const label = plain(account.name);
  const open = kind === 'open';
  const item = new TreeItem(label, open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None);
  item.id = node.id;
  item.description = accountDescription(node.session);
  item.iconPath = open
    ? new ThemeIcon(account.readOnly ? 'lock' : 'account')
    : new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  if (!open) item.command = { command: commands.signIn, title: l10n.t('Sign In'), arguments: [node] };
  item.accessibilityInformation = {
    label: [label, l10n.t('account'), item.description].filter(Boolean).join(', '),
  };
  return item;
}

/** What is to be known of an account at a glance: that it is refused, made up, read-only, or elsewhere. */
export function accountDescription({ kind, account }: AccountSession): string {
  return [
    kind === 'refused' ? l10n.t('sign in again') : '',
    account.readOnly ? l10n.t('read-only') : lacking(account),
    account.demo ? l10n.t('made up') : account.apiUrl === defaultApiUrl ? '' : new URL(account.apiUrl).host,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What its token does not allow, in a word. */
function lacking({ lackingScopes }: Account): string {
  return lackingScopes.length === 0 ? '' : l10n.t('lacks {0}', lackingScopes.join(', '));
}

/** What stands beside a view's title: the one account that is shown, and why no other. */
export function viewDescription(session: AccountSession, bound: boolean): string {
  const { account } = session;
  const name = bound ? l10n.t('only {0}', plain(account.name)) : plain(account.name);
  return [name, account.readOnly ? l10n.t('read-only') : ''].filter(Boolean).join(' · ');
}
