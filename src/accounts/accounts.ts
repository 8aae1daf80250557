import type { Fetch } from '../api/fetch.ts';
import { Emitter } from '../inventory/emitter.ts';
import type { Node } from '../inventory/nodes.ts';
import { owns } from '../inventory/owns.ts';
import type { AccountNode } from './accountNode.ts';
import { Binding, type Memory } from './binding.ts';
import { connect, type Connecting } from './connect.ts';
import { afterTrying } from './deeds.ts';
import { HeldAccounts } from './held.ts';
import { freeName, knownAs } from './known.ts';
import { mayChangeAddresses } from './scopes.ts';
import type { Account, AccountSession, NoSession, OpenSession, Session } from './session.ts';
import { Shelf } from './shelf.ts';
import type { Snapshots } from './snapshots.ts';
import type { SecretsUnavailable, StoredAccount, TokenStore } from './tokenStore.ts';
import { verifyToken } from './verify.ts';

/** A Katapult in a box, opened without a token of anybody's. */
export interface Demo {
  readonly url: string;
  readonly token: string;
  readonly fetch: Fetch;
}

export interface AccountsOptions extends Connecting {
  readonly store: TokenStore;
  /** Remembers which account this workspace uses; without it that is forgotten with the window. */
  readonly workspace?: Memory | undefined;
  /** The API address that the settings name, for who signs in next. @throws UnusableApiUrl */
  readonly apiUrl: () => string;
  readonly openDemo: () => Promise<Demo>;
  /** What was read before, for the next start. */
  readonly snapshots?: Snapshots;
}

/** Which account a token is for, when it is not simply the one of its person at the address that the settings name. */
export interface SignInOptions {
  /** The account that gets another token. */
  readonly id?: string | undefined;
  readonly apiUrl?: string | undefined;
  /** A further account, though its person has one there. */
  readonly another?: boolean;
  /** Scopes that the token is known to lack. */
  readonly lackingScopes?: readonly string[];
}

/** What a person may change of an account without signing in again. */
export type AccountChange = Partial<Pick<Account, 'name' | 'readOnly'>>;

const demoId = 'demo';

