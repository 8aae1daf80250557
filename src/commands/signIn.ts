import {
  env,
  l10n,
  QuickInputButtons,
  ThemeIcon,
  Uri,
  window,
  type InputBox,
  type QuickInputButton,
} from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { consoleUrl } from '../accounts/console.ts';
import { explain } from '../platform/explain.ts';
import { plain, plainStatus } from '../platform/plain.ts';
import type { CommandContext } from './context.ts';
import { accountOf } from './flow/row.ts';

const openConsole: QuickInputButton = {
  iconPath: new ThemeIcon('link-external'),
  tooltip: l10n.t('Open the Katapult console, where tokens are made'),
};

/** What the box says: which scopes a token needs, and what for. */
function prompt(): string {
  return l10n.t(
    'Token with the scopes organizations:read and virtual_machines:read (to list) and ip_addresses (to list, allocate and unallocate). The button above opens the console where tokens are made.',
  );
}

/** Asks for a token, tries it, and stores it only when Katapult accepts it. Cancelling changes nothing. */
export async function signIn({ accounts, messages }: CommandContext, row?: unknown): Promise<void> {
  const again = accountOf(row)?.session.account;
  const verified = await askForToken(accounts, again?.apiUrl);
  if (!verified) return;
  const notStored = await accounts.signIn(verified.token, verified.accountName, again);
  if (notStored)
    void messages.failed(l10n.t('You are signed in, but the token could not be kept.'), notStored);
  messages.done(l10n.t('Signed in to Katapult as {0}', plain(verified.accountName)));
}

interface Verified {
  readonly token: string;
  readonly accountName: string;
}

async function askForToken(accounts: Accounts, apiUrl: string | undefined): Promise<Verified | undefined> {
  const input = window.createInputBox();
  const closed = new AbortController();
  dress(input);
  try {
    return await new Promise((resolve) => {
      input.onDidHide(() => resolve(undefined));
      input.onDidChangeValue(() => (input.validationMessage = undefined));
      input.onDidTriggerButton((button) => {
        if (button !== QuickInputButtons.Back) void env.openExternal(Uri.parse(consoleUrl));
      });
      input.onDidAccept(async () => {
        const verified = await tryToken(accounts, input, closed.signal, apiUrl);
        if (verified) resolve(verified);
      });
      input.show();
    });
  } finally {
    closed.abort();
    input.dispose();
  }
}

function dress(input: InputBox): void {
  input.title = l10n.t('Sign In to Katapult');
  input.placeholder = l10n.t('API token');
  input.prompt = prompt();
  input.password = true;
  // The token is fetched from a browser or a password manager while the box stands open.
  input.ignoreFocusOut = true;
  input.buttons = [openConsole];
}

/** What can be said of a token without asking Katapult: only visible ASCII fits into a header. */
function complaintOf(token: string): string | undefined {
  if (token === '') return l10n.t('Paste a token first.');
  return /^[\x21-\x7e]+$/.test(token)
    ? undefined
    : l10n.t('This is not a token: it holds spaces, line breaks or special characters.');
}

/** A refusal is explained in the box, and what was typed stays. */
async function tryToken(
  accounts: Accounts,
  input: InputBox,
  signal: AbortSignal,
  apiUrl: string | undefined,
): Promise<Verified | undefined> {
  const token = input.value.trim().replace(/^Bearer\s+/i, '');
  const complaint = complaintOf(token);
  if (complaint) {
    input.validationMessage = complaint;
    return undefined;
  }
  input.busy = true;
  input.enabled = false;
  try {
    return { token, accountName: await accounts.verify(token, signal, apiUrl) };
  } catch (error) {
    // The box would make links and icons of it.
    input.validationMessage = plainStatus(explain(error).text);
    return undefined;
  } finally {
    input.busy = false;
    input.enabled = true;
  }
}
