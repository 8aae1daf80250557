import { Emitter } from '../emitter.ts';
import type { Done, Settled } from '../operations/settle.ts';
import { Activity, type Kept, type Outcome, type Write } from './activity.ts';

/** Older ones are forgotten. */
const mostKept = 200;

/** A write that was run. */
export interface Ran<T> {
  readonly activity: Activity;
  readonly settled: Settled<T>;
}

/** What was done to Katapult by this window, the newest first. Nothing of it outlives the window. */
export class Activities {
  readonly #changes = new Emitter<Activity | undefined>();
  readonly #now: () => number;
  #all: readonly Activity[] = [];
  #made = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Fires the one that has changed; nothing when some have come or gone. */
  readonly onDidChange = this.#changes.event;

  get all(): readonly Activity[] {
    return this.#all;
  }

  /**
   * Runs a write and keeps how it went. What nobody foresaw is kept as a failure, and thrown.
   * @param signal aborts when nobody waits for its end any more.
   */
  async run<T>(write: Write<T>, signal?: AbortSignal): Promise<Ran<T>> {
    const activity = this.#add(write);
    return { activity, settled: await this.#follow(activity, write, () => write.run(signal)) };
  }

  /** Keeps a write that was left alone. */
  leave(write: Kept): Activity {
    const activity = this.#add(write);
    this.#end(activity, { kind: 'notBegun' });
    return activity;
  }

  /** Forgets what has ended. */
  clear(): void {
    this.#keep(this.#all.filter(({ outcome }) => outcome.kind === 'running'));
  }

  #add(write: Kept): Activity {
    const activity = new Activity(`activity-${++this.#made}`, this.#now(), write);
    this.#keep([activity, ...this.#all].slice(0, mostKept));
    return activity;
  }

  #keep(all: readonly Activity[]): void {
    this.#all = all;
    this.#changes.fire(undefined);
  }

  async #follow<T>(activity: Activity, write: Write<T>, run: () => Promise<Settled<T>>): Promise<Settled<T>> {
    try {
      return this.#settle(activity, write, await run());
    } catch (error) {
      this.#end(activity, { kind: 'failed', error });
      throw error;
    }
  }

  #settle<T>(activity: Activity, write: Write<T>, settled: Settled<T>): Settled<T> {
    if (settled.kind !== 'unknown') {
      if (settled.kind === 'done') this.#adopt(activity, write, settled);
      this.#end(activity, outcomeOf(write, settled));
      return settled;
    }
    const checkAgain = () => {
      activity.outcome = { kind: 'running' };
      this.#changes.fire(activity);
      return this.#follow(activity, write, settled.checkAgain);
    };
    this.#end(activity, outcomeOf(write, settled), checkAgain);
    return { ...settled, checkAgain };
  }

  #adopt<T>(activity: Activity, write: Write<T>, { value, refusal }: Done<T>): void {
    // What was so already may be somebody else's doing, and is not ours to take back.
    activity.change = refusal ? undefined : write.change?.(value);
    activity.note = write.note?.(value);
    if (!write.undoes) return;
    write.undoes.undone = true;
    this.#changes.fire(write.undoes);
  }

  #end(activity: Activity, outcome: Outcome, checkAgain?: Activity['checkAgain']): void {
    activity.outcome = outcome;
    activity.endedAt = this.#now();
    activity.checkAgain = checkAgain;
    this.#changes.fire(activity);
  }
}

/** Without what it made, which would be kept as long. */
function outcomeOf<T>(write: Write<T>, settled: Settled<T>): Outcome {
  return settled.kind === 'done'
    ? { kind: 'done', refusal: settled.refusal, unfinished: write.unfinished?.(settled.value) }
    : { kind: settled.kind, error: settled.error };
}
