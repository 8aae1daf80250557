// What must hold after a fault, whatever the fault was. Each check gives sentences about what does not.
import { RequestError } from '../../src/api/errors.ts';
import type { Branch } from '../../src/inventory/branch.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import type { MachineNode, Node } from '../../src/inventory/nodes.ts';
import type { RecordedRequest } from '../../src/simulator/records.ts';
import type { Snapshot } from '../../src/simulator/snapshot.ts';
import { childRows } from '../../src/views/children.ts';
import type { Scene } from './scene.ts';
import { actualOf, believedOf, nodesOf, statusOf } from './tree.ts';

/** Nothing spins: no row waits for a write, no branch for a load. */
export function spinning(inventory: Inventory): string[] {
  const nodes = nodesOf(inventory);
  const pending = nodes.filter((node) => node.pending !== undefined);
  const loading = branchesOf(inventory).filter(({ branch }) => branch.loading);
  return [
    ...pending.map(({ id }) => `the row ${id} still waits for a write`),
    ...loading.map(({ name }) => `${name} still loads`),
  ];
}

export interface NamedBranch {
  readonly name: string;
  readonly node: Node | undefined;
  readonly branch: Branch<Node>;
}

export function branchesOf(inventory: Inventory): NamedBranch[] {
  const below = nodesOf(inventory).flatMap((node): NamedBranch[] => {
    if (node.kind === 'organization') return [{ name: node.id, node, branch: node.machines }];
    return node.kind === 'machine' ? [{ name: node.id, node, branch: node.interfaces }] : [];
  });
  return [{ name: 'the top', node: undefined, branch: inventory.organizations }, ...below];
}

/** Where a branch claims to be well, it is as the cloud is. Where it does not, it need not be. */
export function untruths(inventory: Inventory, cloud: Snapshot): string[] {
  const { organizations } = inventory;
  const top = organizations.error === undefined && organizations.items ? topUntruths(inventory, cloud) : [];
  const lists = (organizations.items ?? []).flatMap(({ data, machines, addressesError }) => {
    if (!machines.items || machines.error !== undefined || addressesError !== undefined) return [];
    const listed = cloud.virtualMachines.filter((each) => each.organizationId === data.id && !each.inTrash);
    const ids = machines.items.map((node) => node.data.id);
    return [
      ...differing(
        `machines of ${data.name}`,
        ids,
        listed.map(({ id }) => id),
      ),
      ...machines.items.flatMap((node) => machineUntruths(node, cloud)),
    ];
  });
  return [...top, ...lists];
}

/** The same of one machine. */
export function machineUntruths(node: MachineNode, cloud: Snapshot): string[] {
  const [line, ...held] = believedOf(node);
  const whole = node.interfaces.error === undefined && node.interfaces.items !== undefined;
  const [trueLine, ...trueHeld] = actualOf(cloud, node.data.id, whole);
  if (!line || !trueLine) return [];
  return [
    ...differing(`machine ${node.data.name}`, [line], [trueLine]),
    ...(whole ? differing(`interfaces of ${node.data.name}`, held, trueHeld) : []),
  ];
}

function topUntruths({ organizations }: Inventory, cloud: Snapshot): string[] {
  const believed = (organizations.items ?? []).map(({ data }) => `${data.id} ${data.name}`);
  const actual = cloud.organizations.map(({ id, name }) => `${id} ${name}`);
  return differing('organizations', believed, actual);
}

function differing(what: string, believed: readonly string[], actual: readonly string[]): string[] {
  const [one, other] = [[...believed].sort(), [...actual].sort()];
  if (one.length === other.length && one.every((line, index) => line === other[index])) return [];
  const only = (lines: string[], others: string[]): string =>
    lines.filter((line) => !others.includes(line)).join('; ') || 'the same, but how often';
  return [`${what}: the tree says ${only(one, other)}; true is ${only(other, one)}`];
}

/** An error that a person can act on: of a known kind, with method and path, and what the answer told. */
export function unhelpful(error: unknown, scene: Scene): string[] {
  scene.errors.push(error);
  if (!(error instanceof RequestError)) return [`the error is ${String(error)}, not a RequestError`];
  const { method, path, status, requestId } = error.request;
  const record = scene.served.simulator.requests().find((each) => each.requestId === requestId);
  const words = `${method} ${path}`;
  return [
    ...(error.kind ? [] : [`the error of ${words} has no kind`]),
    ...(method && path.startsWith('/') ? [] : [`the error has no method and path: ${words}`]),
    ...(error.message.startsWith(words)
      ? []
      : [`the error does not begin with its request: ${error.message}`]),
    ...(status !== undefined && record?.status !== status
      ? [`${words}: no answer had status ${status}`]
      : []),
  ];
}

/** A branch that failed says so: with the last good rows and their age, or without any. */
export async function silentFailures(
  inventory: Inventory,
  before: ReadonlyMap<string, number>,
): Promise<string[]> {
  const problems = await Promise.all(
    branchesOf(inventory)
      .filter(({ branch }) => branch.error !== undefined)
      .map(async ({ name, node, branch }) => {
        const rows = await childRows(inventory, node);
        const [row] = statusOf(rows, branch.items ? 'stale' : 'failed');
        const since = before.get(name);
        if (!row) return [`${name} has failed, and no row says so`];
        if (since === undefined) return [];
        if (!branch.items) return [`${name} has lost its last good rows`];
        return row.since === since
          ? []
          : [`${name} is marked with the age ${row.since ?? '?'}, not ${since}`];
      }),
  );
  return problems.flat();
}

/** When each branch that is well was read. */
export function agesOf(inventory: Inventory): Map<string, number> {
  return new Map(
    branchesOf(inventory).flatMap(({ name, branch }) =>
      branch.loadedAt === undefined || branch.error !== undefined ? [] : [[name, branch.loadedAt]],
    ),
  );
}

/** The log has every request, with what is known of it, and nothing that was not. */
export function logGaps({ log, served }: Scene): string[] {
  const records = new Map(served.simulator.requests().map((each) => [each.requestId, each]));
  const gaps = log.flatMap(({ method, path, status, requestId, durationMs, failure }) => {
    const words = `the log of ${method} ${path}`;
    const record = requestId === undefined ? undefined : records.get(requestId);
    return [
      ...(method && path.startsWith('/') && durationMs >= 0 ? [] : [`${words} lacks what is always known`]),
      ...(failure === undefined && (status === undefined || !record) ? [`${words} lacks status or id`] : []),
      ...(record && !matches(record, method, path, status) ? [`${words} is not what was sent`] : []),
    ];
  });
  const answered = [...records.values()].filter(isAnswered);
  // The end of a session cuts off what is under way.
  const cutOff = log.some(({ failure }) => failure === 'cancelled');
  const known = new Set(log.map(({ requestId }) => requestId));
  return [
    ...gaps,
    ...answered
      .filter(({ requestId }) => !cutOff && !known.has(requestId))
      .map(({ url }) => `${url} is not in the log`),
  ];
}

function matches(
  { method, url, status }: RecordedRequest,
  ...told: (string | number | undefined)[]
): boolean {
  return method === told[0] && url === `/core/v1${told[1] ?? ''}` && status === told[2];
}

/** Requests whose headers came back for certain. */
function isAnswered({ status, fault }: RecordedRequest): boolean {
  const lost = ['reset', 'hang', 'delay', 'reset-mid-body', 'slow-body', 'endless-body'];
  return status > 0 && !lost.includes(fault ?? '');
}
