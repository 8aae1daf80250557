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
import type { AccountNode } from '../accounts/accountNode.ts';
import type { Accounts, SignInOptions } from '../accounts/accounts.ts';
import { defaultApiUrl } from '../accounts/apiUrl.ts';
import { consoleUrl } from '../accounts/console.ts';
import { explain } from '../platform/explain.ts';
import { plain, plainMessage, plainStatus } from '../platform/plain.ts';
import { pick } from '../platform/quickPick.ts';
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

/**
 * Asks for a token, tries it, and stores it only when Katapult accepts it. Cancelling changes nothing.
 * @param row an account that gets another token; else one is added, at the address that the settings name.
 */
export async function signIn(context: CommandContext, row?: unknown): Promise<void> {
  const { accounts, messages } = context;
  const again = accountOf(row)?.session.account;
  const apiUrl = again?.apiUrl ?? addressOfRefused(accounts) ?? accounts.apiUrl;
  const verified = await askForToken(accounts, apiUrl);
  const place =
    verified && (await placeFor(accounts, verified, again ? { id: again.id, apiUrl } : { apiUrl }));
  if (!place) return;
  const { token, person, lackingScopes } = verified;
  const notStored = await accounts.signIn(token, person, { ...place, lackingScopes });
  if (notStored)
    void messages.failed(l10n.t('You are signed in, but the token could not be kept.'), notStored);
  messages.done(greeting(verified));
  if (accounts.bound && !again) await offerAll(accounts, accounts.bound);
}

/** Whoever signs in while the only account is refused means the address of that. */
function addressOfRefused({ session, sessions }: Accounts): string | undefined {
  return session.kind === 'refused' && sessions.length === 1 ? session.account.apiUrl : undefined;
}

/** A person may have several tokens at one address: asks whether this one replaces another. */
async function placeFor(
  accounts: Accounts,
  { token, person }: Verified,
  given: SignInOptions,
): Promise<SignInOptions | undefined> {
  const others = given.id ? [] : accounts.like(token, person, given.apiUrl);
  if (!others.some(({ session }) => session.kind === 'open')) return given;
  const picked = await pick<SignInOptions>({
    title: l10n.t('Sign In to Katapult'),
    placeholder: l10n.t('You are signed in as {0} already, with another token', plain(person)),
    load: () => Promise.resolve([...others.map(replaceChoice), anotherChoice()]),
    empty: '',
  });
  return 'value' in picked ? { ...given, ...picked.value } : undefined;
}

function replaceChoice({ id, session }: AccountNode) {
  const label = l10n.t('Replace the Token of {0}', session.account.name);
  return { value: { id }, key: id, label };
}

function anotherChoice() {
  const description = l10n.t('each keeps its token');
  return { value: { another: true }, key: 'another', label: l10n.t('Add Another Account'), description };
}

function greeting({ person, lackingScopes }: Verified): string {
  const [scope] = lackingScopes;
  return scope === undefined
    ? l10n.t('Signed in to Katapult as {0}', plain(person))
    : l10n.t(
        'Signed in to Katapult as {0}, to look only: the token lacks the scope {1}',
        plain(person),
        scope,
      );
}

/** What was just added is out of sight in a workspace that uses another account. */
async function offerAll(accounts: Accounts, { session }: AccountNode): Promise<void> {
  const useAll = l10n.t('Use All Accounts');
  const text = l10n.t('This workspace uses only the account {0}.', plainMessage(session.account.name));
  if ((await window.showInformationMessage(text, useAll)) === useAll) await accounts.bind(undefined);
}

/** A token that Katapult accepts. */
interface Verified {
  readonly token: string;
  /** Whose it is. */
  readonly person: string;
  readonly lackingScopes: readonly string[];
}

async function askForToken(accounts: Accounts, apiUrl: string): Promise<Verified | undefined> {
  const input = window.createInputBox();
  const closed = new AbortController();
  dress(input, apiUrl);
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

function dress(input: InputBox, apiUrl: string): void {
  const elsewhere = apiUrl === defaultApiUrl ? '' : ` (${new URL(apiUrl).host})`;
  input.title = l10n.t('Sign In to Katapult') + elsewhere;
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
  apiUrl: string,
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
    const person = await accounts.verify(token, signal, apiUrl);
    return { token, person, lackingScopes: await accounts.lackingScopes(token, signal, apiUrl) };
  } catch (error) {
    // The box would make links and icons of it.
    input.validationMessage = plainStatus(explain(error).text);
    return undefined;
  } finally {
    input.busy = false;
    input.enabled = true;
  }
}
