import pLimit from 'p-limit';
import { hasCode } from '../api/errors.ts';
import type { Inventory } from './inventory.ts';
import { isOnItsWay } from './machineState.ts';
import type { MachineNode } from './nodes.ts';
import { readState } from './readState.ts';

const atOnce = 2;
/** How many are read anew in a round: of thousands, all in their turn. */
const anewAtMost = 20;
const onTheirWayAtMost = 10;
/** How long a machine is left alone that was on its way at the last look; longer each time that it still is. */
const firstWaitMs = 3_000;
const longestWaitMs = 60_000;

/** When a machine was read, in milliseconds since 1970, and how long it is left alone then. */
interface Look {
  readonly at: number;
  readonly waitMs: number;
}

/**
 * Reads the states of machines, which no list tells, for nobody in particular: a request each, two at a time, and so
 * few that at least half of what a minute permits is left to others. A round ends at the first failure: whatever it
 * is, others would meet it too.
 */
export class States {
  readonly #inventory: Inventory;
  readonly #looks = new WeakMap<MachineNode, Look>();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  /**
   * Reads all that are not known; those first that are in sight. Each is asked about once.
   * @returns whether any was read and nothing has failed, so that there may be more by now.
   */
  readUnknown(isInSight: (machine: MachineNode) => boolean, signal: AbortSignal): Promise<boolean> {
    const unknown = this.#idle.filter((machine) => machine.state === undefined && !this.#looks.has(machine));
    const inSight = unknown.filter(isInSight);
    const seen = new Set(inSight);
    return this.#read([...inSight, ...unknown.filter((machine) => !seen.has(machine))], signal);
  }

  /** Reads some of those that are known, beginning with those that were not looked at for the longest time. */
  async readAnew(signal: AbortSignal): Promise<void> {
    const known = this.#idle.filter((machine) => machine.state !== undefined || this.#looks.has(machine));
    known.sort((one, other) => this.#lookedAt(one) - this.#lookedAt(other));
    await this.#read(known.slice(0, anewAtMost), signal);
  }

  /** Reads those that are on their way from one state to another, whoever has sent them there. */
  async readOnTheirWay(signal: AbortSignal): Promise<void> {
    const now = this.#inventory.now();
    const due = this.#idle.filter((machine) => {
      const look = this.#looks.get(machine);
      return isOnItsWay(machine.state) && (!look || now - look.at >= look.waitMs);
    });
    await this.#read(due.slice(0, onTheirWayAtMost), signal);
  }

  /** Whoever switches a machine follows it already. */
  get #idle(): MachineNode[] {
    return this.#inventory.machines.filter(({ pending }) => !pending);
  }

  #lookedAt(machine: MachineNode): number {
    return this.#looks.get(machine)?.at ?? 0;
  }

  async #read(machines: readonly MachineNode[], signal: AbortSignal): Promise<boolean> {
    const limit = pLimit(atOnce);
    let ended = false;
    const readNext = async (machine: MachineNode): Promise<void> => {
      if (ended || signal.aborted || this.#inventory.signal?.aborted) return;
      ended = !(await this.#readOne(machine, signal));
    };
    await Promise.all(machines.map((machine) => limit(readNext, machine)));
    return machines.length > 0 && !ended;
  }

  /** @returns whether to go on. */
  async #readOne(machine: MachineNode, signal: AbortSignal): Promise<boolean> {
    const before = machine.state;
    try {
      await readState(this.#inventory, machine, { urgency: 'idle', signal });
    } catch (error) {
      if (signal.aborted) return false;
      this.#looked(machine, before);
      // The list will tell before long that it has gone.
      return hasCode(error, 'virtual_machine_not_found', 'object_in_trash');
    }
    this.#looked(machine, before);
    return true;
  }

  #looked(machine: MachineNode, before: string | undefined): void {
    const waited = machine.state === before ? this.#looks.get(machine)?.waitMs : undefined;
    const waitMs = waited === undefined ? firstWaitMs : Math.min(waited * 1.5, longestWaitMs);
    this.#looks.set(machine, { at: this.#inventory.now(), waitMs });
  }
}
