import type { Fetch } from '../api/fetch.ts';
import { createKatapult, type Katapult } from '../api/katapult.ts';
import { RateLimit } from '../api/rateLimit.ts';
import type { RequestRecord } from '../api/transport.ts';
import { Emitter, type Subscription } from '../inventory/emitter.ts';
import { Inventory } from '../inventory/inventory.ts';
import { Operations } from '../inventory/operations/operations.ts';
import type { Account, Session } from './session.ts';
import { SecretsUnavailable, type StoredToken, type TokenStore } from './tokenStore.ts';
import { verifyToken } from './verify.ts';

/** A Katapult in a box, opened without a token of anybody's. */
export interface Demo {
  readonly url: string;
  readonly token: string;
  readonly fetch: Fetch;
}

export interface AccountsOptions {
  readonly store: TokenStore;
  /** The API address that the settings name. @throws UnusableApiUrl */
  readonly apiUrl: () => string;
  readonly userAgent: string;
  readonly openDemo: () => Promise<Demo>;
  readonly onRequest: (record: RequestRecord) => void;
  /** Requests wait for the rate limit until then (milliseconds since 1970), or have gone on. */
  readonly onWaiting?: (until: number | undefined, cancel: () => void) => void;
  readonly fetch?: Fetch;
}

/** The account of this window: opens and closes sessions, and follows what other windows do. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #changes = new Emitter<Session>();
  readonly #subscription: Subscription;
  #session: Session = { kind: 'starting' };
  #token: string | undefined;
  #closing = new AbortController();
  #ownChanges = 0;

  constructor(options: AccountsOptions) {
    this.#options = options;
    const apiUrl = () => this.#apiUrlOrNone();
    this.#subscription = options.store.onDidChange(apiUrl, () => void this.#follow());
  }

  readonly onDidChange = this.#changes.event;

  get session(): Session {
    return this.#session;
  }

  /** Opens the account whose token is stored for the API address in use; signed out when there is none. */
  async restore(): Promise<void> {
    try {
      const apiUrl = this.#options.apiUrl();
      const stored = await this.#options.store.read(apiUrl);
      if (stored) this.#open(accountAt(apiUrl, stored.accountName), stored.token);
      else this.#close({ kind: 'signedOut' });
    } catch (problem) {
      this.#close({ kind: 'signedOut', problem });
    }
  }

  /**
   * Tries a token without keeping it.
   * @returns a name for the account. @throws RequestError, UnusableApiUrl
   */
  async verify(token: string, signal?: AbortSignal): Promise<string> {
    return verifyToken(this.#connect(this.#options.apiUrl(), token, this.#options.fetch), signal);
  }

  /**
   * Stores a verified token and opens its account.
   * @returns why the token could not be stored; it is then kept in this window's memory alone.
   */
  async signIn(token: string, accountName: string): Promise<SecretsUnavailable | undefined> {
    const apiUrl = this.#options.apiUrl();
    const problem = await this.#store(apiUrl, { token, accountName });
    this.#open(accountAt(apiUrl, accountName), token);
    return problem;
  }

  /** Deletes the token. In the demo there is none: what was before the demo comes back. @throws TokenStillStored */
  async signOut(): Promise<void> {
    if (this.#session.kind === 'open' && this.#session.account.demo) return this.restore();
    await this.#changing(() => this.#options.store.remove(this.#options.apiUrl()));
    this.#close({ kind: 'signedOut' });
  }

  /** Opens the simulator that ships with the extension, in this window only. */
  async openDemo(): Promise<void> {
    const demo = await this.#options.openDemo();
    const account: Account = { id: 'demo', name: 'Demo', apiUrl: demo.url, demo: true };
    this.#open(account, demo.token, demo.fetch);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#closing.abort();
  }

  async #store(apiUrl: string, stored: StoredToken): Promise<SecretsUnavailable | undefined> {
    try {
      await this.#changing(() => this.#options.store.write(apiUrl, stored));
      return undefined;
    } catch (error) {
      if (error instanceof SecretsUnavailable) return error;
      throw error;
    }
  }

  /** While this window changes the store, its own events say nothing new. */
  async #changing(change: () => Promise<void>): Promise<void> {
    this.#ownChanges++;
    try {
      await change();
    } finally {
      this.#ownChanges--;
    }
  }

  /** Another window has signed in or out, or this one has: only what is new counts. */
  async #follow(): Promise<void> {
    if (this.#ownChanges > 0) return;
    if (this.#session.kind === 'open' && this.#session.account.demo) return;
    const stored = await this.#readQuietly();
    if (stored?.token !== this.#token) await this.restore();
  }

  /** Another window's event must not end in an error here: what can't be read is shown by restoring. */
  async #readQuietly(): Promise<StoredToken | undefined> {
    try {
      return await this.#options.store.read(this.#apiUrlOrNone());
    } catch {
      return undefined;
    }
  }

  #open(account: Account, token: string, fetch = this.#options.fetch): void {
    this.#closing.abort();
    this.#closing = new AbortController();
    const { signal } = this.#closing;
    const api = this.#connect(account.apiUrl, token, fetch, () => {
      if (!signal.aborted) this.#close({ kind: 'refused', account });
    });
    const inventory = new Inventory(api, { account: account.id, signal });
    this.#token = account.demo ? undefined : token;
    this.#become({ kind: 'open', account, inventory, operations: new Operations(inventory) });
  }

  #close(session: Session): void {
    this.#closing.abort();
    // A refused token is remembered, so that only a different one opens a session again.
    if (session.kind !== 'refused') this.#token = undefined;
    this.#become(session);
  }

  #become(session: Session): void {
    this.#session = session;
    this.#changes.fire(session);
  }

  #connect(apiUrl: string, token: string, fetch: Fetch | undefined, onRefused?: () => void): Katapult {
    const { userAgent, onRequest, onWaiting } = this.#options;
    const rateLimit = new RateLimit();
    rateLimit.onWaiting((until) => onWaiting?.(until, () => rateLimit.cancelWaiting()));
    return createKatapult({
      apiUrl,
      token,
      userAgent,
      rateLimit,
      ...(fetch && { fetch }),
      onRequest: (record) => {
        onRequest(record);
        if (isRefusal(record.failure)) onRefused?.();
      },
    });
  }

  #apiUrlOrNone(): string {
    try {
      return this.#options.apiUrl();
    } catch {
      return '';
    }
  }
}

/** Codes by which Katapult says that this token will not do, whatever is asked. */
function isRefusal(failure: string | undefined): boolean {
  return failure === 'invalid_api_token' || failure === 'invalid_capabilities_token';
}

function accountAt(apiUrl: string, name: string): Account {
  return { id: apiUrl, name, apiUrl, demo: false };
}
