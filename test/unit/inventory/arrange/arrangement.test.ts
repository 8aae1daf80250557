import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseArrangement,
  plainArrangement,
  toggleFavourite,
  type Arrangement,
} from '../../../../src/inventory/arrange/arrangement.ts';

const chosen: Arrangement = {
  groupBy: 'tag',
  sortBy: 'created',
  favourites: ['vm_a', 'vm_b'],
  filter: {
    text: 'web',
    conditions: ['running', 'failed'],
    organizations: ['org_a'],
    dataCenters: ['dc_a'],
    tags: ['production'],
  },
};

describe('A stored arrangement', () => {
  it('comes back as it was', () => {
    const stored: unknown = JSON.parse(JSON.stringify(chosen));
    assert.deepEqual(parseArrangement(stored), chosen);
  });

  it('is plain when nothing was stored', () => {
    const none = { text: '', conditions: [], organizations: [], dataCenters: [], tags: [] };
    const plain = { groupBy: 'organization', sortBy: 'name', favourites: [], filter: none };
    assert.deepEqual(plainArrangement, plain);
    for (const stored of [undefined, null, 7, 'x', [], {}]) assert.deepEqual(parseArrangement(stored), plain);
  });

  it('loses only what this version can’t read', () => {
    const stored = {
      ...chosen,
      groupBy: 'planet',
      favourites: ['vm_a', 7, 'vm_b', 'vm_a'],
      filter: { ...chosen.filter, text: 7, conditions: ['running', 'dreaming', 'failed'], new: true },
    };
    const filter = { ...chosen.filter, text: '' };
    assert.deepEqual(parseArrangement(stored), { ...chosen, groupBy: 'organization', filter });
    assert.deepEqual(parseArrangement({ ...chosen, filter: 'x' }).filter, plainArrangement.filter);
  });

  it('never fails, and is read the same again', () => {
    const fields = { groupBy: fc.jsonValue(), sortBy: fc.jsonValue(), favourites: fc.jsonValue() };
    const any = fc.oneof(fc.jsonValue(), fc.record({ ...fields, filter: fc.jsonValue() }));
    fc.assert(
      fc.property(any, (stored) => {
        const once = parseArrangement(stored);
        assert.deepEqual(parseArrangement(once), once);
      }),
    );
  });

  it('takes a favourite in and out', () => {
    const without = toggleFavourite(chosen, 'vm_a');
    assert.deepEqual(without.favourites, ['vm_b']);
    assert.deepEqual(toggleFavourite(without, 'vm_a').favourites, ['vm_b', 'vm_a']);
  });
});
