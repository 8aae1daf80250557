import type { Accounts } from '../accounts/accounts.ts';
import type { OpenSession } from '../accounts/session.ts';
import type { Subscription } from '../inventory/emitter.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { MachineNode } from '../inventory/nodes.ts';
import { States } from '../inventory/states.ts';
import { Rhythm, type RhythmClock } from './rhythm.ts';

/** Somebody who may be looking, and what they wish. */
export interface Watcher {
  /** Whether the tree is in sight and the window has the focus. */
  readonly isLooking: boolean;
  /** How often everything is to be read again, in milliseconds; 0: never. */
  readonly refreshIntervalMs: number;
  /** Whether the states of machines are to be read without anybody asking. */
  readonly readStates: boolean;
  /** Calls the listener when any of these may have become something else. */
  readonly onDidChange: (listener: () => void) => Subscription;
  /** Whether a machine's row is not hidden below a closed one. */
  readonly isInSight: (machine: MachineNode) => boolean;
}

/** How often machines that are on their way are looked for; each by itself is asked about less often. */
const onTheirWayMs = 1_500;

/** Keeps what is shown true, as long as somebody looks. It asks for nothing that would keep a person waiting. */
export class Freshness implements Subscription {
  readonly #accounts: Pick<Accounts, 'open' | 'onDidChange'>;
  readonly #watcher: Watcher;
  readonly #states = new WeakMap<Inventory, States>();
  /** Of each account its own: one that has to wait for its rate limit keeps no other from being read. */
  readonly #refreshing = new Map<Inventory, Rhythm>();
  readonly #following: Rhythm;
  readonly #clock: RhythmClock;
  readonly #subscriptions: Subscription[];
  #inventories: readonly Subscription[] = [];
  /** Ends what is read for nobody as soon as nobody looks. */
  #looking = new AbortController();
  readonly #reading = new Set<Inventory>();

  constructor(accounts: Pick<Accounts, 'open' | 'onDidChange'>, watcher: Watcher, clock: RhythmClock) {
    this.#accounts = accounts;
    this.#watcher = watcher;
    this.#clock = clock;
    this.#following = new Rhythm(() => this.#inEach((states) => states.readOnTheirWay(this.#signal)), clock);
    this.#subscriptions = [
      accounts.onDidChange(() => this.#follow()),
      watcher.onDidChange(() => this.#adapt()),
      this.#following,
    ];
    this.#follow();
  }

  dispose(): void {
    for (const each of [...this.#subscriptions, ...this.#inventories, ...this.#refreshing.values()])
      each.dispose();
    this.#looking.abort();
  }

  get #signal(): AbortSignal {
    return this.#looking.signal;
  }

  #follow(): void {
    for (const each of this.#inventories) each.dispose();
    const open = this.#accounts.open.map(({ inventory }) => inventory);
    this.#inventories = open.map((inventory) =>
      inventory.onDidChange(() => void this.#readUnknown(inventory)),
    );
    for (const [inventory, rhythm] of this.#refreshing) {
      if (open.includes(inventory)) continue;
      rhythm.dispose();
      this.#refreshing.delete(inventory);
    }
    for (const inventory of open) {
      if (this.#refreshing.has(inventory)) continue;
      this.#refreshing.set(inventory, new Rhythm(() => this.#refresh(inventory), this.#clock));
    }
    this.#adapt();
  }

  #adapt(): void {
    const { isLooking } = this.#watcher;
    if (!isLooking) this.#looking.abort();
    else if (this.#signal.aborted) this.#looking = new AbortController();
    // What the settings say is not asked at the start, before anybody looks.
    if (isLooking) this.#keepPace(this.#watcher.refreshIntervalMs);
    for (const rhythm of [...this.#refreshing.values(), this.#following]) rhythm.awake = isLooking;
    this.#readAllUnknown();
  }

  #keepPace(refreshIntervalMs: number): void {
    for (const rhythm of this.#refreshing.values()) rhythm.intervalMs = refreshIntervalMs;
    this.#following.intervalMs = refreshIntervalMs > 0 ? onTheirWayMs : 0;
  }

  async #refresh(inventory: Inventory): Promise<void> {
    await inventory.refreshQuietly(this.#signal);
    if (this.#watcher.readStates) await this.#statesOf(inventory).readAnew(this.#signal);
  }

  #readAllUnknown(): void {
    for (const { inventory } of this.#accounts.open) void this.#readUnknown(inventory);
  }

  /** One round at a time, and another while there is more: machines may have been listed meanwhile. */
  async #readUnknown(inventory: Inventory): Promise<void> {
    if (this.#reading.has(inventory)) return;
    this.#reading.add(inventory);
    const states = this.#statesOf(inventory);
    for (let more = this.#mayReadStates; more;) {
      const signal = this.#signal;
      const isUnfinished = await states.readUnknown(this.#watcher.isInSight, signal);
      // Who has looked away and back again goes on.
      more = (isUnfinished || signal.aborted) && this.#mayReadStates;
    }
    this.#reading.delete(inventory);
  }

  get #mayReadStates(): boolean {
    const { isLooking, readStates } = this.#watcher;
    return isLooking && readStates && !this.#signal.aborted;
  }

  async #inEach(run: (states: States) => Promise<void>): Promise<void> {
    const inventories = this.#accounts.open.map(({ inventory }: OpenSession) => inventory);
    await Promise.all(inventories.map((inventory) => run(this.#statesOf(inventory))));
  }

  #statesOf(inventory: Inventory): States {
    const states = this.#states.get(inventory) ?? new States(inventory);
    this.#states.set(inventory, states);
    return states;
  }
}
