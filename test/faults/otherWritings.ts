// The writes beyond allocating and unallocating that faults meet.
import { allocatedTo } from '../../src/inventory/allocated.ts';
import type { MachineNode } from '../../src/inventory/nodes.ts';
import type { LocatedAddress } from '../../src/inventory/operations/fit.ts';
import type { MoveOutcome } from '../../src/inventory/operations/move.ts';
import type { Failed, Settled } from '../../src/inventory/operations/settle.ts';
import { machineUntruths, unhelpful } from './checks.ts';
import type { Writing } from './operations.ts';
import { heldAddress, interfaceNode, machineNode, type Scene, type Session } from './scene.ts';

const wished = { vip: true, label: 'front', reverseDns: 'www.example.com' };

const edit: Writing = {
  name: 'edit',
  post: 'update',
  readBack: { place: 'heldAddress', nth: 1 },
  effect: 'update',
  run: (scene, session) => session.operations.edit(held(scene, session), wished),
  untruths: (scene, session) => {
    const { vip, label, reverseDns } = held(scene, session).address;
    const isShown = vip === wished.vip && label === wished.label && reverseDns === wished.reverseDns;
    return isShown ? [] : [`the row says ${String(vip)}, ${label ?? ''}, ${reverseDns ?? ''}`];
  },
};

const create: Writing = {
  name: 'create',
  post: 'create',
  before: 'addresses',
  // The first look is the one before the write.
  readBack: { place: 'addresses', nth: 2 },
  effect: 'create',
  run: ({ plan, network }, { inventory, operations }) => {
    const { parent } = machineNode(inventory, plan.machine);
    return operations.create(parent, { networkId: network, version: 'ipv4' });
  },
  untruths: poolUntruths,
};

const release: Writing = {
  name: 'release',
  post: 'release',
  readBack: { place: 'spareAddress', nth: 1 },
  effect: 'release',
  run: ({ plan }, { inventory, operations }) => {
    const organization = machineNode(inventory, plan.machine).parent;
    const address = organization.addresses.find(({ id }) => id === plan.spare);
    if (!address) return Promise.reject(new Error('the spare address is not known'));
    return operations.release({ address, organization });
  },
  untruths: poolUntruths,
};

const power: Writing = {
  name: 'power',
  post: 'stop',
  readBack: { place: 'machine', nth: 1 },
  afterwards: 'task',
  effect: 'power',
  isTiedToMachine: true,
  run: ({ plan }, { inventory, operations }) =>
    operations.power(machineNode(inventory, plan.machine), 'stop'),
};

/** Both halves of a move: each may fail on its own. */
const moves: readonly Writing[] = [
  { ...move('move', 'unallocate'), readBack: { place: 'heldAddress', nth: 1 } },
  { ...move('move on', 'allocateRival'), readBack: { place: 'rivalInterface', nth: 1 } },
];

function move(name: 'move' | 'move on', post: 'unallocate' | 'allocateRival'): Omit<Writing, 'readBack'> {
  return {
    name,
    post,
    effect: 'allocate',
    // Away, to the target, and back.
    writesAtMost: 3,
    run: async (scene, session) => {
      const target = interfaceNode(session.inventory, scene.plan.rivalMachine, scene.plan.rivalInterface);
      return settledOf(await session.operations.move(held(scene, session), target));
    },
    untruths: ({ plan, cloud }, { inventory }) =>
      machineUntruths(machineNode(inventory, plan.rivalMachine), cloud),
    judge: judgeMove,
  };
}

/** A move is settled as soon as it is known where the address is. */
function settledOf(outcome: MoveOutcome): Settled<MoveOutcome> {
  if (outcome.kind === 'failed') return outcome;
  if (outcome.kind !== 'unknown') return { kind: 'done', value: outcome, readBack: false };
  const checkAgain = async (): Promise<Settled<MoveOutcome>> => settledOf(await outcome.checkAgain());
  return { kind: 'unknown', error: outcome.error, checkAgain };
}

/** The address is where the outcome says, and nothing has happened twice. */
function judgeMove(
  scene: Scene,
  told: Failed | { readonly kind: 'done'; readonly value: unknown },
): string[] {
  const outcome = told.kind === 'failed' ? told : told.value;
  if (!isOutcome(outcome)) return ['it is no outcome of a move'];
  const { plan, cloud } = scene;
  const { interfaceId, allocationId } = cloud.ipAddresses.find(({ id }) => id === plan.held) ?? {};
  const places: Readonly<Record<string, string | null | undefined>> = {
    moved: plan.rivalInterface,
    failed: plan.networkInterface,
    putBack: plan.networkInterface,
    inPool: null,
    elsewhere: interfaceId,
  };
  const done = scene.effects().map((effect) => `${effect.operation} ${effect.interfaceId ?? ''}`);
  const twice = done.filter((each, index) => done.indexOf(each) !== index);
  return [
    ...(interfaceId === places[outcome.kind]
      ? []
      : [`${outcome.kind}, but it is on ${interfaceId ?? 'none'}`]),
    ...(outcome.kind === 'elsewhere' && allocationId !== outcome.allocation.id
      ? ['it is yet elsewhere']
      : []),
    ...('error' in outcome ? unhelpful(outcome.error, scene) : []),
    ...twice.map((each) => `it has happened twice: ${each}`),
  ];
}

function isOutcome(value: unknown): value is MoveOutcome {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The address that is changed, where it shows. */
function held({ plan }: Scene, { inventory }: Session): LocatedAddress {
  const machine: MachineNode = machineNode(inventory, plan.machine);
  return allocatedTo(machine, heldAddress(inventory, plan));
}

/** The organization knows every address that it has, and no other. */
function poolUntruths({ plan, cloud }: Scene, { inventory }: Session): string[] {
  const { addresses } = machineNode(inventory, plan.machine).parent;
  const believed = addresses.map(({ id }) => id).sort();
  const actual = cloud.ipAddresses
    .filter(({ organizationId }) => organizationId === plan.organization)
    .map(({ id }) => id)
    .sort();
  return believed.join() === actual.join() ? [] : ['the organization’s addresses are not as they are'];
}

export const otherWritings: readonly Writing[] = [edit, create, release, power, ...moves];
