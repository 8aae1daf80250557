import { commands as vscodeCommands, l10n, window } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { commands } from '../manifest.ts';
import type { Messages } from './messages.ts';

/** A setting is changed letter by letter: one message at a time is enough. */
let isOffered = false;

/**
 * Offers to sign in where the settings say since they were changed, unless somebody is signed in there. Accounts at
 * other addresses stay as they are: no token goes to an address that it was not given for.
 */
export async function offerSignIn(accounts: Accounts, messages: Messages): Promise<void> {
  try {
    const { apiUrl } = accounts;
    await accounts.restore();
    if (!isOffered && !accounts.all.some(({ session }) => session.account.apiUrl === apiUrl)) await offer();
  } catch (error) {
    await messages.failed(l10n.t('Katapult:'), error);
  }
}

async function offer(): Promise<void> {
  isOffered = true;
  try {
    const text = l10n.t(
      'You are not signed in to Katapult at the new API address. Accounts at other addresses stay as they are.',
    );
    const signIn = l10n.t('Sign In');
    if ((await window.showInformationMessage(text, signIn)) === signIn) {
      await vscodeCommands.executeCommand(commands.signIn);
    }
  } finally {
    isOffered = false;
  }
}
