// A simulated Katapult in a process of its own, and clients that count what they ask of it.
import { createKatapult } from '../../src/api/katapult.ts';
import { httpFetch, type Fetch } from '../../src/api/fetch.ts';
import { Inventory } from '../../src/inventory/inventory.ts';
import { Operations } from '../../src/inventory/operations/operations.ts';
import { startSimulator } from '../support/katapult.ts';

export interface BenchCloud {
  readonly url: string;
  readonly token: string;
  readonly machines: number;
  /** Milliseconds before every answer. */
  setLatency(milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startCloud(machines: number, permitted = 1_000_000): Promise<BenchCloud> {
  const simulator = await startSimulator({ vms: machines, permitted });
  return {
    ...simulator,
    machines,
    setLatency: async (milliseconds) => {
      const body = JSON.stringify({ milliseconds });
      const answer = await fetch(new URL('/__simulator__/latency', simulator.url), { method: 'POST', body });
      if (!answer.ok) throw new Error(`The simulator takes no latency: ${answer.status}`);
    },
  };
}

/** A window's inventory of a cloud, and what it has asked. */
export interface Client {
  readonly inventory: Inventory;
  readonly operations: Operations;
  /** Requests since the last look. */
  requests(): number;
  /** Bytes of the answers since the last look. */
  bytes(): number;
  /** How often the rate limit has refused one. */
  refused(): number;
}

export function openClient({ url, token }: Pick<BenchCloud, 'url' | 'token'>): Client {
  let requests = 0;
  let bytes = 0;
  let refused = 0;
  const counting: Fetch = async (address, request) => {
    requests++;
    const answer = await httpFetch(address, request);
    if (answer.status === 429) refused++;
    return {
      status: answer.status,
      headers: answer.headers,
      text: async () => {
        const text = await answer.text();
        bytes += text.length;
        return text;
      },
    };
  };
  const api = createKatapult({ apiUrl: url, token, userAgent: 'bench', fetch: counting });
  const inventory = new Inventory(api, { account: 'bench' });
  const taken = (value: number, reset: () => void) => (reset(), value);
  return {
    inventory,
    operations: new Operations(inventory),
    requests: () => taken(requests, () => (requests = 0)),
    bytes: () => taken(bytes, () => (bytes = 0)),
    refused: () => refused,
  };
}

/** Loads organizations, machines and addresses, as the side bar does. */
export async function loadAll(inventory: Inventory): Promise<void> {
  await inventory.open();
  await Promise.all(
    (inventory.organizations.items ?? []).map((organization) => inventory.open(organization)),
  );
  for (const { machines, addressesError } of inventory.organizations.items ?? []) {
    if (machines.error ?? addressesError) throw new Error('The cloud could not be loaded.');
  }
}
