import assert from 'node:assert/strict';
import { OrganizationNode, type Node } from '../../../src/inventory/nodes.ts';
import { Marks } from '../../../src/views/marks.ts';
import { FakeClock } from './fakeClock.ts';

describe('The marks of rows that have changed', () => {
  const row = new OrganizationNode('account', { id: 'org_1', name: 'One' });
  const other = new OrganizationNode('account', { id: 'org_2', name: 'Two' });
  let clock: FakeClock;
  let marks: Marks;
  let drawn: (readonly Node[])[];

  beforeEach(() => {
    clock = new FakeClock();
    marks = new Marks(clock);
    drawn = [];
    marks.onDidChange((nodes) => drawn.push(nodes));
  });

  it('go by themselves after half a minute', async () => {
    marks.add(new Map([[row, 'new']]));
    await clock.turn(29_999);
    assert.equal(marks.of(row), 'new');
    await clock.turn(1);
    assert.equal(marks.of(row), undefined);
    assert.deepEqual(drawn, [[row], [row]]);
  });

  it('go when the row was selected; others stay', () => {
    marks.add(
      new Map([
        [row, 'changed'],
        [other, 'new'],
      ]),
    );
    marks.forget([row]);
    assert.deepEqual([marks.of(row), marks.of(other)], [undefined, 'new']);
  });

  it('what is new stays new when it also changes', () => {
    marks.add(new Map([[row, 'new']]));
    marks.add(new Map([[row, 'changed']]));
    assert.equal(marks.of(row), 'new');
  });

  it('draw nothing anew that has no mark', () => {
    marks.forget([row]);
    assert.deepEqual(drawn, []);
  });
});
