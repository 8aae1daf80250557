import type { Inventory } from '../inventory/inventory.ts';
import { Camera, type Snapshot } from '../inventory/snapshot/snapshot.ts';
import { parseSnapshot, snapshotText } from '../inventory/snapshot/text.ts';

/** A place for texts by the id of an account, outside of any workspace. */
export interface SnapshotFiles {
  /** Of whom there is one. */
  ids(): Promise<readonly string[]>;
  /** @returns undefined when there is none. */
  read(id: string): Promise<string | undefined>;
  /** As a whole or not at all. */
  write(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes those of every other account. */
  keepOnly(ids: readonly string[]): Promise<void>;
}

/** Calls something later. @returns what calls it off */
export type Later = (run: () => void) => () => void;

/** What is being read of accounts, by their ids. */
type Early = Map<string, Promise<Snapshot | undefined>>;

const none = (): Early => new Map();

/** Changes come in bursts: those within this time are kept at once. In milliseconds. */
const quietMs = 3_000;

const afterQuiet: Later = (run) => {
  const timer = setTimeout(run, quietMs);
  return () => clearTimeout(timer);
};

/**
 * Keeps what was read of each account, so that the next start shows it without a request. Nothing depends on it:
 * whatever fails here is as if there were no snapshot.
 */
export class Snapshots {
  readonly #files: SnapshotFiles;
  readonly #later: Later;
  /** The last write of each account, which may be under way. */
  readonly #writing = new Map<string, Promise<void>>();
  /** What is read before anybody has asked, each once. */
  #early: Promise<Early> = Promise.resolve(none());

  constructor(files: SnapshotFiles, later: Later = afterQuiet) {
    this.#files = files;
    this.#later = later;
  }

  /** Reads everything there is, for the next moment: who the accounts are, the keyring takes its time to tell. */
  readEarly(): void {
    this.#early = this.#files.ids().then((ids) => new Map(ids.map((id) => [id, this.#read(id)])), none);
    // Whoever asks later may find something newer, and what nobody asks for is not held for ever.
    this.#later(() => {
      this.#early = Promise.resolve(none());
    });
  }

  /** What was kept of an account; one that can't be read is dropped. */
  async read(id: string): Promise<Snapshot | undefined> {
    const early = await this.#early;
    const read = early.get(id) ?? this.#read(id);
    early.delete(id);
    return read;
  }

  async #read(id: string): Promise<Snapshot | undefined> {
    const text = await this.#files.read(id).catch(() => undefined);
    if (text === undefined) return undefined;
    const snapshot = parseSnapshot(text);
    if (!snapshot) await this.remove(id);
    return snapshot;
  }

  /** Keeps what an inventory holds, a little after it has changed, until its signal aborts. */
  follow(id: string, inventory: Inventory): void {
    let callOff: (() => void) | undefined;
    const camera = new Camera();
    const keep = () => {
      callOff = undefined;
      const snapshot = camera.take(inventory.organizations, inventory.now());
      if (snapshot) this.#write(id, snapshot);
    };
    const subscription = inventory.onDidChange(() => (callOff ??= this.#later(keep)));
    inventory.signal?.addEventListener('abort', () => {
      callOff?.();
      subscription.dispose();
    });
  }

  /** Nothing is left behind, not even by a write that is under way. */
  async remove(id: string): Promise<void> {
    (await this.#early).delete(id);
    await this.#writing.get(id);
    await this.#files.remove(id).catch(() => undefined);
  }

  async keepOnly(ids: readonly string[]): Promise<void> {
    const early = await this.#early;
    for (const id of early.keys()) if (!ids.includes(id)) early.delete(id);
    await this.#files.keepOnly(ids).catch(() => undefined);
  }

  #write(id: string, snapshot: Snapshot): void {
    const before = this.#writing.get(id) ?? Promise.resolve();
    const write = () => this.#files.write(id, snapshotText(snapshot)).catch(() => undefined);
    this.#writing.set(id, before.then(write));
  }
}
