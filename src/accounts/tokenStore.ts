import * as v from 'valibot';
import type { Subscription } from '../inventory/emitter.ts';
import { normalizeApiUrl } from './apiUrl.ts';

/** The part of VS Code's SecretStorage that is used. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  onDidChange(listener: (event: { key: string }) => void): Subscription;
}

/** What is stored of an account, its token among it. */
export type StoredAccount = v.InferOutput<typeof storedSchema>;

/** The token and the one address that it may be sent to stand together. */
const storedSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  person: v.optional(v.string(), ''),
  apiUrl: v.pipe(v.string(), v.check(isUsable)),
  token: v.pipe(v.string(), v.minLength(1)),
  readOnly: v.optional(v.boolean(), false),
  lackingScopes: v.optional(v.array(v.string()), []),
});

/** SecretStorage answered that the token is gone, but it is still there. */
export class TokenStillStored extends Error {
  override readonly name = 'TokenStillStored';
}

/** SecretStorage failed or did not answer: no keyring, a locked one, a broken one. */
export class SecretsUnavailable extends Error {
  override readonly name = 'SecretsUnavailable';

  constructor(cause: unknown) {
    super(`SecretStorage: ${cause instanceof Error ? cause.message : 'no answer'}`, { cause });
  }
}

/** A keyring may ask its owner to unlock it; beyond this it counts as missing. In milliseconds. */
const patienceMs = 30_000;

/** SecretStorage cannot list its keys, so all accounts are in one entry. */
export const accountsKey = 'katapult.accounts';

/** The accounts in SecretStorage, in the order in which they came, each with its token and its API address. */
export class TokenStore {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /**
   * Leaves out what is not ours to read.
   * @throws SecretsUnavailable
   */
  async read(): Promise<StoredAccount[]> {
    return parse(await available(() => this.#secrets.get(accountsKey)));
  }

  /** Adds an account, or replaces the one of the same id. @throws SecretsUnavailable: then it is stored nowhere. */
  async write(account: StoredAccount): Promise<void> {
    const stored = await this.read();
    const known = stored.some(({ id }) => id === account.id);
    await this.#store(
      known ? stored.map((each) => (each.id === account.id ? account : each)) : [...stored, account],
    );
  }

  /** Changes what is stored of an account, if it still is; its token stays. @throws SecretsUnavailable */
  async change(id: string, change: Partial<Omit<StoredAccount, 'id' | 'token'>>): Promise<void> {
    const account = (await this.read()).find((each) => each.id === id);
    if (account) await this.write({ ...account, ...change });
  }

  /** @throws TokenStillStored when it can still be read afterwards; SecretsUnavailable */
  async remove(id: string): Promise<void> {
    const stored = await this.read();
    await this.#store(stored.filter((each) => each.id !== id));
    const left = await this.read();
    if (left.some((each) => each.id === id)) throw new TokenStillStored();
  }

  /** Also fires for what other windows do. */
  onDidChange(listener: () => void): Subscription {
    return this.#secrets.onDidChange(({ key }) => {
      if (key === accountsKey) listener();
    });
  }

  async #store(accounts: readonly StoredAccount[]): Promise<void> {
    if (accounts.length === 0) await available(() => this.#secrets.delete(accountsKey));
    else await available(() => this.#secrets.store(accountsKey, JSON.stringify(accounts)));
  }
}

async function available<T>(use: () => PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SecretsUnavailable(undefined)), patienceMs);
  });
  try {
    return await Promise.race([use(), tooSlow]);
  } catch (error) {
    throw error instanceof SecretsUnavailable ? error : new SecretsUnavailable(error);
  } finally {
    clearTimeout(timer);
  }
}

function parse(text: string | undefined): StoredAccount[] {
  if (text === undefined) return [];
  try {
    const stored = v.parse(v.array(v.unknown()), JSON.parse(text));
    return stored
      .map((each) => v.safeParse(storedSchema, each))
      .flatMap((each) => (each.success ? [each.output] : []));
  } catch {
    return [];
  }
}

/** What is stored may have been written by somebody else: the token is sent to no address that it must not go to. */
function isUsable(apiUrl: string): boolean {
  try {
    return normalizeApiUrl(apiUrl) === apiUrl;
  } catch {
    return false;
  }
}
