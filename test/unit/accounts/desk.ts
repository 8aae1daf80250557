// Windows of VS Code that share a SecretStorage, and a simulated Katapult behind them.
import { Accounts, type Demo } from '../../../src/accounts/accounts.ts';
import { normalizeApiUrl } from '../../../src/accounts/apiUrl.ts';
import type { Session } from '../../../src/accounts/session.ts';
import { TokenStore, type Secrets } from '../../../src/accounts/tokenStore.ts';
import { Emitter } from '../../../src/inventory/emitter.ts';
import { serve } from '../../../src/simulator/serve.ts';

/** SecretStorage as several windows share it. */
export class Keyring implements Secrets {
  readonly entries = new Map<string, string>();
  readonly #changes = new Emitter<{ key: string }>();
  /** Pretends to delete. */
  stubborn = false;
  failing = false;
  /** Cannot store. */
  broken = false;
  /** Never answers. */
  silent = false;
  /** Fails to delete, or never answers that. */
  undeletable: 'failing' | 'silent' | undefined;

  readonly onDidChange = this.#changes.event;

  get(key: string): Promise<string | undefined> {
    if (this.silent) return new Promise(() => undefined);
    return this.failing ? Promise.reject(new Error('no keyring')) : Promise.resolve(this.entries.get(key));
  }

  store(key: string, value: string): Promise<void> {
    if (this.broken) return Promise.reject(new Error('no keyring'));
    this.entries.set(key, value);
    this.#changes.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (this.undeletable === 'failing') return Promise.reject(new Error('locked'));
    if (this.undeletable === 'silent') return new Promise(() => undefined);
    if (!this.stubborn) this.entries.delete(key);
    this.#changes.fire({ key });
    return Promise.resolve();
  }
}

/** What VS Code remembers of a workspace. */
class Workspace {
  readonly #entries = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#entries.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.#entries.set(key, value);
    return Promise.resolve();
  }
}

type Served = Awaited<ReturnType<typeof serve>>;

/** A window, with what it went through. */
export interface Window {
  readonly accounts: Accounts;
  readonly kinds: string[];
}

/** What the tests of accounts start from: windows on one keyring and one cloud. */
export class Desk {
  readonly cloud: Served;
  readonly keyring = new Keyring();
  readonly workspace = new Workspace();
  /** The API address that the settings name. */
  apiUrl: string;
  /** The settings name something that is no API address. */
  unusable = false;
  /** Given when requests began to wait for the rate limit. */
  stopWaiting: (() => void) | undefined;
  readonly #opened: Accounts[] = [];

  constructor(cloud: Served) {
    this.cloud = cloud;
    this.apiUrl = cloud.url;
  }

  static async open(): Promise<Desk> {
    return new Desk(await serve({ seed: 3, machines: 6 }));
  }

  openWindow(demo?: Demo): Window {
    const accounts = new Accounts({
      store: new TokenStore(this.keyring),
      workspace: this.workspace,
      apiUrl: () => (this.unusable ? normalizeApiUrl('http://katapult.invalid') : this.apiUrl),
      userAgent: 'test',
      openDemo: () => (demo ? Promise.resolve(demo) : Promise.reject(new Error('no demo'))),
      onRequest: () => undefined,
      onWaiting: (_, cancel) => (this.stopWaiting = cancel),
    });
    const kinds: string[] = [];
    accounts.onDidChange((session) => kinds.push(nameOf(session)));
    this.#opened.push(accounts);
    return { accounts, kinds };
  }

  async close(): Promise<void> {
    for (const accounts of this.#opened) accounts.dispose();
    await this.cloud.close();
  }
}

function nameOf(session: Session): string {
  return session.kind === 'open' ? `open ${session.account.name}` : session.kind;
}

/** Lets what follows from an event in another window come to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
