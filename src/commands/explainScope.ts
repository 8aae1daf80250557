import { l10n, window } from 'vscode';
import type { Deed } from '../accounts/deeds.ts';
import { refusalOf } from '../accounts/deeds.ts';
import { plainMessage } from '../platform/plain.ts';
import { wordsOf, type Handler } from './context.ts';
import { accountOf, nodeOf } from './flow/row.ts';
import { signIn } from './signIn.ts';

const deeds: readonly Deed[] = ['addresses', 'power'];

/** Says which scope is missing where a menu shows something greyed out, and leads to signing in or looks again. */
export const explainScope: Handler = async (context, row) => {
  const node = nodeOf(context, row);
  const id = node ? context.accounts.sessionOf(node)?.account.id : undefined;
  const account = accountOf(row) ?? context.accounts.nodes.find((each) => each.id === id);
  if (!account) return;
  const refusals = deeds.map((deed) => refusalOf(account.session.account, deed));
  const refusal = refusals.find((each) => each?.kind === 'scope');
  if (!refusal) return;
  const [again, newToken] = [l10n.t('Check Again'), l10n.t('Sign In')];
  const text = plainMessage(wordsOf(refusal, account.session.account));
  const chosen = await window.showWarningMessage(text, newToken, again);
  if (chosen === newToken) await signIn(context, account);
  if (chosen === again) await context.accounts.checkScopes(account.id);
};
