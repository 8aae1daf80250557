import type { ApiErrorCode } from '../../api/errorCodes.ts';
import { hasCode } from '../../api/errors.ts';
import type { Allocation, IpAddress, IpVersion, NetworkInterface } from '../../api/types.ts';
import type { AllocatedAddress } from '../allocated.ts';
import type { Inventory } from '../inventory.ts';
import type { AddressNode, InterfaceNode, MachineNode, Node, OrganizationNode, Pending } from '../nodes.ts';
import {
  addAddress,
  adoptInterface,
  allocatedTo,
  findAddress,
  refineAddress,
  rememberAddress,
  removeAddress,
  unallocated,
} from './fit.ts';
import { pause } from '../../api/pause.ts';
import { knownBefore, onlyNew } from './newAddress.ts';
import { afterwards, sendOnce, type Pause, type ReadBack, type Settled } from './settle.ts';

/** An address that was allocated, and the row where it now shows. */
export interface Allocated {
  readonly address: IpAddress;
  readonly node: AddressNode | InterfaceNode | MachineNode;
}

/** A second write on the same thing was asked for while the first still runs. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

/**
 * The writes on IP addresses. Each is sent once and settled (see settle.ts); on success the inventory
 * changes from the answer at once, without reading everything again.
 */
export class Operations {
  readonly #inventory: Inventory;
  readonly #wait: Pause;
  /** Ids of addresses and interfaces that a write is about now. */
  readonly #busy = new Set<string>();

  /** @param wait how to wait between readings; tests do not. */
  constructor(inventory: Inventory, wait: Pause = pause) {
    this.#inventory = inventory;
    this.#wait = wait;
  }

