// A window of the editor without the editor: an account with its session, as extension.ts puts them together.
import { Accounts } from '../../src/accounts/accounts.ts';
import type { OpenSession } from '../../src/accounts/session.ts';
import { TokenStore } from '../../src/accounts/tokenStore.ts';
import type { Fetch } from '../../src/api/fetch.ts';
import type { RequestRecord } from '../../src/api/transport.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import type { Operations } from '../../src/inventory/operations/operations.ts';
import { Keyring } from './keyring.ts';

export interface WindowOptions {
  readonly url: string;
  readonly fetch: Fetch;
  /** Shared by the windows of one person. */
  readonly keyring?: Keyring;
}

export class Window {
  readonly accounts: Accounts;
  /** What the log of requests was told, in order. */
  readonly log: RequestRecord[] = [];
  readonly keyring: Keyring;

  constructor({ url, fetch, keyring = new Keyring() }: WindowOptions) {
    this.keyring = keyring;
    this.accounts = new Accounts({
      store: new TokenStore(keyring),
      apiUrl: () => url,
      userAgent: 'faults/1',
      openDemo: () => Promise.reject(new Error('there is no demo here')),
      onRequest: (record) => this.log.push(record),
      fetch,
    });
  }

  /** @throws Error when nobody is signed in */
  get session(): OpenSession {
    const { session } = this.accounts;
    if (session.kind !== 'open') throw new Error(`the session is ${session.kind}`);
    return session;
  }

  get inventory(): Inventory {
    return this.session.inventory;
  }

  get operations(): Operations {
    return this.session.operations;
  }
}
