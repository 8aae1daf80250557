import type { IpAddress, IpAddressChanges, IpVersion, NewIpAddress, PowerAction } from '../../api/types.ts';
import type { Inventory } from '../inventory.ts';
import type { InterfaceNode, MachineNode, OrganizationNode, Pending } from '../nodes.ts';
import type { Allocated } from './allocation.ts';
import type { MoveCheck } from './checkMove.ts';
import { rowOf, type LocatedAddress } from './fit.ts';
import type { MoveOutcome } from './move.ts';
import type { Switched } from './power.ts';
import { verbOf } from './powerCourses.ts';
import type { Failed, Pause, Settled } from './settle.ts';
import { Writer, type Guard, type Job } from './writer.ts';
import type * as Writes from './writes.ts';

/**
 * The writes of a session. Each is sent once and settled (see settle.ts); on success the inventory
 * changes from the answer at once, without reading everything again.
 */
export class Operations {
  readonly #writer: Writer;

  /**
   * @param wait how to wait between readings; tests do not.
   * @param guard asked right before each write is sent.
   */
  constructor(inventory: Inventory, wait?: Pause, guard?: Guard) {
    this.#writer = new Writer(inventory, wait, guard);
  }

  /** Allocates an address of the organization to a network interface. */
  allocate(target: InterfaceNode, address: IpAddress): Promise<Settled<Allocated>> {
    const pending = { verb: 'allocating', address: address.address } as const;
    return this.#run({ key: address.id, rows: [target], pending }, (writes) =>
      writes.allocateToInterface(this.#writer, target, address),
    );
  }

  /** Allocates an address of the organization to a machine, of which Katapult chooses the interface. */
  allocateToMachine(machine: MachineNode, address: IpAddress): Promise<Settled<Allocated>> {
    const pending = { verb: 'allocating', address: address.address } as const;
    return this.#run({ key: address.id, rows: [machine], pending }, (writes) =>
      writes.allocateToMachine(this.#writer, machine, address),
    );
  }

  /** Adds an address to the organization, which may be billed, and allocates it to a network interface. */
  allocateNew(target: InterfaceNode, version: IpVersion): Promise<Settled<Allocated>> {
    const pending = { verb: 'allocating' } as const;
    return this.#run({ key: target.data.id, rows: [target], pending }, (writes) =>
      writes.allocateNew(this.#writer, target, version),
    );
  }

  /** Takes an address away from what it is allocated to. It stays in the organization. */
  unallocate(located: LocatedAddress): Promise<Settled<IpAddress>> {
    return this.#run(this.#jobOn(located, 'unallocating'), (writes) =>
      writes.unallocate(this.#writer, located),
    );
  }

  /** Changes label, VIP and reverse DNS of an address; what is left out stays. A VIP needs a label. */
  edit(located: LocatedAddress, changes: IpAddressChanges): Promise<Settled<IpAddress>> {
    return this.#run(this.#jobOn(located, 'editing'), (writes) =>
      writes.editAddress(this.#writer, located, changes),
    );
  }

  /** Gives an address up for good, whatever it is allocated to. */
  release(located: LocatedAddress): Promise<Settled<IpAddress>> {
    return this.#run(this.#jobOn(located, 'releasing'), (writes) =>
      writes.releaseAddress(this.#writer, located),
    );
  }

  /** Adds an address to the organization, which may be billed, allocated to nothing. One at a time. */
  create(organization: OrganizationNode, wanted: NewIpAddress): Promise<Settled<IpAddress>> {
    const job = { key: organization.data.id, rows: [organization], pending: { verb: 'creating' } } as const;
    return this.#run(job, (writes) => writes.createAddress(this.#writer, organization, wanted));
  }

  /**
   * Starts, shuts down, stops or resets a machine, and follows that to its end. While it is followed, the machine
   * can't be switched again.
   * @param signal stops following, not what Katapult does.
   */
  power(machine: MachineNode, action: PowerAction, signal?: AbortSignal): Promise<Settled<Switched>> {
    const job = { key: machine.data.id, rows: [machine], pending: { verb: verbOf(action) } };
    return this.#run(job, (writes) => writes.switchMachine(this.#writer, machine, action, signal));
  }

  /** Whether an address can be moved to a network interface, and from where. Writes nothing. @throws RequestError */
  async checkMove(located: LocatedAddress, target: InterfaceNode): Promise<MoveCheck> {
    const { checkMove } = await import('./writes.ts');
    return checkMove(this.#writer.api, located, target);
  }

  /**
   * Moves an address to a network interface from wherever it is: an interface, a machine, or the pool.
   * @param source as it stands now: what {@link checkMove} has read.
   */
  move(source: LocatedAddress, target: InterfaceNode): Promise<MoveOutcome> {
    const { address, machine } = source;
    const from = machine ? [rowOf(machine, address), machine] : [];
    const rows = [...new Set([...from, target, target.parent])];
    const job: Job = { key: address.id, rows, pending: { verb: 'moving', address: address.address } };
    return this.#run(job, (writes) => new writes.Move(this.#writer, source, target).run());
  }

  /** Rows show it before anything is loaded. */
  #run<R>(job: Job, run: (writes: typeof Writes) => Promise<R>): Promise<R | Failed> {
    return this.#writer.exclusively(job, async () => run(await import('./writes.ts')));
  }

  #jobOn({ address, machine }: LocatedAddress, verb: Pending['verb']): Job {
    const rows = machine ? [rowOf(machine, address)] : [];
    return { key: address.id, rows, pending: { verb, address: address.address } };
  }
}
