import type { Fetch } from '../api/fetch.ts';
import { Emitter, type Subscription } from '../inventory/emitter.ts';
import { same } from '../inventory/same.ts';
import { Inventory } from '../inventory/inventory.ts';
import type { Node } from '../inventory/nodes.ts';
import { Operations } from '../inventory/operations/operations.ts';
import { owns } from '../inventory/owns.ts';
import { AccountNode } from './accountNode.ts';
import { connect, type Connecting } from './connect.ts';
import type { Account, AccountSession, NoSession, OpenSession, Session } from './session.ts';
import type { Snapshots } from './snapshots.ts';
import { SecretsUnavailable, type StoredAccount, type TokenStore } from './tokenStore.ts';
import { verifyToken } from './verify.ts';

/** A Katapult in a box, opened without a token of anybody's. */
export interface Demo {
  readonly url: string;
  readonly token: string;
  readonly fetch: Fetch;
}

export interface AccountsOptions extends Connecting {
  readonly store: TokenStore;
  /** The API address that the settings name, for who signs in next. @throws UnusableApiUrl */
  readonly apiUrl: () => string;
  readonly openDemo: () => Promise<Demo>;
  /** What was read before, for the next start. */
  readonly snapshots?: Snapshots;
}

/** Which account a token is for, when it is not simply a further one at the address that the settings name. */
export interface SignInOptions {
  /** The account that gets another token. */
  readonly id?: string;
  readonly apiUrl?: string;
  /** Scopes that the token is known to lack. */
  readonly lackingScopes?: readonly string[];
}

/** A token, who it is said to be of, and where. */
type SignIn = SignInOptions & { readonly token: string; readonly name: string; readonly apiUrl: string };

/** What stays of an account when its token is replaced. */
type Known = Pick<Account, 'id' | 'name' | 'readOnly'>;

/** What a person may change of an account without signing in again. */
export type AccountChange = Partial<Pick<Account, 'name' | 'readOnly' | 'lackingScopes'>>;

const demoId = 'demo';
const unrestricted = { readOnly: false, lackingScopes: [] };

/** An account as this window holds it. */
interface Held {
  readonly node: AccountNode;
  readonly token: string;
  readonly closing: AbortController;
  /** It could not be stored, or is not to be: other windows know nothing of it. */
  readonly onlyHere: boolean;
}

