import type { Fetch } from '../api/fetch.ts';
import { Emitter } from '../inventory/emitter.ts';
import { same } from '../inventory/same.ts';
import { AccountNode } from './accountNode.ts';
import type { Connecting } from './connect.ts';
import { afterTrying, ReadOnlyAccount } from './deeds.ts';
import { openSession } from './openSession.ts';
import type { Account, AccountSession } from './session.ts';
import type { Snapshots } from './snapshots.ts';

/** An account as a window holds it. */
export interface Held {
  readonly node: AccountNode;
  readonly token: string;
  /** It could not be stored, or is not to be: other windows know nothing of it. */
  readonly onlyHere: boolean;
  /** Ends its session. */
  readonly closing: AbortController;
}

/** What all accounts of a window share. */
export interface HoldingOptions extends Connecting {
  readonly snapshots?: Snapshots;
}

interface Holding {
  readonly fetch?: Fetch;
  readonly onlyHere?: boolean;
}

/** The accounts that a window holds, each with its token and its session, in the order in which they came. */
export class HeldAccounts {
  readonly #options: HoldingOptions;
  readonly #changes = new Emitter<AccountNode>();
  #held: ReadonlyMap<string, Held> = new Map();

  constructor(options: HoldingOptions) {
    this.#options = options;
  }

  /** Fires the account whose session has changed; not for one that was dropped. */
  readonly onDidChange = this.#changes.event;

  get all(): readonly Held[] {
    return [...this.#held.values()];
  }

  get(id: string): Held | undefined {
    return this.#held.get(id);
  }

  /** Opens an account; the session that it had before ends. */
  open(account: Account, token: string, { fetch, onlyHere = false }: Holding = {}): void {
    const before = this.get(account.id);
    before?.closing.abort();
    const closing = new AbortController();
    const { signal } = closing;
    const session = openSession(account, {
      ...this.#options,
      // What only this window knows leaves nothing behind.
      snapshots: onlyHere ? undefined : this.#options.snapshots,
      ...(fetch && { fetch }),
      token,
      signal,
      onRefused: () => this.#refuse(node, closing),
      onScope: (...tried) => {
        const { lackingScopes } = node.session.account;
        if (!signal.aborted) this.alter(node, { lackingScopes: afterTrying(lackingScopes, ...tried) });
      },
      guard: () => (node.session.account.readOnly ? new ReadOnlyAccount(node.session.account) : undefined),
    });
    const node = before?.node ?? new AccountNode(session);
    this.#held = new Map(this.#held).set(account.id, { node, token, closing, onlyHere });
    this.#become(node, session);
  }

  /** Changes what is known of an account; its session goes on. */
  alter(node: AccountNode, change: Partial<Account>): void {
    const account = { ...node.session.account, ...change };
    if (!same(account, node.session.account)) this.#become(node, { ...node.session, account });
  }

  /** Ends the sessions of accounts and forgets their tokens. */
  drop(ids: readonly string[]): void {
    for (const id of ids) this.get(id)?.closing.abort();
    this.#held = new Map([...this.#held].filter(([id]) => !ids.includes(id)));
  }

  dispose(): void {
    for (const { closing } of this.all) closing.abort();
  }

  /** Katapult does not take the token any more. @param closing of the session that was told so; it may have ended. */
  #refuse(node: AccountNode, closing: AbortController): void {
    if (closing.signal.aborted) return;
    closing.abort();
    this.#become(node, { kind: 'refused', account: node.session.account });
  }

  #become(node: AccountNode, session: AccountSession): void {
    node.session = session;
    this.#changes.fire(node);
  }
}
