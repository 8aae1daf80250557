import type { Secrets } from '../../src/accounts/tokenStore.ts';
import { Emitter } from '../../src/inventory/emitter.ts';

/** SecretStorage, as the windows of one person share it. */
export class Keyring implements Secrets {
  readonly #entries = new Map<string, string>();
  readonly #changes = new Emitter<{ key: string }>();
  readonly onDidChange = this.#changes.event;

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#entries.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#entries.set(key, value);
    this.#changes.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#entries.delete(key);
    this.#changes.fire({ key });
    return Promise.resolve();
  }

  /** All keys, and what is under those that `isKnown` does not let through. */
  besides(isKnown: (key: string) => boolean): string[] {
    return [...this.#entries].flatMap(([key, value]) => (isKnown(key) ? [key] : [key, value]));
  }
}
