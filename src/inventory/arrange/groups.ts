import type { MachineNode } from '../nodes.ts';
import type { GroupBy } from './arrangement.ts';

/** `named`: it has a name. `without`: what has none, as machines without a tag. `unread`: nobody knows yet. */
export type GroupSort = 'named' | 'without' | 'unread';

/** Where a machine stands. A machine stands in one place only: what has several tags stands under all of them. */
export interface Group {
  readonly sort: GroupSort;
  /** The same for the same group. */
  readonly key: string;
  readonly name: string;
}

const without: Group = { sort: 'without', key: '', name: '' };
const unread: Group = { sort: 'unread', key: '', name: '' };

/** The group of a machine. Tags and groups come with its details, which are not read before somebody looks. */
export function groupOf(machine: MachineNode, groupBy: GroupBy): Group {
  const { data, details, parent } = machine;
  switch (groupBy) {
    case 'none':
      return without;
    case 'organization':
      return placeGroup(parent.data);
    case 'dataCenter':
      return placeGroup(data.zone?.dataCenter);
    case 'zone':
      return placeGroup(data.zone);
    case 'group':
      return details ? namedGroup(details.groupName ?? '') : unread;
    case 'tag':
      return details ? namedGroup([...new Set(details.tagNames)].sort().join(', ')) : unread;
  }
}

function placeGroup(place: { id: string; name: string } | undefined): Group {
  return place ? { sort: 'named', key: place.id, name: place.name } : without;
}

function namedGroup(name: string): Group {
  return name ? { sort: 'named', key: name, name } : without;
}
