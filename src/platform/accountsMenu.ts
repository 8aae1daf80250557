import {
  authentication,
  commands as vscodeCommands,
  EventEmitter,
  l10n,
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationSession,
  type Disposable,
} from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Subscription } from '../inventory/emitter.ts';
import { authentication as provided, commands } from '../manifest.ts';
import { plain } from './plain.ts';

/**
 * The accounts in VS Code's own Accounts menu, where one can sign out. Other extensions may learn, when the person
 * agrees, who is signed in; no token is handed out to them, as it goes to its API address alone.
 */
export class AccountsMenu implements AuthenticationProvider, Disposable {
  readonly #accounts: Accounts;
  readonly #changes = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly #subscriptions: readonly Subscription[];
  #known: readonly AuthenticationSession[] = [];

  readonly onDidChangeSessions = this.#changes.event;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#subscriptions = [
      accounts.onDidChange(() => this.#announce()),
      authentication.registerAuthenticationProvider(provided.id, provided.label, this, {
        supportsMultipleAccounts: true,
      }),
      this.#changes,
    ];
  }

  /** Asks nobody for anything: neither a person nor Katapult. */
  getSessions(): Promise<AuthenticationSession[]> {
    return Promise.resolve(this.#accounts.all.map(sessionOf));
  }

  /** Signs in as from the side bar. @throws Error when that was cancelled */
  async createSession(): Promise<AuthenticationSession> {
    let signedIn: string | undefined;
    const following = this.#accounts.onDidChange((session) => {
      if (session.kind === 'open') signedIn = session.account.id;
    });
    try {
      await vscodeCommands.executeCommand(commands.signIn);
    } finally {
      following.dispose();
    }
    const node = this.#accounts.all.find(({ id }) => id === signedIn);
    if (!node) throw new Error(l10n.t('Nobody has signed in.'));
    return sessionOf(node);
  }

  /** Signs out: the token is deleted. @throws TokenStillStored, SecretsUnavailable */
  removeSession(id: string): Promise<void> {
    return this.#accounts.signOut(id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #announce(): void {
    const before = this.#known;
    const now = this.#accounts.all.map(sessionOf);
    this.#known = now;
    const isIn = (all: readonly AuthenticationSession[]) => (one: AuthenticationSession) =>
      all.some(({ id, account }) => id === one.id && account.label === one.account.label);
    const added = now.filter((one) => !isIn(before)(one));
    const removed = before.filter((one) => !isIn(now)(one));
    if (added.length + removed.length > 0) this.#changes.fire({ added, removed, changed: [] });
  }
}

/** An account without its token. */
function sessionOf({ id, session }: AccountNode): AuthenticationSession {
  return { id, accessToken: '', account: { id, label: plain(session.account.name) }, scopes: [] };
}
