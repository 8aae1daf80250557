import assert from 'node:assert/strict';
import { plainArrangement, type Filter } from '../../../../src/inventory/arrange/arrangement.ts';
import { decisionOf, isFiltering, sift } from '../../../../src/inventory/arrange/filter.ts';
import { machineOf, namesOf, other } from './support.ts';

const machines = [
  machineOf('web-1', { place: 'London', address: '185.44.252.7', state: 'started', tags: ['production'] }),
  machineOf('web-2', { place: 'Paris', address: '185.44.252.8', state: 'stopped', tags: ['staging', 'db'] }),
  machineOf('db-1', { organization: other, place: 'London', state: 'failed' }),
  machineOf('db-2', { place: 'London' }),
];

function filterOf(fields: Partial<Filter>): Filter {
  return { ...plainArrangement.filter, ...fields };
}

describe('A filter of machines', () => {
  const cases: readonly (readonly [Partial<Filter>, wanted: readonly string[], unread: readonly string[]])[] =
    [
      [{}, ['web-1', 'web-2', 'db-1', 'db-2'], []],
      [{ text: 'WEB' }, ['web-1', 'web-2'], []],
      [{ text: 'host-db-1' }, ['db-1'], []],
      [{ text: '252.8' }, ['web-2'], []],
      [{ text: 'web 252.7' }, ['web-1'], []],
      [{ text: 'db' }, ['web-2', 'db-1', 'db-2'], []],
      [{ conditions: ['running'] }, ['web-1'], ['db-2']],
      [{ conditions: ['stopped', 'failed'] }, ['web-2', 'db-1'], ['db-2']],
      [{ tags: ['production', 'db'] }, ['web-1', 'web-2'], ['db-2']],
      [{ tags: ['production'], text: 'web' }, ['web-1'], []],
      [{ organizations: ['org_b'] }, ['db-1'], []],
      [{ dataCenters: ['dc_London'] }, ['web-1', 'db-1', 'db-2'], []],
      [
        { dataCenters: ['dc_London'], organizations: ['org_a'], conditions: ['running'] },
        ['web-1'],
        ['db-2'],
      ],
      [{ dataCenters: ['dc_Paris'], conditions: ['failed'] }, [], []],
    ];
  for (const [fields, wanted, unread] of cases) {
    it(`lets through what fits ${JSON.stringify(fields)}`, () => {
      const sifted = sift(machines, decisionOf(filterOf(fields)));
      assert.deepEqual([namesOf(sifted.wanted), namesOf(sifted.unread)], [wanted, unread]);
    });
  }

  it('counts any state that Katapult may add as something that goes on', () => {
    const odd = [machineOf('odd', { state: 'levitating' }), machineOf('usual', { state: 'started' })];
    assert.deepEqual(namesOf(sift(odd, decisionOf(filterOf({ conditions: ['changing'] }))).wanted), ['odd']);
  });

  it('says whether it leaves anything out', () => {
    assert.equal(isFiltering(filterOf({ text: ' ' })), false);
    for (const fields of [{ text: 'x' }, { tags: ['x'] }, { organizations: ['x'] }])
      assert.equal(isFiltering(filterOf(fields)), true);
  });
});