/** The accounts of this window: opens and closes their sessions, and follows what other windows do. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #changes = new Emitter<Session>();
  readonly #subscription: Subscription;
  #held: ReadonlyMap<string, Held> = new Map();
  #without: NoSession = { kind: 'starting' };
  #disposed = false;
  #ownChanges = 0;

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#subscription = options.store.onDidChange(() => void this.#follow());
  }

  /** Fires the session that has changed; the window's, when one has gone. */
  readonly onDidChange = this.#changes.event;

  /** Every account, in the order in which they were added; the demo alone, so that it is taken for nothing else. */
  get nodes(): readonly AccountNode[] {
    const demo = this.#held.get(demoId);
    return (demo ? [demo] : [...this.#held.values()]).map(({ node }) => node);
  }

  /** How things stand with each. */
  get sessions(): readonly AccountSession[] {
    return this.nodes.map(({ session }) => session);
  }

  /** Those in which Katapult can be asked. */
  get open(): readonly OpenSession[] {
    return this.sessions.filter((session) => session.kind === 'open');
  }

  /** How things stand on the whole: as with the first account in which Katapult can be asked. */
  get session(): Session {
    return this.open[0] ?? this.sessions[0] ?? this.#without;
  }

  /** The open session that a node is of; undefined when its account was left. */
  sessionOf(node: Node): OpenSession | undefined {
    return this.open.find(({ inventory }) => owns(inventory, node));
  }

  /** The API address that the settings name. @throws UnusableApiUrl */
  get apiUrl(): string {
    return this.#options.apiUrl();
  }

  /** Opens the accounts that are stored; signed out when there are none. */
  async restore(): Promise<void> {
    try {
      const stored = await this.#options.store.read();
      this.#adopt(stored);
      void this.#options.snapshots?.keepOnly(stored.map(({ id }) => id));
      // Whoever has to sign in first is told now that it can't be done.
      if (this.sessions.length === 0) this.#end({ kind: 'signedOut', ...this.#apiUrlProblem() });
    } catch (problem) {
      this.#end({ kind: 'signedOut', problem });
    }
  }

  /**
   * Tries a token without keeping it.
   * @returns a name for the account. @throws RequestError, UnusableApiUrl
   */
  async verify(token: string, signal?: AbortSignal, apiUrl = this.apiUrl): Promise<string> {
    return verifyToken(connect(this.#options, apiUrl, token), signal);
  }

  /**
   * Stores a verified token and opens its account.
   * @returns why the token could not be stored; it is then kept in this window's memory alone.
   */
  async signIn(
    token: string,
    name: string,
    options: SignInOptions = {},
  ): Promise<SecretsUnavailable | undefined> {
    const apiUrl = options.apiUrl ?? this.apiUrl;
    const { stored, problem: unreadable } = await this.#tryRead();
    const before = this.#before({ token, name, apiUrl, ...options }, stored);
    const lackingScopes = [...(options.lackingScopes ?? [])];
    const made = { id: globalThis.crypto.randomUUID(), name, readOnly: false };
    const account = { ...made, ...before, apiUrl, token, lackingScopes };
    const problem = unreadable ?? (await this.#store(account));
    this.#drop([demoId]);
    this.#open(accountOf(account), token, { onlyHere: problem !== undefined });
    return problem;
  }

  /** Renames an account or marks it as read-only. @returns why that could not be stored. */
  async change(id: string, change: AccountChange): Promise<SecretsUnavailable | undefined> {
    const held = this.#held.get(id);
    if (!held) return undefined;
    const { session } = held.node;
    const account = { ...session.account, ...change };
    const problem = held.onlyHere
      ? undefined
      : await this.#store({ ...account, lackingScopes: [...account.lackingScopes], token: held.token });
    this.#become(held.node, { ...session, account });
    return problem;
  }

  /**
   * Deletes the token of an account: the demo's, which has none, if it is open, else the first, unless told.
   * @throws TokenStillStored, SecretsUnavailable
   */
  async signOut(id = this.#held.has(demoId) ? demoId : this.sessions[0]?.account.id): Promise<void> {
    const held = id === undefined ? undefined : this.#held.get(id);
    if (id !== undefined && held) {
      if (id !== demoId) await this.#changing(() => this.#options.store.remove(id));
      this.#drop([id]);
      await this.#options.snapshots?.remove(id);
    }
    this.#end({ kind: 'signedOut' });
  }

  /** Opens the simulator that ships with the extension, in this window only. */
  async openDemo(): Promise<void> {
    const demo = await this.#options.openDemo();
    const account: Account = { id: demoId, name: 'Demo', apiUrl: demo.url, demo: true, ...unrestricted };
    this.#open(account, demo.token, { fetch: demo.fetch, onlyHere: true });
  }

  dispose(): void {
    this.#disposed = true;
    this.#subscription.dispose();
    for (const { closing } of this.#held.values()) closing.abort();
  }

  /** The account that a token is for: the one that was named, or the one of the same token or person there. */
  #before({ id, token, name, apiUrl }: SignIn, stored: readonly StoredAccount[]): Known | undefined {
    const held = [...this.#held.values()].map(({ node, token }) => ({ ...node.session.account, token }));
    const known = [...held.filter(({ demo }) => !demo), ...stored];
    const before =
      known.find((each) => each.id === id) ??
      known.find((each) => each.apiUrl === apiUrl && each.token === token) ??
      known.find((each) => each.apiUrl === apiUrl && each.name === name);
    return before && { id: before.id, name: before.name, readOnly: before.readOnly };
  }

  async #store(stored: StoredAccount): Promise<SecretsUnavailable | undefined> {
    try {
      await this.#changing(() => this.#options.store.write(stored));
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
    const { stored, problem } = await this.#tryRead();
    // A keyring that fails at another window's event must not close what is open.
    if (!problem && !this.#disposed) this.#adopt(stored);
  }

  async #tryRead(): Promise<{ stored: StoredAccount[]; problem?: SecretsUnavailable }> {
    try {
      return { stored: await this.#options.store.read() };
    } catch (error) {
      if (error instanceof SecretsUnavailable) return { stored: [], problem: error };
      throw error;
    }
  }

  /** Opens what is new, closes what has gone, and leaves alone what is as it was. */
  #adopt(stored: readonly StoredAccount[]): void {
    const ids = new Set(stored.map(({ id }) => id));
    const gone = [...this.#held].filter(([id, { onlyHere }]) => !onlyHere && !ids.has(id));
    this.#drop(gone.map(([id]) => id));
    for (const each of stored) this.#adoptOne(each);
    if (gone.length > 0 && !this.#held.has(demoId)) this.#end({ kind: 'signedOut' });
  }

  #adoptOne(stored: StoredAccount): void {
    const held = this.#held.get(stored.id);
    const account = accountOf(stored);
    // A refused token is remembered, so that only a different one opens a session again.
    const session = held?.node.session;
    if (!session || held.token !== stored.token || session.account.apiUrl !== stored.apiUrl) {
      this.#open(account, stored.token);
    } else if (!same(session.account, account)) this.#become(held.node, { ...session, account });
  }

  #open(
    account: Account,
    token: string,
    { fetch = this.#options.fetch, onlyHere = false }: { fetch?: Fetch | undefined; onlyHere?: boolean } = {},
  ): void {
    const before = this.#held.get(account.id);
    before?.closing.abort();
    const closing = new AbortController();
    const { signal } = closing;
    const onRefused = () => this.#refuse(account.id, signal);
    const api = connect({ ...this.#options, fetch, onRefused }, account.apiUrl, token);
    // What only this window knows leaves nothing behind.
    const snapshots = onlyHere ? undefined : this.#options.snapshots;
    const restore = () => snapshots?.read(account.id) ?? Promise.resolve(undefined);
    const inventory = new Inventory(api, { account: account.id, signal, restore });
    snapshots?.follow(account.id, inventory);
    const operations = new Operations(inventory);
    const session: OpenSession = { kind: 'open', account, inventory, operations };
    const node = before?.node ?? new AccountNode(session);
    this.#held = new Map(this.#held).set(account.id, { node, token, closing, onlyHere });
    this.#become(node, session);
  }

  /** Katapult does not take the token any more. @param signal aborted when the session has ended before. */
  #refuse(id: string, signal: AbortSignal): void {
    const held = this.#held.get(id);
    if (signal.aborted || !held) return;
    held.closing.abort();
    this.#become(held.node, { kind: 'refused', account: held.node.session.account });
  }

  #become(node: AccountNode, session: AccountSession): void {
    node.session = session;
    if (this.nodes.includes(node)) this.#changes.fire(session);
  }

  /** Ends sessions; whoever calls it tells. */
  #drop(ids: readonly string[]): void {
    for (const id of ids) this.#held.get(id)?.closing.abort();
    this.#held = new Map([...this.#held].filter(([id]) => !ids.includes(id)));
  }

  #end(without: NoSession): void {
    this.#without = without;
    this.#changes.fire(this.session);
  }

  #apiUrlProblem(): { problem?: unknown } {
    try {
      this.#options.apiUrl();
      return {};
    } catch (problem) {
      return { problem };
    }
  }
}

function accountOf({ id, name, apiUrl, readOnly, lackingScopes }: StoredAccount): Account {
  return { id, name, apiUrl, demo: false, readOnly, lackingScopes };
}
