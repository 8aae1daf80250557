// A simulated cloud over real HTTP, and an inventory that looks at it.
import { createKatapult } from '../../../src/api/katapult.ts';
import type { RequestRecord } from '../../../src/api/transport.ts';
import { Inventory, type Change } from '../../../src/inventory/inventory.ts';
import type { MachineNode, Node } from '../../../src/inventory/nodes.ts';
import { Operations } from '../../../src/inventory/operations/operations.ts';
import type { Pause } from '../../../src/inventory/operations/settle.ts';
import { serve, type ServeOptions } from '../../../src/simulator/serve.ts';

type Served = Awaited<ReturnType<typeof serve>>;

export interface Cloud extends Served {
  readonly inventory: Inventory;
  readonly operations: Operations;
  /** What was asked since the last look, as `GET /organizations`. */
  asked(): string[];
  /** Names of the nodes that changed since the last look; `everything` for the top. */
  changes(): string[];
}

export interface CloudOptions extends ServeOptions {
  /** How operations wait; they do not, unless told. */
  readonly wait?: Pause;
}

export async function openCloud({ wait, ...options }: CloudOptions): Promise<Cloud> {
  const served = await serve(options);
  const records: RequestRecord[] = [];
  const changed: Change[] = [];
  const api = createKatapult({
    apiUrl: served.url,
    token: served.token,
    userAgent: 'test',
    onRequest: (record) => records.push(record),
  });
  const inventory = new Inventory(api, { account: 'test', now: options.now ?? (() => 1_000) });
  inventory.onDidChange((node) => changed.push(node));
  return {
    ...served,
    inventory,
    operations: new Operations(inventory, wait ?? (() => Promise.resolve())),
    asked: () => records.splice(0).map(({ method, path }) => `${method} ${path}`),
    changes: () => changed.splice(0).map((node) => (node ? nameOf(node) : 'everything')),
  };
}

export function nameOf(node: Node): string {
  return node.kind === 'address' ? node.data.address : node.data.name;
}

/** The first machine that the condition holds for. */
export function machineWith(inventory: Inventory, condition: (machine: MachineNode) => boolean): MachineNode {
  const machine = inventory.machines.find(condition);
  if (!machine) throw new Error('the simulated cloud has no such machine');
  return machine;
}

/** Opens everything, as a person would who clicks on every row. */
export async function openAll(inventory: Inventory): Promise<void> {
  await inventory.open();
  for (const organization of inventory.organizations.items ?? []) await inventory.open(organization);
}
