import type { Allocation, IpAddress } from '../../api/types.ts';
import type { InterfaceNode, MachineNode } from '../nodes.ts';
import { allocateToInterface, allocateToMachine, unallocate, type Allocated } from './allocation.ts';
import { findAddress, rememberAddress, type LocatedAddress } from './fit.ts';
import { sendGuarded } from './send.ts';
import { afterwards, type Failed, type Settled } from './settle.ts';
import { addressNow, allocatedHere, allocationOf } from './whereabouts.ts';
import type { Writer } from './writer.ts';

/** What Katapult has made of the reverse DNS; undefined where that is not known. */
export interface ReverseDnsChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

interface Arrived {
  /**
   * How long it was allocated to nothing, at most, in milliseconds; undefined when it had no machine before, or when
   * only Check Again has found out that it arrived.
   */
  readonly withoutMachineMs: number | undefined;
  readonly reverseDns: ReverseDnsChange;
}

/** What is true after a move. */
export type MoveOutcome =
  | ({ readonly kind: 'moved'; readonly allocated: Allocated } & Arrived)
  /** Nothing has changed: it could not be unallocated, or, out of the pool, not be allocated. */
  | Failed
  /** The target has not taken it, for the reason of `error`; it is where it was. */
  | ({ readonly kind: 'putBack'; readonly error: unknown } & Arrived)
  /** It is allocated to nothing. `putBackError`: why it is not where it was, when that was tried. */
  | { readonly kind: 'inPool'; readonly error: unknown; readonly putBackError?: unknown }
  /** Somebody else has allocated it to something meanwhile. */
  | { readonly kind: 'elsewhere'; readonly error: unknown; readonly allocation: Allocation }
  /** Nobody knows. Checking again reads, and writes nothing. */
  | { readonly kind: 'unknown'; readonly error: unknown; readonly checkAgain: () => Promise<MoveOutcome> };

/** What to make of a half of the move. */
interface Ways<T> {
  readonly done: (value: T) => Promise<MoveOutcome>;
  readonly failed: (error: unknown) => Promise<MoveOutcome>;
}

/**
 * Moves an address from wherever it is to a network interface: unallocates it, allocates it there, and, when that
 * fails, puts it back where it was. Each of these is sent once and settled.
 */
export class Move {
  readonly #writer: Writer;
  readonly #source: LocatedAddress;
  readonly #target: InterfaceNode;
  /** What held it, as far as the tree knows; found before it is taken away. */
  readonly #from: InterfaceNode | MachineNode | undefined;
  #takenAt: number | undefined;

  /** @param source as it stands now: what `checkMove` has read. */
  constructor(writer: Writer, source: LocatedAddress, target: InterfaceNode) {
    this.#writer = writer;
    this.#source = source;
    this.#target = target;
    this.#from = source.machine && (findAddress(source.machine, source.address.id)?.parent ?? source.machine);
  }

  async run(): Promise<MoveOutcome> {
    const { address } = this.#source;
    if (address.allocation === null) return this.#give(address, unchanged);
    this.#takenAt = this.#writer.inventory.now();
    const taken = await unallocate(this.#writer, this.#source);
    return this.#conclude(
      taken,
      { done: (free) => this.#give(free, (error) => this.#putBack(free, error)), failed: unchanged },
      { done: () => this.#whereItIs(errorOf(taken)), failed: unchanged },
    );
  }

  async #give(address: IpAddress, failed: Ways<never>['failed']): Promise<MoveOutcome> {
    const given = await allocateToInterface(this.#writer, this.#target, address);
    const done = async (allocated: Allocated): Promise<MoveOutcome> => {
      return { kind: 'moved', allocated, ...(await this.#arrived(allocated)) };
    };
    return this.#conclude(given, { done, failed }, { done, failed: (error) => this.#whereItIs(error) });
  }

  async #putBack(address: IpAddress, error: unknown): Promise<MoveOutcome> {
    const ways: Ways<Allocated | IpAddress> = {
      done: async (back) => ({ kind: 'putBack', error, ...(await this.#arrived(back)) }),
      failed: (putBackError) => this.#whereItIs(error, putBackError),
    };
    return this.#conclude<Allocated | IpAddress>(await this.#giveBack(address), ways, ways);
  }

  #giveBack(address: IpAddress): Promise<Settled<Allocated | IpAddress>> {
    const from = this.#from;
    if (!from) return this.#giveBackUnlisted(address);
    return from.kind === 'interface'
      ? allocateToInterface(this.#writer, from, address)
      : allocateToMachine(this.#writer, from, address);
  }

  /** To a machine that is in no list: in the trash, where Katapult refuses it, or newer than the list. */
  async #giveBackUnlisted(address: IpAddress): Promise<Settled<IpAddress>> {
    const { organization, address: before } = this.#source;
    const owner = before.allocation?.id;
    if (owner === undefined) return { kind: 'failed', error: new Error('nobody knows where it was') };
    const settled = await sendGuarded(
      this.#writer,
      () => this.#writer.api.virtualMachines.allocateIp(owner, address.id),
      async () => allocatedHere(await addressNow(this.#writer, address), owner),
    );
    return afterwards(settled, (answer) => {
      this.#writer.inventory.wrote();
      rememberAddress(organization, answer);
      this.#writer.show(organization);
      return Promise.resolve(answer);
    });
  }

  /** Reads where the address has come to be. */
  async #whereItIs(error: unknown, putBackError?: unknown): Promise<MoveOutcome> {
    try {
      const address = await addressNow(this.#writer, this.#source.address);
      const allocation = allocationOf(address);
      rememberAddress(this.#source.organization, address);
      return allocation ? { kind: 'elsewhere', error, allocation } : { kind: 'inPool', error, putBackError };
    } catch {
      // The transport has logged why it can't be read.
      return { kind: 'unknown', error, checkAgain: () => this.#whereItIs(error, putBackError) };
    }
  }

  async #arrived(at: Allocated | IpAddress): Promise<Arrived> {
    const takenAt = this.#takenAt;
    const withoutMachineMs = takenAt === undefined ? undefined : this.#writer.inventory.now() - takenAt;
    const reverseDns = { before: this.#source.address.reverseDns, after: await reverseDnsOf(at) };
    return { withoutMachineMs, reverseDns };
  }

  /** @param later what to make of it when only Check Again has found it out: then nothing more is written. */
  async #conclude<T>(settled: Settled<T>, now: Ways<T>, later: Ways<T>): Promise<MoveOutcome> {
    if (settled.kind === 'done') return now.done(settled.value);
    if (settled.kind === 'failed') return now.failed(settled.error);
    const checkAgain = async (): Promise<MoveOutcome> => {
      this.#takenAt = undefined;
      return this.#conclude(await settled.checkAgain(), later, later);
    };
    return { kind: 'unknown', error: settled.error, checkAgain };
  }
}

function unchanged(error: unknown): Promise<MoveOutcome> {
  return Promise.resolve({ kind: 'failed', error });
}

function errorOf<T>(settled: Settled<T>): unknown {
  return settled.kind === 'done' ? settled.refusal : settled.error;
}

async function reverseDnsOf(at: Allocated | IpAddress): Promise<string | undefined> {
  if (!('refined' in at)) return at.reverseDns;
  await at.refined;
  return at.node.kind === 'address' ? at.node.data.reverseDns : undefined;
}
