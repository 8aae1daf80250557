/** Changes that somebody else makes to the cloud while a client looks on. */
import { allocate, unallocate } from './cloud/allocation.ts';
import { putInTrash } from './cloud/machines.ts';
import type { IpAddress, NetworkInterface, Organization, VirtualMachine } from './cloud/model.ts';
import { exhaust } from './cloud/subnets.ts';
import { addressOperation } from './operations.ts';
import type { World } from './world.ts';

export type Mutation =
  /** Its addresses stay with it, but not the reverse DNS that they had from it. */
  | { action: 'trash-machine'; id: string }
  /** Its addresses keep the reverse DNS that they had in the trash: nobody has recorded what becomes of it. */
  | { action: 'restore-machine'; id: string }
  /** For good: its interfaces go, its addresses are unallocated. */
  | { action: 'delete-machine'; id: string }
  | { action: 'rename-machine'; id: string; name: string }
  /** The interface is gone, its addresses are unallocated. */
  | { action: 'detach-interface'; id: string }
  /** To the interface given, away from wherever it was. */
  | { action: 'allocate-address'; id: string; interfaceId: string }
  | { action: 'unallocate-address'; id: string }
  | { action: 'suspend-organization'; id: string; suspended: boolean }
  | { action: 'activate-organization'; id: string; activated: boolean }
  /** No address is left in any of the network's subnets. */
  | { action: 'exhaust-network'; id: string }
  | { action: 'maintenance'; active: boolean };

const TWO_DAYS = 172_800;

/** Carries out a change. @throws Error when the object does not exist */
export function mutate(world: World, mutation: Mutation, now: number): void {
  switch (mutation.action) {
    case 'trash-machine':
      trash(world, machine(world, mutation.id), now);
      return;
    case 'restore-machine':
      machine(world, mutation.id).trash = null;
      return;
    case 'delete-machine':
      deleteMachine(world, machine(world, mutation.id), now);
      return;
    case 'rename-machine':
      machine(world, mutation.id).name = mutation.name;
      return;
    case 'detach-interface':
      detach(world, found(world.cloud.interfaces.get(mutation.id), mutation.id), now);
      return;
    case 'allocate-address':
      move(world, mutation.id, mutation.interfaceId, now);
      return;
    case 'unallocate-address':
      free(world, found(world.cloud.addresses.get(mutation.id), mutation.id), now);
      return;
    case 'suspend-organization':
      organization(world, mutation.id).suspended = mutation.suspended;
      return;
    case 'activate-organization':
      organization(world, mutation.id).activatedAt = mutation.activated ? Math.floor(now / 1000) : null;
      return;
    case 'exhaust-network':
      exhaustNetwork(world, mutation.id);
      return;
    case 'maintenance':
      world.maintenance = mutation.active;
      return;
  }
}

function trash({ random, operations }: World, gone: VirtualMachine, now: number): void {
  putInTrash(gone, { id: random.id('trsh'), keepUntil: Math.floor(now / 1000) + TWO_DAYS });
  for (const address of gone.interfaces.flatMap(({ addresses }) => addresses))
    operations.add(addressOperation('update', address, now, null));
}

function deleteMachine(world: World, gone: VirtualMachine, now: number): void {
  for (const each of [...gone.interfaces]) detach(world, each, now);
  world.cloud.machines.delete(gone.id);
  gone.organization.machines = gone.organization.machines.filter((each) => each !== gone);
}

function detach(world: World, gone: NetworkInterface, now: number): void {
  for (const address of [...gone.addresses]) free(world, address, now);
  gone.machine.interfaces = gone.machine.interfaces.filter((each) => each !== gone);
  world.cloud.interfaces.delete(gone.id);
}

function move(world: World, addressId: string, interfaceId: string, now: number): void {
  const address = found(world.cloud.addresses.get(addressId), addressId);
  const target = found(world.cloud.interfaces.get(interfaceId), interfaceId);
  free(world, address, now);
  allocate(address, target);
  world.operations.add(addressOperation('allocate', address, now, null));
}

function free(world: World, address: IpAddress, now: number): void {
  if (address.allocation === null) return;
  world.operations.add(addressOperation('unallocate', address, now, null));
  unallocate(address);
}

function exhaustNetwork({ cloud }: World, id: string): void {
  const all = [...cloud.networks, ...cloud.organizations.flatMap(({ virtualNetworks }) => virtualNetworks)];
  const network = found(
    all.find((each) => each.id === id),
    id,
  );
  network.subnets.forEach(exhaust);
}

function machine({ cloud }: World, id: string): VirtualMachine {
  return found(cloud.machines.get(id), id);
}

function organization({ cloud }: World, id: string): Organization {
  return found(
    cloud.organizations.find((each) => each.id === id),
    id,
  );
}

function found<T>(object: T | undefined, id: string): T {
  if (object === undefined) throw new Error(`there is nothing with the id ${id}`);
  return object;
}
