import assert from 'node:assert/strict';
import { sortMachines } from '../../../../src/inventory/arrange/sort.ts';
import { machineOf, namesOf } from './support.ts';

const machines = [
  machineOf('m-10', { address: '9.0.0.1', createdAt: 30, state: 'started' }),
  machineOf('m-2', { address: '10.0.0.1', createdAt: 10, state: 'stopped' }),
  machineOf('m-1', { createdAt: 20, state: 'migrating' }),
  machineOf('m-4', { address: '2a03::1' }),
  machineOf('m-3', { address: '10.0.0.2', createdAt: 20, state: 'orphaned' }),
];

describe('The order of machines', () => {
  const expected = {
    name: ['m-1', 'm-2', 'm-3', 'm-4', 'm-10'],
    address: ['m-10', 'm-2', 'm-3', 'm-4', 'm-1'],
    state: ['m-3', 'm-1', 'm-10', 'm-2', 'm-4'],
    created: ['m-10', 'm-1', 'm-3', 'm-2', 'm-4'],
  } as const;
  for (const sortBy of ['name', 'address', 'state', 'created'] as const) {
    it(`by ${sortBy}`, () => {
      assert.deepEqual(namesOf(sortMachines(machines, { sortBy, favourites: [] })), expected[sortBy]);
    });
  }

  it('has favourites on top, in the same order', () => {
    const sorted = sortMachines(machines, { sortBy: 'address', favourites: ['vm_m-1', 'vm_m-4', 'vm_gone'] });
    assert.deepEqual(namesOf(sorted), ['m-4', 'm-1', 'm-10', 'm-2', 'm-3']);
  });

  it('takes those that come by name as they come, favourites first', () => {
    const given = [...machines].reverse();
    const favourites = ['vm_m-1'];
    const sorted = sortMachines(given, { sortBy: 'name', favourites }, true);
    const others = given.filter(({ data }) => data.id !== 'vm_m-1');
    assert.deepEqual(namesOf(sorted), ['m-1', ...namesOf(others)]);
    const byAddress = { sortBy: 'address', favourites } as const;
    assert.deepEqual(namesOf(sortMachines(given, byAddress, true)), namesOf(sortMachines(given, byAddress)));
  });

  it('leaves the list that it was given as it is', () => {
    const before = namesOf(machines);
    sortMachines(machines, { sortBy: 'name', favourites: [] });
    assert.deepEqual(namesOf(machines), before);
  });
});
