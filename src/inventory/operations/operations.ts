import type { IpAddress, IpVersion } from '../../api/types.ts';
import type { Inventory } from '../inventory.ts';
import type { InterfaceNode, MachineNode } from '../nodes.ts';
import {
  allocateNew,
  allocateToInterface,
  allocateToMachine,
  unallocate,
  type Allocated,
} from './allocation.ts';
import { rowOf, type LocatedAddress } from './fit.ts';
import type { Pause, Settled } from './settle.ts';
import { Writer } from './writer.ts';

/**
 * The writes of a session. Each is sent once and settled (see settle.ts); on success the inventory
 * changes from the answer at once, without reading everything again.
 */
export class Operations {
  readonly #writer: Writer;

  /** @param wait how to wait between readings; tests do not. */
  constructor(inventory: Inventory, wait?: Pause) {
    this.#writer = new Writer(inventory, wait);
  }

  /** Allocates an address of the organization to a network interface. */
  allocate(target: InterfaceNode, address: IpAddress): Promise<Settled<Allocated>> {
    const pending = { verb: 'allocating', address: address.address } as const;
    return this.#writer.exclusively({ key: address.id, rows: [target], pending }, () =>
      allocateToInterface(this.#writer, target, address),
    );
  }

  /** Allocates an address of the organization to a machine, of which Katapult chooses the interface. */
  allocateToMachine(machine: MachineNode, address: IpAddress): Promise<Settled<Allocated>> {
    const pending = { verb: 'allocating', address: address.address } as const;
    return this.#writer.exclusively({ key: address.id, rows: [machine], pending }, () =>
      allocateToMachine(this.#writer, machine, address),
    );
  }

  /** Adds an address to the organization, which may be billed, and allocates it to a network interface. */
  allocateNew(target: InterfaceNode, version: IpVersion): Promise<Settled<Allocated>> {
    const pending = { verb: 'allocating' } as const;
    return this.#writer.exclusively({ key: target.data.id, rows: [target], pending }, () =>
      allocateNew(this.#writer, target, version),
    );
  }

  /** Takes an address away from what it is allocated to. It stays in the organization. */
  unallocate(located: LocatedAddress): Promise<Settled<IpAddress>> {
    const { address, machine } = located;
    const rows = machine ? [rowOf(machine, address)] : [];
    const pending = { verb: 'unallocating', address: address.address } as const;
    return this.#writer.exclusively({ key: address.id, rows, pending }, () =>
      unallocate(this.#writer, located),
    );
  }
}
