// Somebody at a window, who clicks on this and that.
import type { AsyncLocalStorage } from 'node:async_hooks';
import { allocatedTo } from '../../../src/inventory/allocated.ts';
import type { Inventory } from '../../../src/inventory/inventory.ts';
import type { InterfaceNode, MachineNode } from '../../../src/inventory/nodes.ts';
import type { Operations } from '../../../src/inventory/operations/operations.ts';
import type { Settled } from '../../../src/inventory/operations/settle.ts';
import type { IpAddress } from '../../../src/inventory/types.ts';
import type { Random } from '../../../src/simulator/random.ts';
import { childRows } from '../../../src/views/children.ts';
import { openRows } from '../tree.ts';
import type { Window } from '../window.ts';
import { Deed, type DeedKind } from './deeds.ts';
import { pause, type Sender } from './network.ts';

export interface Surroundings {
  readonly random: Random;
  readonly token: string;
  /** Whose request a request is. */
  readonly asking: AsyncLocalStorage<Sender>;
  /** How much has happened in the cloud. */
  readonly happened: () => number;
}

/** A write whose outcome the window does not know. */
interface Open {
  readonly deed: Deed;
  readonly settled: Extract<Settled<unknown>, { kind: 'unknown' }>;
}

export class Person {
  readonly window: Window;
  readonly deeds: Deed[] = [];
  /** How often a window said that it did not know. */
  unknown = 0;
  /** Every error that a write has ended in. */
  readonly errors: unknown[] = [];
  readonly #around: Surroundings;
  readonly #open: Open[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(window: Window, around: Surroundings) {
    this.window = window;
    this.#around = around;
  }

  /** Does one thing; waits for its end or not, as people do. */
  async act(): Promise<void> {
    const { random } = this.#around;
    const running = this.#actOnce();
    this.#running.add(running);
    const over = running.finally(() => this.#running.delete(running));
    if (random.chance(0.6)) await over;
    await pause(random.int(0, 2_500));
  }

  /** Until nothing that was begun is left. */
  async finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running]);
  }

  /** Asks once more for everything that is not known. */
  async clearUp(): Promise<void> {
    for (let left = this.#open.length; left > 0; left--) await this.#checkAgain();
  }

  async #actOnce(): Promise<void> {
    const { accounts } = this.window;
    const { random, token } = this.#around;
    if (accounts.session.kind !== 'open') {
      await accounts.signIn(token, 'Robin');
      return;
    }
    const { inventory, operations } = accounts.session;
    const machines = inventory.machines;
    const dice = random.int(1, 100);
    if (dice === 1) return accounts.signOut();
    if (machines.length === 0 || dice <= 12) return this.#look(inventory);
    const machine = random.pick(machines);
    if (dice <= 24) return this.#lookAt(inventory, machine);
    if (dice <= 30 && this.#open.length > 0) return this.#checkAgain();
    return this.#write(inventory, operations, machine);
  }

  async #look(inventory: Inventory): Promise<void> {
    if (this.#around.random.chance(0.5)) await inventory.refresh();
    await openRows(inventory, 1);
  }

  async #lookAt(inventory: Inventory, machine: MachineNode): Promise<void> {
    const { random } = this.#around;
    inventory.setOpened(machine, random.chance(0.7));
    await childRows(inventory, machine);
    if (random.chance(0.3)) await inventory.refresh(machine);
    const rows = [
      machine,
      ...machine.networkInterfaces,
      ...machine.networkInterfaces.flatMap((each) => each.addresses),
    ];
    if (random.chance(0.3)) await inventory.learn(random.pick(rows));
  }

  async #write(inventory: Inventory, operations: Operations, machine: MachineNode): Promise<void> {
    const { random } = this.#around;
    if (machine.networkInterfaces.length === 0) await inventory.refresh(machine);
    if (machine.networkInterfaces.length === 0) return;
    const target = random.pick(machine.networkInterfaces);
    const dice = random.int(1, 10);
    if (dice <= 2) return this.#allocateNew(operations, target);
    if (dice <= 5) return this.#unallocate(operations, machine);
    const address = await this.#choose(inventory, target);
    if (!address) return;
    if (dice <= 8) return this.#allocate(operations, target, address);
    await this.#do('allocate to machine', { machineId: machine.data.id, addressId: address.id }, () =>
      operations.allocateToMachine(machine, address),
    );
  }

  #allocate(operations: Operations, target: InterfaceNode, address: IpAddress): Promise<void> {
    const about = { machineId: target.parent.data.id, interfaceId: target.data.id, addressId: address.id };
    return this.#do('allocate', about, () => operations.allocate(target, address));
  }

  #allocateNew(operations: Operations, target: InterfaceNode): Promise<void> {
    const about = { machineId: target.parent.data.id, interfaceId: target.data.id, addressId: undefined };
    const version = this.#around.random.pick(['ipv4', 'ipv6'] as const);
    return this.#do('new address', about, () => operations.allocateNew(target, version));
  }

  async #unallocate(operations: Operations, machine: MachineNode): Promise<void> {
    // What a machine's own entry names has no id, and can't be acted on.
    const known = machine.addresses.filter(({ id }) => !id.startsWith('text:'));
    if (known.length === 0) return;
    const address = this.#around.random.pick(known);
    const about = { machineId: machine.data.id, addressId: address.id };
    await this.#do('unallocate', about, () => operations.unallocate(allocatedTo(machine, address)));
  }

  /** From Katapult's list, or from what the tree knew, which may be old. */
  async #choose(inventory: Inventory, target: InterfaceNode): Promise<IpAddress | undefined> {
    const { random } = this.#around;
    const known = target.parent.parent.addresses.filter(({ allocation }) => allocation === null);
    const listed = random.chance(0.6) ? await inventory.availableAddresses([target]).catch(() => []) : known;
    return listed.length > 0 ? random.pick(listed) : undefined;
  }

  async #do(
    kind: DeedKind,
    about: { machineId: string; interfaceId?: string; addressId: string | undefined },
    run: () => Promise<Settled<unknown>>,
  ): Promise<void> {
    const { asking, happened, random } = this.#around;
    const deed = new Deed(kind, { interfaceId: undefined, ...about, began: happened() });
    this.deeds.push(deed);
    const running = asking.run(deed, run);
    if (random.chance(0.1)) await this.#doubleClick(deed, run);
    this.#settle(deed, await running);
  }

  /** The same once more, while the first is under way: nothing of it may be sent. */
  async #doubleClick(first: Deed, run: () => Promise<Settled<unknown>>): Promise<void> {
    const { kind, addressId, machineId, interfaceId, began } = first;
    const deed = new Deed(kind, { addressId, machineId, interfaceId, began, isDoubleClick: true });
    this.deeds.push(deed);
    this.#settle(deed, await this.#around.asking.run(deed, run));
  }

  #settle(deed: Deed, settled: Settled<unknown>): void {
    deed.settled = settled;
    if (settled.kind !== 'done') this.errors.push(settled.error);
    deed.claimedId = claimed(settled);
    deed.ended = this.#around.happened();
    if (settled.kind !== 'unknown') return;
    this.unknown++;
    this.#open.push({ deed, settled });
  }

  async #checkAgain(): Promise<void> {
    const open = this.#open.shift();
    if (!open) return;
    this.#settle(open.deed, await this.#around.asking.run(open.deed, open.settled.checkAgain));
  }
}

/** The address that an allocation says it has made. */
function claimed(settled: Settled<unknown>): string | undefined {
  if (settled.kind !== 'done') return undefined;
  const { value } = settled;
  if (typeof value !== 'object' || value === null || !('address' in value)) return undefined;
  const { address } = value;
  if (typeof address !== 'object' || address === null || !('id' in address)) return undefined;
  return String(address.id);
}
