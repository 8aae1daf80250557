// A simulated cloud with something to write about.
import assert from 'node:assert/strict';
import type { InterfaceNode, MachineNode } from '../../../src/inventory/nodes.ts';
import type { IpAddress } from '../../../src/inventory/types.ts';
import { openAll, openCloud, type Cloud, type CloudOptions } from './cloud.ts';

export interface Scene {
  readonly cloud: Cloud;
  readonly machine: MachineNode;
  readonly target: InterfaceNode;
  /** An unallocated address that fits the interface. */
  readonly spare: IpAddress;
}

/** A cloud with a machine opened, one of its interfaces, and an address that could go there. */
export async function scene(options: Partial<CloudOptions> = {}): Promise<Scene> {
  const cloud = await openCloud({ seed: 3, machines: 12, ...options });
  await openAll(cloud.inventory);
  for (const machine of cloud.inventory.machines) {
    await cloud.inventory.open(machine);
    for (const target of machine.networkInterfaces) {
      const [spare] = await cloud.inventory.availableAddresses([target]);
      if (!spare || !target.data.network || target.addresses.length === 0) continue;
      cloud.asked();
      cloud.changes();
      return { cloud, machine, target, spare };
    }
  }
  throw new Error('the simulated cloud has no interface with a spare address');
}

export function truthOf({ cloud, spare }: Scene) {
  const address = cloud.simulator.snapshot().ipAddresses.find(({ id }) => id === spare.id);
  if (!address) throw new Error('the address has gone');
  return address;
}

export function addressesOf(target: InterfaceNode): string[] {
  return target.addresses.map(({ data }) => data.address);
}

/** Has the addresses of the organization read, by an answer from before a write that comes after it. */
export async function readMeanwhile({ cloud, machine }: Scene, write: () => Promise<unknown>): Promise<void> {
  const { simulator, inventory } = cloud;
  const handle = simulator.handle.bind(simulator);
  let answered = false;
  let release: () => void = () => undefined;
  const written = new Promise<void>((resolve) => (release = resolve));
  simulator.handle = async (request) => {
    const answer = await handle(request);
    if (!/\/organizations\/[^/]+\/ip_addresses/.test(request.url)) return answer;
    simulator.handle = handle;
    answered = true;
    await written;
    return answer;
  };
  const reading = inventory.refresh(machine.parent);
  await until(() => answered);
  await write();
  release();
  await reading;
}

/** Lets background reading (the reverse DNS as it has become) come to its end. */
export async function until(condition: () => boolean): Promise<void> {
  // As many as a busy machine needs for some requests.
  for (let turn = 0; turn < 100_000 && !condition(); turn++)
    await new Promise((resolve) => setImmediate(resolve));
  assert.ok(condition());
}
