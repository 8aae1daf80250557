// Lists in pages: interrupted, changing while they are read, and telling totals that are not so.
import type { Fault } from '../../../src/simulator/faults.ts';
import type { ServeOptions } from '../../../src/simulator/serve.ts';
import type { Scene, Strike } from '../scene.ts';
import { paged, type TableFault } from './fault.ts';

/** Both lists of the first organization take several pages. */
const cloud: ServeOptions = { machines: 66, maxPerPage: 30, machineOrder: 'name' };

function totals(name: string, total: number | null, totalPages: number | null): TableFault {
  return spoiled(name, { kind: 'totals', total, totalPages });
}

function spoiled(name: string, fault: Fault, more: Partial<TableFault> = {}): TableFault {
  return { name, cloud, operations: paged, ...more, strikes: ({ name: at }) => onLists(at, { fault }) };
}

/** Organizations are not in pages. */
function onLists(place: string, strike: Strike): Strike[] {
  return place === 'machines' || place === 'addresses' ? [strike] : [];
}

/** The third request of a list is its first page: the sizes of 200 and 100 are refused before. */
const secondPage = 4;

/** The machine that comes first by name, so that every later page moves up by one. */
function deleteFirst({ served, plan }: Scene): void {
  const { simulator } = served;
  const [first] = simulator
    .snapshot()
    .virtualMachines.filter((each) => each.organizationId === plan.organization && !each.inTrash)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  if (first) simulator.mutate({ action: 'delete-machine', id: first.id });
}

function renameLast({ served, plan }: Scene): void {
  const { simulator } = served;
  const last = simulator
    .snapshot()
    .virtualMachines.filter((each) => each.organizationId === plan.organization && !each.inTrash)
    .sort((one, other) => (one.name < other.name ? 1 : -1))[0];
  if (last) simulator.mutate({ action: 'rename-machine', id: last.id, name: '0-first-of-all' });
}

/** One more request is granted in this minute. */
function exhaustSoon({ served, remedies }: Scene): void {
  const { simulator } = served;
  const used = simulator.tokens()[0]?.used ?? 0;
  simulator.changeToken(served.token, { permitted: used + 1 });
  remedies.push(() => simulator.changeToken(served.token, { permitted: 1_000 }));
}

export const pages: readonly TableFault[] = [
  spoiled('a page repeats an item', { kind: 'repeat-item' }, { nth: secondPage }),
  spoiled('a page loses an item', { kind: 'lose-item' }, { nth: secondPage, onceOnly: true }),
  {
    name: 'a machine is deleted between two pages',
    cloud,
    operations: paged,
    onceOnly: true,
    nth: secondPage,
    strikes: ({ name }) => onLists(name, { world: deleteFirst }),
  },
  {
    name: 'a machine moves between two pages',
    cloud,
    operations: paged,
    onceOnly: true,
    nth: secondPage,
    strikes: ({ name }) => onLists(name, { world: renameLast }),
  },
  totals('totals null', null, null),
  totals('totals too low', 1, 1),
  totals('totals zero', 0, 0),
  totals('totals too high', 10_000, 400),
  totals('totals beyond belief', 1_000_000_000, 1_000_000_000),
  totals('totals negative', -1, -1),
  {
    name: 'the rate limit is reached between two pages',
    cloud,
    operations: paged,
    onceOnly: true,
    everywhere: true,
    nth: secondPage,
    strikes: ({ name }) => onLists(name, { world: exhaustSoon }),
  },
];
