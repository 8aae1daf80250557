// Cold load: against the floor, against the existing tools, and how many requests it takes.
import { openClient, loadAll, type BenchCloud } from './cloud.ts';
import { fetchAsToolsDo, fetchBare } from './floor.ts';
import { rowOf, type BenchRow } from './row.ts';
import { ratios, timed } from './statistics.ts';

/** The time until everything is held, divided by that of a bare script, at several distances. */
export async function coldLoad(
  cloud: BenchCloud,
  latencies: readonly number[],
  pairs: number,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const latency of latencies) {
    await cloud.setLatency(latency);
    const { ratio, one, other } = await ratios(
      pairs,
      () => loadAll(openClient(cloud).inventory),
      () => fetchBare(cloud),
    );
    const note = `${Math.round(one.median)} ms; bare ${Math.round(other.median)} ms`;
    const size = `${sizeOf(cloud)}, ${latency} ms`;
    // Of a few milliseconds, a quarter is nothing that anybody could feel.
    const target = cloud.machines >= 1_000 ? { target: 1.25 } : {};
    rows.push(rowOf(ratio, { what: 'cold load ÷ bare script', size, unit: '×', note, ...target }));
  }
  await cloud.setLatency(0);
  return rows;
}

/** Requests for the whole picture: one for the organizations, and the pages of 200 of each. */
export async function requestCount(cloud: BenchCloud): Promise<BenchRow> {
  const client = openClient(cloud);
  const { inventory } = client;
  await loadAll(inventory);
  const organizations = inventory.organizations.items ?? [];
  const pages = (items: number) => Math.max(1, Math.ceil(items / 200));
  const expected = organizations.reduce(
    (sum, { machines, addresses }) => sum + pages(machines.items?.length ?? 0) + pages(addresses.length),
    1,
  );
  const addresses = organizations.reduce((sum, each) => sum + each.addresses.length, 0);
  return {
    what: 'requests for the whole picture',
    size: sizeOf(cloud),
    measured: client.requests(),
    unit: '',
    target: expected,
    note: `${addresses.toLocaleString('en')} addresses in ${organizations.length} organizations`,
  };
}

/** The same against one request after the other. It is done once: it takes minutes where there is distance. */
export async function againstTools(cloud: BenchCloud, latency: number): Promise<BenchRow[]> {
  await cloud.setLatency(latency);
  const client = openClient(cloud);
  const ours = await timed(() => loadAll(client.inventory));
  const count = client.requests();
  let toolsCount = 0;
  const tools = await timed(async () => (toolsCount = await fetchAsToolsDo(cloud)));
  await cloud.setLatency(0);
  const rest = { size: `${sizeOf(cloud)}, ${latency} ms`, unit: '×', target: 20, atLeast: true };
  return [
    {
      ...rest,
      what: 'fewer requests than tools',
      measured: toolsCount / count,
      note: `${toolsCount} : ${count}`,
    },
    {
      ...rest,
      what: 'faster than tools',
      measured: tools / ours,
      note: `${Math.round(tools)} ms : ${Math.round(ours)} ms`,
    },
  ];
}

export function sizeOf({ machines }: Pick<BenchCloud, 'machines'>): string {
  return `${machines.toLocaleString('en')} machines`;
}
