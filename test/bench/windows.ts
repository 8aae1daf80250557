// Several windows with one token.
import { loadAll, openClient, startCloud } from './cloud.ts';
import { sizeOf } from './loading.ts';
import type { BenchRow } from './row.ts';

/** Windows that open at once on a cloud with the usual rate limit: how often they are refused. */
export async function manyWindows(count: number, machines: number): Promise<BenchRow> {
  const cloud = await startCloud(machines, 1_000);
  try {
    const clients = Array.from({ length: count }, () => openClient(cloud));
    await Promise.all(clients.map(({ inventory }) => loadAll(inventory)));
    await Promise.all(clients.map(({ inventory }) => inventory.refresh()));
    const requests = clients.reduce((sum, client) => sum + client.requests(), 0);
    const refused = clients.reduce((sum, client) => sum + client.refused(), 0);
    return {
      what: `429s of ${count} windows, loaded and refreshed`,
      size: sizeOf(cloud),
      measured: refused,
      unit: '',
      target: 0,
      note: `${requests} requests of 1,000 a minute`,
    };
  } finally {
    await cloud.stop();
  }
}
