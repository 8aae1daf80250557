// The operations that faults meet.
import { allocatedTo } from '../../src/inventory/allocated.ts';
import type { Done, Failed, Settled } from '../../src/inventory/operations/settle.ts';
import type { OperationKind } from '../../src/simulator/operations.ts';
import { childRows } from '../../src/views/children.ts';
import { otherWritings } from './otherWritings.ts';
import type { Place, Places } from './places.ts';
import { heldAddress, machineNode, targetNode, type Scene, type Session } from './scene.ts';
import { openRows } from './tree.ts';

export type ReadName = 'load' | 'open' | 'refresh' | 'sign in';
export type WriteName =
  | 'allocate to interface'
  | 'allocate to machine'
  | 'new address'
  | 'unallocate'
  | 'edit'
  | 'create'
  | 'release'
  | 'power'
  | 'move'
  | 'move on';
export type OperationName = ReadName | WriteName;

/** Reading for the tree. */
export interface Reading {
  readonly name: Exclude<ReadName, 'sign in'>;
  readonly places: readonly (keyof Places)[];
  /** Up to where the tree is before. */
  prepare(scene: Scene, session: Session): Promise<void>;
  run(scene: Scene, session: Session): Promise<unknown>;
}

export interface Writing {
  readonly name: WriteName;
  readonly post: keyof Places;
  /** What is read before it is sent; without that it is not. */
  readonly before?: keyof Places;
  /** Where the truth is read when the answer is lost, and from the how-manieth such request on. */
  readonly readBack: { readonly place: keyof Places; readonly nth: number };
  /** What is read after success, and decides nothing any more. */
  readonly afterwards?: keyof Places;
  /** What the cloud notes when it has taken effect. */
  readonly effect: OperationKind;
  /** More than one, where it is done in several steps. */
  readonly writesAtMost?: number;
  /** Without the machine, or what came to its interface, nobody can tell what became of a lost answer. */
  readonly isTiedToMachine?: boolean;
  run(scene: Scene, session: Session): Promise<Settled<unknown>>;
  /** Sentences about what the tree says wrongly once it is done, beside the machine's own rows. */
  untruths?(scene: Scene, session: Session): string[];
  /** Sentences about what was told and is not so, where that is not simply that it has taken effect, or has not. */
  judge?(scene: Scene, told: Done<unknown> | Failed): string[];
}

export const signInPlaces: readonly (keyof Places)[] = ['organizations', 'machines', 'addresses', 'user'];

/** Everything on screen: organizations, machines, and some machines opened in each of two organizations. */
export async function lookAround({ plan }: Scene, { inventory }: Session): Promise<void> {
  await openRows(inventory, 1);
  for (const id of [plan.machine, plan.rivalMachine, plan.otherMachine]) {
    const machine = machineNode(inventory, id);
    await childRows(inventory, machine);
    inventory.setOpened(machine, true);
  }
}

export const readings: readonly Reading[] = [
  {
    name: 'load',
    places: ['organizations', 'machines', 'addresses'],
    prepare: () => Promise.resolve(),
    run: (_, { inventory }) => openRows(inventory, 1),
  },
  {
    name: 'open',
    places: ['machine', 'interfaces'],
    prepare: async (_, { inventory }) => {
      await openRows(inventory, 1);
    },
    run: ({ plan }, { inventory }) => childRows(inventory, machineNode(inventory, plan.machine)),
  },
  {
    name: 'refresh',
    places: ['organizations', 'machines', 'addresses', 'machine', 'interfaces'],
    prepare: async (scene, session) => {
      await lookAround(scene, session);
      // There is something new to read.
      scene.served.simulator.mutate({ action: 'unallocate-address', id: scene.plan.held });
    },
    run: (_, { inventory }) => inventory.refresh(),
  },
];

const allocations: readonly Writing[] = [
  {
    name: 'allocate to interface',
    post: 'allocate',
    readBack: { place: 'networkInterface', nth: 1 },
    afterwards: 'spareAddress',
    effect: 'allocate',
    run: async (scene, { inventory, operations }) =>
      operations.allocate(targetNode(inventory, scene.plan), await spare(scene, inventory)),
  },
  {
    name: 'allocate to machine',
    post: 'allocateToMachine',
    readBack: { place: 'spareAddress', nth: 1 },
    afterwards: 'interfaces',
    effect: 'allocate',
    run: async (scene, { inventory, operations }) =>
      operations.allocateToMachine(machineNode(inventory, scene.plan.machine), await spare(scene, inventory)),
  },
  {
    name: 'new address',
    post: 'allocateNew',
    before: 'addresses',
    // The first look is the one before the write.
    readBack: { place: 'networkInterface', nth: 2 },
    effect: 'allocate',
    isTiedToMachine: true,
    run: (scene, { inventory, operations }) =>
      operations.allocateNew(targetNode(inventory, scene.plan), 'ipv4'),
  },
  {
    name: 'unallocate',
    post: 'unallocate',
    readBack: { place: 'heldAddress', nth: 1 },
    effect: 'unallocate',
    run: ({ plan }, { inventory, operations }) => {
      const machine = machineNode(inventory, plan.machine);
      return operations.unallocate(allocatedTo(machine, heldAddress(inventory, plan)));
    },
  },
];

export const writings: readonly Writing[] = [...allocations, ...otherWritings];

export function placeNamed({ places }: Scene, name: keyof Places): Place {
  return places[name];
}

/** @throws Error when there is none of that name */
export function writingNamed(name: WriteName): Writing {
  const writing = writings.find((each) => each.name === name);
  if (!writing) throw new Error(`there is no write ${name}`);
  return writing;
}

/** The spare address, as the list from which a person chooses it gives it. */
function spare({ plan }: Scene, { organizations }: Session['inventory']) {
  const all = (organizations.items ?? []).flatMap(({ addresses }) => addresses);
  const found = all.find(({ id }) => id === plan.spare);
  return found ? Promise.resolve(found) : Promise.reject(new Error('the spare address is not known'));
}
