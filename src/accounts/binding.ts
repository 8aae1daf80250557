/** Where something is remembered for a workspace, as VS Code's `workspaceState`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const boundKey = 'katapult.account';

/** Which one of the accounts a workspace uses, if it does not use all. It is remembered on this machine alone. */
export class Binding {
  readonly #memory: Memory | undefined;
  #id: string | undefined;

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
    const id = memory?.get(boundKey);
    this.#id = typeof id === 'string' ? id : undefined;
  }

  /** The account's id; undefined while all are used. */
  get id(): string | undefined {
    return this.#id;
  }

  async set(id: string | undefined): Promise<void> {
    this.#id = id;
    await this.#memory?.update(boundKey, id);
  }
}
