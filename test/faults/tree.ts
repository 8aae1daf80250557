// The tree as text, as a window believes it to be and as the cloud is: equal lines, equal truth.
import type { Inventory } from '../../src/inventory/inventory.ts';
import type { MachineNode, Node, OrganizationNode } from '../../src/inventory/nodes.ts';
import type { Snapshot } from '../../src/simulator/snapshot.ts';
import { childRows } from '../../src/views/children.ts';
import type { Row, StatusRow } from '../../src/views/rows.ts';

/** Opens every row that can be opened, as a person would who clicks on each. Failures become rows. */
export async function openRows(inventory: Inventory, depth = 3): Promise<Row[]> {
  return below(inventory, undefined, depth);
}

async function below(inventory: Inventory, row: Node | undefined, depth: number): Promise<Row[]> {
  const rows = await childRows(inventory, row);
  if (depth === 0) return [...rows];
  const nodes = rows.filter((each) => each.kind !== 'status' && each.kind !== 'group');
  const deeper = await Promise.all(nodes.map((node) => below(inventory, node, depth - 1)));
  return [...rows, ...deeper.flat()];
}

/** Every node that is there, without opening any. */
export function nodesOf({ organizations }: Inventory): Node[] {
  return (organizations.items ?? []).flatMap((organization) => [
    organization,
    ...(organization.machines.items ?? []).flatMap((machine) => [
      machine,
      ...(machine.interfaces.items ?? []).flatMap((node) =>
        node.kind === 'interface' ? [node, ...node.addresses] : [node],
      ),
    ]),
  ]);
}

/** The words on how things stand among rows. */
export function statusOf(rows: readonly Row[], ...kinds: readonly StatusRow['what'][]): StatusRow[] {
  return rows.filter((row) => row.kind === 'status').filter(({ what }) => kinds.includes(what));
}

/** What a window believes of an organization: a line for each machine, and one for each interface that it knows. */
export function believed({ data, machines }: OrganizationNode): string[] {
  const lines = (machines.items ?? []).flatMap((machine) => believedOf(machine));
  return [`${data.id} ${data.name}`, ...lines.sort()];
}

export function believedOf({ data, addresses, interfaces, networkInterfaces }: MachineNode): string[] {
  const line = `${data.id} ${data.name} ${words(addresses.map(({ address }) => address))}`;
  if (interfaces.items === undefined) return [line];
  const held = networkInterfaces.map(
    (node) => `${data.id} ${node.data.id} ${words(node.addresses.map((each) => each.data.address))}`,
  );
  return [line, ...held];
}

/** The same of the cloud. `opened` are the ids of the machines whose interfaces are known. */
export function actual(cloud: Snapshot, organizationId: string, opened: ReadonlySet<string>): string[] {
  const organization = cloud.organizations.find(({ id }) => id === organizationId);
  const machines = cloud.virtualMachines.filter(
    (machine) => machine.organizationId === organizationId && !machine.inTrash,
  );
  const lines = machines.flatMap(({ id }) => actualOf(cloud, id, opened.has(id)));
  return [`${organizationId} ${organization?.name ?? 'is not there'}`, ...lines.sort()];
}

export function actualOf(cloud: Snapshot, machineId: string, isOpened: boolean): string[] {
  const machine = cloud.virtualMachines.find(({ id }) => id === machineId);
  const own = cloud.ipAddresses.filter(({ allocationId }) => allocationId === machineId);
  const line = `${machineId} ${machine?.name ?? 'is not there'} ${words(own.map(({ address }) => address))}`;
  if (!isOpened) return [line];
  const held = cloud.networkInterfaces
    .filter(({ virtualMachineId }) => virtualMachineId === machineId)
    .map(({ id }) => {
      const addresses = own.filter(({ interfaceId }) => interfaceId === id);
      return `${machineId} ${id} ${words(addresses.map(({ address }) => address))}`;
    });
  return [line, ...held];
}

/** Ids of machines whose interfaces a window knows. */
export function openedIn({ machines }: Inventory): Set<string> {
  return new Set(
    machines.filter(({ interfaces }) => interfaces.items !== undefined).map(({ data }) => data.id),
  );
}

function words(addresses: readonly string[]): string {
  return `[${[...addresses].sort().join(' ')}]`;
}
