import { Emitter, type Subscription } from '../inventory/emitter.ts';
import { SecretsUnavailable, type StoredAccount, type TokenStore } from './tokenStore.ts';

/** What is stored; nothing, and why, when that could not be learned. */
export interface Read {
  readonly stored: readonly StoredAccount[];
  readonly problem?: SecretsUnavailable;
}

/** The stored accounts as one window has them: it tells what other windows do from what this one does itself. */
export class Shelf {
  readonly #store: TokenStore;
  readonly #changes = new Emitter<readonly StoredAccount[]>();
  readonly #subscription: Subscription;
  /** Changes of this window that are under way. */
  #own = 0;
  /** Something may have been changed by others meanwhile. */
  #missed = false;
  /** Number of the last reading or change: what was read before it is out of date. */
  #turn = 0;
  #reading = false;

  constructor(store: TokenStore) {
    this.#store = store;
    this.#subscription = store.onDidChange(() => void this.#follow());
  }

  /** Fires what is stored after another window has changed it. */
  readonly onDidChange = this.#changes.event;

  /** Never rejects for want of a keyring. */
  async read(): Promise<Read> {
    try {
      return { stored: await this.#store.read() };
    } catch (error) {
      return { stored: [], problem: unavailable(error) };
    }
  }

  /** @returns why it is stored nowhere. */
  write(account: StoredAccount): Promise<SecretsUnavailable | undefined> {
    return tried(this.#store.write(account));
  }

  /** Changes what is stored of an account, but its token. @returns why that failed. */
  change(
    id: string,
    change: Partial<Omit<StoredAccount, 'id' | 'token'>>,
  ): Promise<SecretsUnavailable | undefined> {
    return tried(this.#store.change(id, change));
  }

  /** @throws TokenStillStored, SecretsUnavailable */
  remove(id: string): Promise<void> {
    return this.#store.remove(id);
  }

  /** Runs what changes the store and then the window: until both agree, what is heard of the store has to wait. */
  async changing<T>(change: () => Promise<T>): Promise<T> {
    this.#missed ||= this.#reading;
    this.#own++;
    this.#turn++;
    try {
      return await change();
    } finally {
      this.#own--;
      if (this.#own === 0 && this.#missed) void this.#follow();
    }
  }

  dispose(): void {
    this.#turn++;
    this.#subscription.dispose();
  }

  async #follow(): Promise<void> {
    this.#missed = this.#own > 0;
    if (this.#missed) return;
    const turn = ++this.#turn;
    this.#reading = true;
    const { stored, problem } = await this.read();
    if (turn !== this.#turn) return;
    this.#reading = false;
    // A keyring that fails at another window's event must not close what is open.
    if (!problem) this.#changes.fire(stored);
  }
}

async function tried(writing: Promise<void>): Promise<SecretsUnavailable | undefined> {
  try {
    await writing;
    return undefined;
  } catch (error) {
    return unavailable(error);
  }
}

function unavailable(error: unknown): SecretsUnavailable {
  if (error instanceof SecretsUnavailable) return error;
  throw error;
}
