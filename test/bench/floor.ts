// What the extension is held against: a bare script that fetches the same pages, and the way of the existing tools.
import nodeFetch from 'node-fetch';
import pLimit from 'p-limit';
import type { BenchCloud } from './cloud.ts';

interface Item {
  readonly id: string;
}

interface Answer {
  readonly organizations?: readonly Item[];
  readonly virtual_machines?: readonly Item[];
  readonly network_interfaces?: readonly Item[];
  readonly pagination?: { readonly total_pages: number };
}

/** As much side by side as helps: more makes the simulator no faster. */
const atOnce = 12;

/** Asks for nothing but JSON, and does nothing with it. */
async function get({ url, token }: BenchCloud, path: string): Promise<Answer> {
  const answer = await nodeFetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
  return JSON.parse(await answer.text()) as Answer;
}

/** Every page of machines and addresses of every organization, with 200 a page, side by side, and no more. */
export async function fetchBare(cloud: BenchCloud): Promise<void> {
  const { organizations = [] } = await get(cloud, '/organizations');
  const limit = pLimit(atOnce);
  const list = async (path: string) => {
    const page = (number: number) => limit(() => get(cloud, `${path}?page=${number}&per_page=200`));
    const { pagination } = await page(1);
    const others = Array.from({ length: (pagination?.total_pages ?? 1) - 1 }, (_, index) => index + 2);
    await Promise.all(others.map(page));
  };
  await Promise.all(
    organizations.flatMap(({ id }) =>
      ['virtual_machines', 'ip_addresses'].map((kind) => list(`/organizations/${id}/${kind}`)),
    ),
  );
}

/** Page after page of 30, then each machine, its interfaces and each interface. @returns how many requests it took. */
export async function fetchAsToolsDo(cloud: BenchCloud): Promise<number> {
  let requests = 0;
  const ask = (path: string) => (requests++, get(cloud, path));
  const pages = async (path: string, key: 'virtual_machines' | 'network_interfaces') => {
    const items: Item[] = [];
    for (let number = 1; ; number++) {
      const { pagination, ...answer } = await ask(`${path}?page=${number}&per_page=30`);
      items.push(...(answer[key] ?? []));
      if (number >= (pagination?.total_pages ?? 0)) return items;
    }
  };
  const { organizations = [] } = await ask('/organizations');
  for (const organization of organizations) {
    for (const { id } of await pages(
      `/organizations/${organization.id}/virtual_machines`,
      'virtual_machines',
    )) {
      await ask(`/virtual_machines/${id}`);
      const path = `/virtual_machines/${id}/network_interfaces`;
      for (const each of await pages(path, 'network_interfaces')) {
        await ask(`/virtual_machine_network_interfaces/${each.id}`);
      }
    }
  }
  return requests;
}
