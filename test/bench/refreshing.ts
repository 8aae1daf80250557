// Refreshing: what is announced, and how long the event loop stands still.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { collectGarbage } from './garbage.ts';
import { loadAll, openClient, type BenchCloud } from './cloud.ts';
import { sizeOf } from './loading.ts';
import { rowOf, type BenchRow } from './row.ts';
import { spreadOf } from './statistics.ts';

/** Events and the longest pause of a refresh that brings nothing new. */
export async function refreshUnchanged(cloud: BenchCloud): Promise<BenchRow[]> {
  const { inventory } = openClient(cloud);
  await loadAll(inventory);
  // Twice: what is compiled on the way belongs to the first.
  await inventory.refresh();
  let events = 0;
  inventory.onDidChange(() => events++);
  collectGarbage();
  const pauses: number[] = [];
  for (let time = 0; time < 5; time++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await inventory.refresh();
    delay.disable();
    pauses.push(delay.max / 1e6);
  }
  const size = sizeOf(cloud);
  return [
    { what: 'events of refreshes without news', size, measured: events, unit: '', target: 0 },
    rowOf(spreadOf(pauses), { what: 'longest pause of such a refresh', size, unit: 'ms', target: 50 }),
  ];
}

/** Events of a refresh after one machine has changed. */
export async function refreshOne(cloud: BenchCloud): Promise<BenchRow> {
  const client = openClient(cloud);
  const { inventory } = client;
  await loadAll(inventory);
  const other = openClient(cloud);
  await loadAll(other.inventory);
  const machine = other.inventory.machines.find(({ addresses }) => addresses.length > 0);
  const address = machine?.addresses[0];
  if (!machine || !address) throw new Error('No machine has an address.');
  await other.inventory.open(machine);
  await other.operations.unallocate({ address, organization: machine.parent, machine });
  const changed: string[] = [];
  inventory.onDidChange((node) => changed.push(node?.id ?? 'everything'));
  await inventory.refresh();
  const [target] = machine.networkInterfaces;
  if (target) await other.operations.allocate(target, address);
  const only = changed.every((id) => id.endsWith(machine.data.id));
  return {
    what: 'rows of a refresh with one changed',
    size: sizeOf(cloud),
    measured: only ? changed.length : Infinity,
    unit: '',
    target: 1,
    note: only ? 'that machine' : changed.join(', '),
  };
}
