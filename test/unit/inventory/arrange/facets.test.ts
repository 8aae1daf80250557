import assert from 'node:assert/strict';
import { facetsOf, unreadCount, type FacetKind } from '../../../../src/inventory/arrange/facets.ts';
import { machineOf, other } from './support.ts';

const machines = [
  machineOf('a', { place: 'London', state: 'started', tags: ['web', 'blue'] }),
  machineOf('b', { place: 'London', state: 'migrating', tags: ['web', 'web'] }),
  machineOf('c', { place: 'Berlin', organization: other, state: 'started' }),
  machineOf('d', {}),
];

function text(kind: FacetKind, chosen?: readonly string[]): string {
  return facetsOf(machines, kind, chosen)
    .map(({ name, count }) => `${name} ${count}`)
    .join(', ');
}

describe('The values that a filter can name', () => {
  it('are counted, each machine once for each', () => {
    assert.equal(text('conditions'), 'running 2, stopped 0, failed 0, changing 1');
    assert.equal(text('organizations'), 'Acme 3, Another 1');
    assert.equal(text('dataCenters'), 'Berlin 1, London 2');
    assert.equal(text('tags'), 'blue 1, web 2');
  });

  it('hold what is chosen, even if no machine has it any more', () => {
    assert.equal(text('tags', ['gone', 'web']), 'blue 1, gone 0, web 2');
  });

  it('are not known of machines that were not read', () => {
    const kinds = ['conditions', 'organizations', 'dataCenters', 'tags'] as const;
    assert.deepEqual(
      kinds.map((kind) => unreadCount(machines, kind)),
      [1, 0, 0, 1],
    );
  });
});