/** The accounts of this window: opens and closes their sessions, and follows what other windows do. */
export class Accounts {
  readonly #options: AccountsOptions;
  readonly #changes = new Emitter<Session>();
  readonly #shelf: Shelf;
  readonly #binding: Binding;
  readonly #held: HeldAccounts;
  #without: NoSession = { kind: 'starting' };

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#binding = new Binding(options.workspace);
    this.#shelf = new Shelf(options.store);
    this.#shelf.onDidChange((stored) => this.#adopt(stored));
    this.#held = new HeldAccounts(options);
    this.#held.onDidChange((node) => {
      if (this.nodes.includes(node)) this.#changes.fire(node.session);
    });
  }

  /** Fires the session that has changed; the window's, when one has gone. */
  readonly onDidChange = this.#changes.event;

  /** Every account but the demo, in the order in which they were added, whether this workspace uses it or not. */
  get all(): readonly AccountNode[] {
    return this.#held.all.map(({ node }) => node).filter(({ id }) => id !== demoId);
  }

  /** The one account that this workspace uses; undefined when it uses all. */
  get bound(): AccountNode | undefined {
    return this.all.find(({ id }) => id === this.#binding.id);
  }

  /** The accounts in use: the demo alone, so that it is taken for nothing else; or those of this workspace. */
  get nodes(): readonly AccountNode[] {
    const alone = this.#held.get(demoId)?.node ?? this.bound;
    return alone ? [alone] : this.all;
  }

  /** How things stand with each that is in use. */
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
    const { stored, problem } = await this.#shelf.read();
    if (!problem) {
      this.#adopt(stored);
      void this.#options.snapshots?.keepOnly(stored.map(({ id }) => id));
    }
    // Whoever has to sign in first is told now that it can't be done.
    if (problem ?? this.#held.all.length === 0) {
      this.#end({ kind: 'signedOut', ...(problem ? { problem } : this.#apiUrlProblem()) });
    }
    const doubtful = this.all.filter(({ session }) => session.account.lackingScopes.length > 0);
    await Promise.all(doubtful.map(({ id }) => this.checkScopes(id)));
  }

  /**
   * Tries a token without keeping it.
   * @returns a name for the account. @throws RequestError, UnusableApiUrl
   */
  async verify(token: string, signal?: AbortSignal, apiUrl = this.apiUrl): Promise<string> {
    return verifyToken(connect(this.#options, apiUrl, token), signal);
  }

  /** Scopes that a token lacks, as far as that can be tried without changing anything. */
  async lackingScopes(token: string, signal?: AbortSignal, apiUrl = this.apiUrl): Promise<readonly string[]> {
    const granted = await mayChangeAddresses(connect(this.#options, apiUrl, token), signal);
    return afterTrying([], 'addresses', granted ?? true);
  }

  /** Tries again what an account's token is known to lack; an account that is read-only stays as it is. */
  async checkScopes(id: string): Promise<void> {
    const before = this.#held.get(id);
    if (before?.node.session.kind !== 'open' || before.node.session.account.readOnly) return;
    const { inventory } = before.node.session;
    const granted = await mayChangeAddresses(inventory.api, inventory.signal);
    if (granted === undefined || inventory.signal?.aborted) return;
    this.#held.alter(before.node, { lackingScopes: afterTrying([], 'addresses', granted) });
  }

  /**
   * Stores a verified token and opens its account.
   * @param person as {@link verify} named it.
   * @returns why the token could not be stored; it is then kept in this window's memory alone.
   */
  signIn(
    token: string,
    person: string,
    options: SignInOptions = {},
  ): Promise<SecretsUnavailable | undefined> {
    return this.#shelf.changing(async () => {
      const { stored, problem: unreadable } = await this.#shelf.read();
      const account = this.#accountFor(token, person, options, stored);
      const problem = unreadable ?? (await this.#shelf.write({ ...account, token }));
      this.#held.drop([demoId]);
      this.#held.open(accountOf(account), token, { onlyHere: problem !== undefined });
      return problem;
    });
  }

  /** Accounts with other tokens of the same person at the same address, which a token may be meant to replace. */
  like(token: string, person: string, apiUrl = this.apiUrl): readonly AccountNode[] {
    const there = this.#held.all.filter(({ node }) => node.session.account.apiUrl === apiUrl);
    if (there.some((held) => held.token === token)) return [];
    return there.filter(({ node }) => node.session.account.person === person).map(({ node }) => node);
  }

  /** Renames an account or marks it as read-only, at once. @returns why that could not be stored. */
  async change(id: string, change: AccountChange): Promise<SecretsUnavailable | undefined> {
    const held = this.#held.get(id);
    if (!held) return undefined;
    this.#held.alter(held.node, change);
    return held.onlyHere ? undefined : this.#shelf.changing(() => this.#shelf.change(id, change));
  }

  /** Uses only one account in this workspace, or all again. */
  async bind(id: string | undefined): Promise<void> {
    await this.#binding.set(id);
    this.#changes.fire(this.session);
  }

  /**
   * Deletes the token of an account: the demo's, which has none, if it is open, else the first, unless told.
   * @throws TokenStillStored, SecretsUnavailable
   */
  signOut(id = this.nodes[0]?.id): Promise<void> {
    return this.#shelf.changing(async () => {
      if (id !== undefined && this.#held.get(id)) {
        if (id !== demoId) await this.#shelf.remove(id);
        this.#held.drop([id]);
        this.#unbindWhatHasGone();
        await this.#options.snapshots?.remove(id);
      }
      this.#end({ kind: 'signedOut' });
    });
  }

  /** Opens the simulator that ships with the extension, in this window only. */
  async openDemo(): Promise<void> {
    const { url: apiUrl, token, fetch } = await this.#options.openDemo();
    const names = { id: demoId, name: 'Demo', person: 'Demo' };
    const account = { ...names, apiUrl, demo: true, readOnly: false, lackingScopes: [] };
    this.#held.open(account, token, { fetch, onlyHere: true });
  }

  dispose(): void {
    this.#shelf.dispose();
    this.#held.dispose();
  }

  /** A new account, or the known one that the token is for. It keeps its name if somebody has chosen that. */
  #accountFor(
    token: string,
    person: string,
    { id, another = false, apiUrl = this.apiUrl, lackingScopes = [] }: SignInOptions,
    stored: readonly StoredAccount[],
  ): Omit<StoredAccount, 'token'> {
    const here = this.#held.all.map(({ node, token }) => ({ ...node.session.account, token }));
    const known = [...here.filter(({ demo }) => !demo), ...stored];
    const before = another ? undefined : knownAs({ token, person, apiUrl, id }, known);
    const renamed = before !== undefined && before.name !== before.person;
    const names = known.filter((each) => each !== before && each.id !== before?.id).map(({ name }) => name);
    return {
      id: before?.id ?? globalThis.crypto.randomUUID(),
      name: renamed ? before.name : freeName(person, names),
      person,
      apiUrl,
      readOnly: before?.readOnly ?? false,
      lackingScopes: [...lackingScopes],
    };
  }

  /** Opens what is new, closes what has gone, and leaves alone what is as it was. */
  #adopt(stored: readonly StoredAccount[]): void {
    const ids = new Set(stored.map(({ id }) => id));
    const gone = this.#held.all.filter(({ node, onlyHere }) => !onlyHere && !ids.has(node.id));
    this.#held.drop(gone.map(({ node }) => node.id));
    for (const each of stored) this.#adoptOne(each);
    this.#unbindWhatHasGone();
    if (gone.length > 0 && !this.#held.get(demoId)) this.#end({ kind: 'signedOut' });
  }

  #adoptOne(stored: StoredAccount): void {
    const held = this.#held.get(stored.id);
    const session = held?.node.session;
    // A refused token is remembered, so that only a different one opens a session again.
    if (!session || held.token !== stored.token || session.account.apiUrl !== stored.apiUrl) {
      this.#held.open(accountOf(stored), stored.token);
    } else {
      // What its token lacks is learned in each window.
      this.#held.alter(held.node, { ...accountOf(stored), lackingScopes: session.account.lackingScopes });
    }
  }

  #end(without: NoSession): void {
    this.#without = without;
    this.#changes.fire(this.session);
  }

  #unbindWhatHasGone(): void {
    if (!this.bound && this.#binding.id !== undefined) void this.#binding.set(undefined);
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

function accountOf(stored: Omit<StoredAccount, 'token'>): Account {
  const { id, name, person, apiUrl, readOnly, lackingScopes } = stored;
  return { id, name, person, apiUrl, demo: false, readOnly, lackingScopes };
}
