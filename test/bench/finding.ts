// Find: how long each keystroke takes.
import { FindIndex } from '../../src/inventory/find/findIndex.ts';
import { loadAll, openClient, type BenchCloud } from './cloud.ts';
import { sizeOf } from './loading.ts';
import type { BenchRow } from './row.ts';
import { quantile, timed } from './statistics.ts';

/** What people look for, typed letter by letter. */
const queries = [
  '203.0.113.1',
  '2a03:2800',
  '203.0.113.0/28',
  'web 12',
  'db-primary',
  'rdns.katapult',
  'zzz none',
  'a',
];

/** The time of a keystroke that 95 of 100 stay below, and of the index that is made before. */
export async function finding(cloud: BenchCloud, rounds: number): Promise<BenchRow[]> {
  const { inventory } = openClient(cloud);
  await loadAll(inventory);
  const index = new FindIndex(() => [inventory]);
  const building = await timed(() => index.update());
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const query of queries) {
      for (let length = 1; length <= query.length; length++) {
        const started = performance.now();
        index.search(query.slice(0, length));
        if (round > 0) times.push(performance.now() - started);
      }
    }
  }
  const sorted = times.sort((a, b) => a - b);
  const note = `median ${quantile(sorted, 0.5).toFixed(1)} ms, of ${sorted.length} keystrokes`;
  const size = sizeOf(cloud);
  return [
    { what: 'find, keystroke (p95)', size, measured: quantile(sorted, 0.95), unit: 'ms', target: 8, note },
    { what: 'find, index made', size, measured: building, unit: 'ms' },
  ];
}
