import type { MachineNode } from '../nodes.ts';
import { addressKey, byName } from '../order.ts';
import type { Arrangement, Condition, SortBy } from './arrangement.ts';
import { conditionOf } from './condition.ts';

/** What needs somebody comes first. */
const urgency: readonly (Condition | undefined)[] = ['failed', 'changing', 'running', 'stopped', undefined];

/**
 * Machines in the order of an arrangement, favourites first; what can't be compared comes last, by name.
 * @param areByName they come by name, as those of one organization do: thousands then need not be compared.
 */
export function sortMachines(
  machines: readonly MachineNode[],
  { sortBy, favourites }: Pick<Arrangement, 'sortBy' | 'favourites'>,
  areByName = false,
): MachineNode[] {
  const first = new Set(favourites);
  if (areByName && sortBy === 'name') {
    const isFirst = ({ data }: MachineNode) => first.has(data.id);
    return [...machines.filter(isFirst), ...machines.filter((machine) => !isFirst(machine))];
  }
  const keyOf = keys[sortBy];
  return machines
    .map((machine) => ({ machine, isFirst: first.has(machine.data.id), key: keyOf(machine) }))
    .sort(
      (one, other) =>
        Number(other.isFirst) - Number(one.isFirst) ||
        compare(one.key, other.key) ||
        byName(one.machine.data, other.machine.data),
    )
    .map(({ machine }) => machine);
}

/** What decides where a machine comes in an order, beside its name; undefined for what can't be compared. */
export function sortKey(machine: MachineNode, sortBy: SortBy): SortKey {
  return keys[sortBy](machine);
}

export type SortKey = string | number | undefined;

const keys: Readonly<Record<SortBy, (machine: MachineNode) => SortKey>> = {
  name: () => undefined,
  address: ({ addresses: [first] }) => first && addressKey(first.address),
  state: ({ state }) => urgency.indexOf(conditionOf(state)),
  created: ({ data: { createdAt } }) => createdAt && -createdAt,
};

function compare(one: SortKey, other: SortKey): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  return one < other ? -1 : 1;
}
