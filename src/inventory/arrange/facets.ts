import type { MachineNode } from '../nodes.ts';
import { byName } from '../order.ts';
import { conditions, type Filter } from './arrangement.ts';
import { conditionOf } from './condition.ts';

/** The fields of a filter that name values. */
export type FacetKind = Exclude<keyof Filter, 'text'>;

/** A value that a filter can name, and how many machines have it. */
export interface Facet {
  readonly value: string;
  readonly name: string;
  readonly count: number;
}

interface Trait {
  readonly id: string;
  readonly name: string;
}

/**
 * The values of the machines as far as they were read, by name; conditions in their own order.
 * @param chosen those that the filter names now: they are there even if no machine has them.
 */
export function facetsOf(
  machines: readonly MachineNode[],
  kind: FacetKind,
  chosen: readonly string[] = [],
): Facet[] {
  const named = kind === 'conditions' ? conditions : chosen;
  const facets = new Map<string, Facet>(named.map((value) => [value, { value, name: value, count: 0 }]));
  for (const machine of machines) {
    for (const { id, name } of traitsOf(machine, kind)) {
      facets.set(id, { value: id, name, count: (facets.get(id)?.count ?? 0) + 1 });
    }
  }
  if (kind === 'conditions') return [...facets.values()];
  return [...facets.values()].sort((one, other) =>
    byName({ ...one, id: one.value }, { ...other, id: other.value }),
  );
}

/** Of how many machines it is not known yet what they have: states and tags come when one is read by itself. */
export function unreadCount(machines: readonly MachineNode[], kind: FacetKind): number {
  if (kind === 'conditions') return machines.filter(({ state }) => state === undefined).length;
  return kind === 'tags' ? machines.filter(({ details }) => !details).length : 0;
}

function traitsOf({ data, details, parent, state }: MachineNode, kind: FacetKind): readonly Trait[] {
  const condition = conditionOf(state);
  switch (kind) {
    case 'conditions':
      return condition ? [{ id: condition, name: condition }] : [];
    case 'organizations':
      return [parent.data];
    case 'dataCenters':
      return data.zone?.dataCenter ? [data.zone.dataCenter] : [];
    case 'tags':
      return [...new Set(details?.tagNames)].map((tag) => ({ id: tag, name: tag }));
  }
}
