import * as v from 'valibot';
import type { Subscription } from '../inventory/emitter.ts';

/** The part of VS Code's SecretStorage that is used. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  onDidChange(listener: (event: { key: string }) => void): Subscription;
}

/** What is stored for one API address. */
export interface StoredToken {
  readonly token: string;
  readonly accountName: string;
}

const storedSchema = v.object({ token: v.pipe(v.string(), v.minLength(1)), accountName: v.string() });

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

/** Tokens in SecretStorage, one an API address, so that a token never reaches another address than its own. */
export class TokenStore {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /**
   * @returns undefined when there is none, or when what is stored is not ours to read.
   * @throws SecretsUnavailable
   */
  async read(apiUrl: string): Promise<StoredToken | undefined> {
    const text = await available(() => this.#secrets.get(keyOf(apiUrl)));
    return text === undefined ? undefined : parse(text);
  }

  /** @throws SecretsUnavailable: then it is stored nowhere. */
  async write(apiUrl: string, stored: StoredToken): Promise<void> {
    await available(() => this.#secrets.store(keyOf(apiUrl), JSON.stringify(stored)));
  }

  /** @throws TokenStillStored when it can still be read afterwards; SecretsUnavailable */
  async remove(apiUrl: string): Promise<void> {
    await available(() => this.#secrets.delete(keyOf(apiUrl)));
    const left = await available(() => this.#secrets.get(keyOf(apiUrl)));
    if (left !== undefined) throw new TokenStillStored();
  }

  /** Also fires for what other windows do. */
  onDidChange(apiUrl: () => string, listener: () => void): Subscription {
    return this.#secrets.onDidChange(({ key }) => {
      if (key === keyOf(apiUrl())) listener();
    });
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

function keyOf(apiUrl: string): string {
  return `katapult.token:${apiUrl}`;
}

function parse(text: string): StoredToken | undefined {
  try {
    const result = v.safeParse(storedSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