  /** `POST /virtual_machine_network_interfaces/{id}/allocate_ip` */
  allocate(target: InterfaceNode, address: IpAddress): Promise<Settled<Allocated>> {
    const { networkInterfaces } = this.#inventory.api;
    const machine = target.parent;
    const pending: Pending = { verb: 'allocating', address: address.address };
    return this.#exclusively(address.id, [target], pending, async () => {
      const settled = await this.#send(
        () => networkInterfaces.allocateIp(target.data.id, address.id),
        () => this.#holding(target, address),
        ...alreadyAllocated(machine, address),
      );
      return afterwards(settled, async (answer) => {
        this.#inventory.wrote();
        addAddress(machine, { ...allocatedTo(machine, address), reverseDns: undefined });
        adoptInterface(target, answer);
        return this.#shown(machine, target, address);
      });
    });
  }

  /** `POST /virtual_machines/{vm}/allocate_ip`: Katapult chooses the interface, so the machine is read again. */
  allocateToMachine(machine: MachineNode, address: IpAddress): Promise<Settled<Allocated>> {
    const { virtualMachines } = this.#inventory.api;
    const pending: Pending = { verb: 'allocating', address: address.address };
    return this.#exclusively(address.id, [machine], pending, async () => {
      const settled = await this.#send(
        () => virtualMachines.allocateIp(machine.data.id, address.id),
        async () => allocatedHere(await this.#now(address), machine),
        ...alreadyAllocated(machine, address),
      );
      return afterwards(settled, async (answer) => {
        this.#inventory.wrote();
        addAddress(machine, allocatedTo(machine, answer));
        await this.#inventory.refresh(machine);
        return this.#shown(machine, machine, answer);
      });
    });
  }

  /**
   * `POST /virtual_machine_network_interfaces/{id}/allocate_new_ip`: adds an address to the organization.
   * A lost answer is settled by looking for an address that was not in the organization before.
   */
  allocateNew(target: InterfaceNode, version: IpVersion): Promise<Settled<Allocated>> {
    const { networkInterfaces } = this.#inventory.api;
    const machine = target.parent;
    return this.#exclusively(target.data.id, [target], { verb: 'allocating' }, async () => {
      const before = await knownBefore(this.#inventory.api, target, version);
      if ('error' in before) return { kind: 'failed', error: before.error };
      const settled = await this.#send(
        () => networkInterfaces.allocateNewIp(target.data.id, version),
        async () => onlyNew((await networkInterfaces.get(target.data.id)).ipAddresses, before, version),
      );
      return afterwards(settled, async (address) => {
        this.#inventory.wrote();
        addAddress(machine, allocatedTo(machine, address));
        const ipAddresses = [...target.data.ipAddresses.filter(({ id }) => id !== address.id), address];
        adoptInterface(target, { ...target.data, ipAddresses });
        return this.#shown(machine, target, address);
      });
    });
  }

  /** `POST /ip_addresses/{ip}/unallocate`. The address stays in the organization. */
  unallocate({ address, organization, machine }: AllocatedAddress): Promise<Settled<IpAddress>> {
    const { ipAddresses } = this.#inventory.api;
    const owner = machine?.data.id ?? address.allocation?.id;
    const row = machine && findAddress(machine, address.id);
    const pending: Pending = { verb: 'unallocating', address: address.address };
    return this.#exclusively(address.id, row ? [row] : machine ? [machine] : [], pending, async () => {
      const settled = await this.#send<IpAddress>(
        () => ipAddresses.unallocate(address.id).then(() => unallocated(address)),
        async () => gone(await this.#now(address), owner),
        'no_allocation',
      );
      return afterwards(settled, (value) => {
        this.#inventory.wrote();
        if (machine) removeAddress(machine, address);
        rememberAddress(organization, value);
        if (row) row.pending = undefined;
        this.#inventory.changed(machine ?? organization);
        return Promise.resolve(value);
      });
    });
  }

  #send<T>(send: () => Promise<T>, readBack: ReadBack<T>, ...already: ApiErrorCode[]): Promise<Settled<T>> {
    return sendOnce(send, readBack, { pause: this.#wait, now: this.#inventory.now }, already);
  }

  /** The address as it stands. One that was released is allocated to nothing. @throws RequestError */
  async #now(address: IpAddress): Promise<IpAddress> {
    try {
      return await this.#inventory.api.ipAddresses.get(address.id);
    } catch (error) {
      if (hasCode(error, 'ip_address_not_found')) return unallocated(address);
      throw error;
    }
  }

  /** The interface if it holds the address. One that has gone holds nothing, unless its machine, in the trash, does. */
  async #holding(target: InterfaceNode, address: IpAddress): Promise<NetworkInterface | undefined> {
    const { networkInterfaces } = this.#inventory.api;
    try {
      return holding(await networkInterfaces.get(target.data.id), address.id);
    } catch (error) {
      if (!hasCode(error, 'virtual_machine_network_interface_not_found')) throw error;
      const now = allocatedHere(await this.#now(address), target.parent);
      return now && { ...target.data, ipAddresses: [...target.data.ipAddresses, now] };
    }
  }

  /** Announces the change, then learns what the answer left out: the reverse DNS as it has become. */
  #shown(
    machine: MachineNode,
    fallback: InterfaceNode | MachineNode,
    address: IpAddress,
  ): Promise<Allocated> {
    // Drawn once: a row that is drawn again while somebody clicks on it loses the click.
    fallback.pending = undefined;
    this.#inventory.changed(machine);
    const node = findAddress(machine, address.id);
    if (node) void this.#refine(node);
    return Promise.resolve({ address, node: node ?? fallback });
  }

  async #refine(node: AddressNode): Promise<void> {
    const before = node.data;
    try {
      const news = await this.#inventory.api.ipAddresses.get(before.id, this.#inventory.signal);
      if (refineAddress(node, before, news)) this.#inventory.changed(node);
    } catch {
      // The address is allocated and shown; only its reverse DNS stays unknown until the next refresh.
    }
  }

  /** Marks rows while a write runs, and refuses a second write on the same thing. */
  async #exclusively<T>(
    key: string,
    rows: readonly Exclude<Node, OrganizationNode>[],
    pending: Pending,
    run: () => Promise<Settled<T>>,
  ): Promise<Settled<T>> {
    if (this.#busy.has(key)) return { kind: 'failed', error: new AlreadyRunning() };
    this.#busy.add(key);
    this.#mark(rows, pending);
    try {
      return await run();
    } finally {
      this.#busy.delete(key);
      this.#unmark(rows);
    }
  }

  #mark(rows: readonly Exclude<Node, OrganizationNode>[], pending: Pending): void {
    for (const row of rows) {
      row.pending = pending;
      this.#inventory.changed(row);
    }
  }

  #unmark(rows: readonly Exclude<Node, OrganizationNode>[]): void {
    for (const row of rows.filter(({ pending }) => pending)) {
      row.pending = undefined;
      this.#inventory.changed(row);
    }
  }
}

function holding<T extends { ipAddresses: readonly IpAddress[] }>(
  answer: T,
  addressId: string,
): T | undefined {
  return answer.ipAddresses.some(({ id }) => id === addressId) ? answer : undefined;
}

/** What an address is allocated to; null for nothing. @throws Error when the answer does not tell, which decides nothing */
function allocationOf({ address, allocation }: IpAddress): Allocation | null {
  if (allocation === undefined) throw new Error(`it is not told what ${address} is allocated to`);
  return allocation;
}

function allocatedHere(address: IpAddress, machine: MachineNode): IpAddress | undefined {
  return allocationOf(address)?.id === machine.data.id ? address : undefined;
}

/** It has left its owner also when somebody has allocated it to something else since. */
function gone(address: IpAddress, owner: string | undefined): IpAddress | undefined {
  const allocation = allocationOf(address);
  const elsewhere = owner !== undefined && allocation?.id !== owner;
  return allocation === null || elsewhere ? address : undefined;
}

/** The refusal that is doubtful, unless the address was known to be there before it was asked for. */
function alreadyAllocated({ addresses }: MachineNode, address: IpAddress): ApiErrorCode[] {
  return addresses.some(({ id }) => id === address.id) ? [] : ['ip_already_allocated'];
}
