import assert from 'node:assert/strict';
import { groupings, type GroupBy } from '../../../../src/inventory/arrange/arrangement.ts';
import { Grouping, type GroupNode } from '../../../../src/inventory/arrange/grouping.ts';
import { acme, machineOf, namesOf, other } from './support.ts';

const machines = [
  machineOf('a', { place: 'London', tags: ['web', 'production'], group: 'Blue' }),
  machineOf('b', { place: 'Paris', tags: ['production', 'web'] }),
  machineOf('c', { organization: other, place: 'London', group: 'Blue' }),
  machineOf('d', { tags: ['web'], group: 'Green' }),
  machineOf('e', { place: 'London' }),
];

function text(groups: readonly GroupNode[]): string[] {
  return groups.map(({ sort, name, machines: own }) => `${name || sort}: ${namesOf(own).join(' ')}`);
}

describe('Groups of machines', () => {
  const expected: Readonly<Record<GroupBy, readonly string[]>> = {
    none: [],
    organization: ['Acme: a b d e', 'Another: c'],
    dataCenter: ['London: a c e', 'Paris: b', 'without: d'],
    zone: ['London 1: a c e', 'Paris 1: b', 'without: d'],
    group: ['Blue: a c', 'Green: d', 'without: b', 'unread: e'],
    tag: ['production, web: a b', 'web: d', 'without: c', 'unread: e'],
  };
  for (const groupBy of groupings) {
    it(`by ${groupBy}: each machine once, what has no group or is not read yet at the end`, () => {
      const groups = new Grouping('test').arrange(undefined, machines, groupBy);
      assert.deepEqual(text(groups), expected[groupBy]);
    });
  }

  it('are the same nodes when they are made again, with the machines that are there now', () => {
    const grouping = new Grouping('test');
    const [london] = grouping.arrange(undefined, machines, 'dataCenter');
    const [again] = grouping.arrange(undefined, machines.slice(2), 'dataCenter');
    assert.ok(london);
    assert.equal(again, london);
    assert.deepEqual(namesOf(london.machines), ['c', 'e']);
    grouping.arrange(undefined, machines.slice(1, 2), 'dataCenter');
    assert.equal(grouping.arrange(undefined, machines, 'dataCenter')[0], london);
  });

  it('are other nodes in each organization and for each way to group', () => {
    const grouping = new Grouping('test');
    const all = [acme, other, undefined].flatMap((parent) =>
      (['dataCenter', 'zone', 'tag'] as const).flatMap((groupBy) =>
        grouping.arrange(parent, machines, groupBy),
      ),
    );
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.ok(all.length > 20);
  });

  it('do not mix what is called like the group of those without', () => {
    const odd = [machineOf('x', { group: 'unread' }), machineOf('y', { group: 'without' }), machineOf('z')];
    const groups = new Grouping('test').arrange(undefined, odd, 'group');
    assert.deepEqual(text(groups), ['unread: x', 'without: y', 'unread: z']);
    assert.equal(new Set(groups).size, 3);
  });

  it('tell where a machine stands', () => {
    const grouping = new Grouping('test');
    const [a, , c] = machines;
    assert.ok(a && c);
    const [london] = grouping.arrange(acme, [a], 'dataCenter');
    assert.equal(grouping.groupOf(a), london);
    assert.equal(grouping.groupOf(c), undefined);
    grouping.arrange(acme, [a], 'none');
    assert.equal(grouping.groupOf(a), undefined);
  });
});
