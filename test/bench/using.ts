// What follows the load: opening a machine, refreshing, changing, and the memory that it all takes.
import type { MachineNode } from '../../src/inventory/nodes.ts';
import { collectGarbage } from './garbage.ts';
import { loadAll, openClient, type BenchCloud, type Client } from './cloud.ts';
import { sizeOf } from './loading.ts';
import { rowOf, type BenchRow } from './row.ts';
import { spreadOf, timed } from './statistics.ts';

const latency = 100;

/** Requests to open a machine, and the time they take over one round trip of the same distance. */
export async function opening(cloud: BenchCloud, machines: number): Promise<BenchRow[]> {
  const client = openClient(cloud);
  await loadAll(client.inventory);
  await cloud.setLatency(latency);
  client.requests();
  const counts: number[] = [];
  const times: number[] = [];
  for (const machine of client.inventory.machines.slice(0, machines)) {
    const trip = await roundTrip(client);
    client.requests();
    times.push((await timed(() => client.inventory.open(machine))) / trip);
    counts.push(client.requests());
  }
  await cloud.setLatency(0);
  const size = `${sizeOf(cloud)}, ${latency} ms`;
  return [
    { what: 'requests to open a machine', size, measured: Math.max(...counts), unit: '', target: 2 },
    rowOf(spreadOf(times.slice(1)), { what: 'opening a machine ÷ round trip', size, unit: '×', target: 1.2 }),
  ];
}

/** The time from the order to the change on screen over one round trip, for unallocating and allocating again. */
export async function changing(cloud: BenchCloud, times: number): Promise<BenchRow[]> {
  const client = openClient(cloud);
  const { inventory, operations } = client;
  await loadAll(inventory);
  const machine = await machineToChange(client);
  await cloud.setLatency(latency);
  const unallocating: number[] = [];
  const allocating: number[] = [];
  for (let time = 0; time <= times; time++) {
    const [target] = machine.networkInterfaces;
    const address = target?.addresses[0]?.data;
    if (!target || !address) throw new Error('The machine has lost its address.');
    const trip = await roundTrip(client);
    const change = { address, organization: machine.parent, machine };
    unallocating.push((await untilGone(client, machine, () => operations.unallocate(change))) / trip);
    allocating.push((await untilGone(client, machine, () => operations.allocate(target, address))) / trip);
  }
  await cloud.setLatency(0);
  const size = `${sizeOf(cloud)}, ${latency} ms`;
  const row = (what: string, values: number[]) =>
    rowOf(spreadOf(values.slice(1)), { what, size, unit: '×', target: 1.3 });
  return [row('unallocate ÷ round trip', unallocating), row('allocate ÷ round trip', allocating)];
}

/** Bytes of memory that stay, over the bytes of the answers that were parsed. */
export async function memory(cloud: BenchCloud): Promise<BenchRow> {
  await loadAll(openClient(cloud).inventory);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const client = openClient(cloud);
  await loadAll(client.inventory);
  collectGarbage();
  const held = process.memoryUsage().heapUsed - before;
  const bytes = client.bytes();
  const note = `${megabytes(held)} of ${megabytes(bytes)}, ${client.inventory.machines.length} machines`;
  return {
    what: 'memory ÷ bytes of the answers',
    size: sizeOf(cloud),
    measured: held / bytes,
    unit: '×',
    // Of a few machines it is all the rest that takes room.
    ...(cloud.machines >= 1_000 && { target: 2 }),
    note,
  };
}

async function machineToChange({ inventory }: Client): Promise<MachineNode> {
  for (const machine of inventory.machines.filter(({ addresses }) => addresses.length > 0)) {
    await inventory.open(machine);
    const [first] = machine.networkInterfaces;
    if (first && first.addresses.length > 0 && !first.addresses[0]?.data.vip) return machine;
  }
  throw new Error('No machine has an address.');
}

/** From the order until the machine's row is announced as changed with its addresses different. */
async function untilGone(
  { inventory }: Client,
  machine: MachineNode,
  run: () => Promise<unknown>,
): Promise<number> {
  const before = machine.addresses.length;
  const started = performance.now();
  let shown = NaN;
  const subscription = inventory.onDidChange(() => {
    if (Number.isNaN(shown) && machine.addresses.length !== before) shown = performance.now() - started;
  });
  await run();
  subscription.dispose();
  return shown;
}

/** One small request and its answer. In milliseconds. */
function roundTrip({ inventory }: Client): Promise<number> {
  return timed(() => inventory.api.organizations.currentUser());
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
