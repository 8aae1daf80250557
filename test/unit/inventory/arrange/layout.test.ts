import assert from 'node:assert/strict';
import {
  noFilter,
  plainArrangement,
  type Arrangement,
} from '../../../../src/inventory/arrange/arrangement.ts';
import { Layout, type Arranged } from '../../../../src/inventory/arrange/layout.ts';
import type { MachineNode } from '../../../../src/inventory/nodes.ts';
import { acme, machineOf, other } from './support.ts';

function layoutOf(change: Partial<Arrangement> = {}) {
  let arrangement = { ...plainArrangement, ...change };
  const layout = new Layout('test', () => arrangement);
  return { layout, choose: (other: Partial<Arrangement>) => (arrangement = { ...arrangement, ...other }) };
}

function text({ rows, unread }: Arranged): string[] {
  const lines = rows.map((row) =>
    row.kind === 'group'
      ? `${row.name || row.sort}: ${row.machines.map(({ data }) => data.name).join(' ')}`
      : row.data.name,
  );
  return unread > 0 ? [...lines, `${unread} unread`] : lines;
}

describe('The layout of machines', () => {
  const machines = [
    machineOf('web-2', { place: 'London', state: 'started' }),
    machineOf('web-10', { place: 'Paris', state: 'stopped' }),
    machineOf('db-1', { place: 'London' }),
  ];

  it('is by name, favourites first, in one list for an organization', () => {
    const { layout, choose } = layoutOf();
    assert.equal(layout.byOrganization, true);
    assert.deepEqual(text(layout.arrange(machines)), ['db-1', 'web-2', 'web-10']);
    choose({ favourites: ['vm_web-10'] });
    assert.deepEqual(text(layout.arrange(machines)), ['web-10', 'db-1', 'web-2']);
  });

  it('is in groups, each in the order that was chosen, of what the filter lets through', () => {
    const { layout } = layoutOf({ groupBy: 'dataCenter', sortBy: 'state' });
    assert.deepEqual(text(layout.arrange(machines)), ['London: web-2 db-1', 'Paris: web-10']);
    const filtered = layoutOf({ groupBy: 'dataCenter', filter: { ...noFilter, conditions: ['stopped'] } });
    assert.deepEqual(text(filtered.layout.arrange(machines)), ['Paris: web-10', '1 unread']);
  });

  it('tells whether a machine is shown, which one of which nothing is known is not', () => {
    const { layout } = layoutOf({ filter: { ...noFilter, conditions: ['running'] } });
    assert.deepEqual(
      machines.map((machine) => layout.shows(machine)),
      [true, false, false],
    );
  });

  it('leaves out organizations that are not wanted', () => {
    const { layout, choose } = layoutOf();
    assert.ok(layout.showsOrganization(acme.data.id) && layout.showsOrganization(other.data.id));
    choose({ filter: { ...noFilter, organizations: [acme.data.id] } });
    assert.ok(layout.showsOrganization(acme.data.id) && !layout.showsOrganization(other.data.id));
  });

  it('knows what a change moves: group, order, filter and name, and nothing else', () => {
    const moves = (change: Partial<Arrangement>, alter: (machine: MachineNode) => void) => {
      const own = machineOf('web-1', { place: 'London', address: '10.0.0.9', state: 'started' });
      const { layout } = layoutOf(change);
      layout.arrange([own]);
      assert.ok(layout.staysPut(own));
      alter(own);
      return !layout.staysPut(own);
    };
    const stop = (machine: MachineNode) => {
      if (machine.details) machine.details = { ...machine.details, state: 'stopped' };
    };
    const readdress = (machine: MachineNode) => (machine.addresses = [{ id: 'ip_x', address: '10.0.0.1' }]);
    const rename = (machine: MachineNode) => (machine.data = { ...machine.data, name: 'a' });
    const tag = (machine: MachineNode) => {
      if (machine.details) machine.details = { ...machine.details, tagNames: ['blue'] };
    };
    assert.equal(moves({}, stop), false);
    assert.equal(moves({ sortBy: 'state' }, stop), true);
    assert.equal(moves({ filter: { ...noFilter, conditions: ['running'] } }, stop), true);
    assert.equal(moves({}, readdress), false);
    assert.equal(moves({ sortBy: 'address' }, readdress), true);
    assert.equal(moves({}, rename), true);
    assert.equal(moves({}, tag), false);
    assert.equal(moves({ groupBy: 'tag' }, tag), true);
  });
});
