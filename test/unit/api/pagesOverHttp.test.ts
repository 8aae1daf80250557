import assert from 'node:assert/strict';
import type { Fault } from '../../../src/simulator/faults.ts';
import { closeAll, cloud, first } from './support.ts';
import type { Cloud } from './support.ts';

describe('api: all pages of a cloud over HTTP', () => {
  afterEach(closeAll);

  for (const machines of [0, 1, 30, 199, 200, 201, 400, 1_001]) {
    it(`${machines} machines and all of their addresses are those that there are`, async () => {
      const harbour = await cloud({ machines, organizations: 1 });
      await assertWhole(harbour);
      const { addresses } = expected(harbour);
      const requests =
        Math.max(1, Math.ceil(machines / 200)) + Math.max(1, Math.ceil(addresses.length / 200));
      assert.equal(harbour.simulator.requests().length, requests);
    });
  }

  it('large sets, whose totals are withheld, are those that there are', async () => {
    const harbour = await cloud({
      machines: 300,
      organizations: 1,
      largeSetAbove: 250,
      largeSetRoutes: [
        'organizations/:organization/virtual_machines',
        'organizations/:organization/ip_addresses',
      ],
    });
    await assertWhole(harbour);
  });

  for (const maxPerPage of [100, 30]) {
    it(`lists of at most ${maxPerPage} items a page are those that there are`, async () => {
      await assertWhole(await cloud({ machines: 250, organizations: 1, maxPerPage }));
    });
  }

  const faults: readonly (readonly [name: string, fault: Fault])[] = [
    ['an item that comes twice', { kind: 'repeat-item' }],
    ['an item that does not come', { kind: 'lose-item' }],
    ['totals that are withheld', { kind: 'totals', total: null, totalPages: null }],
    ['totals that are too high', { kind: 'totals', total: 10_000, totalPages: 50 }],
    ['totals that are too low', { kind: 'totals', total: 1, totalPages: 1 }],
  ];
  for (const [name, fault] of faults) {
    for (const nth of [1, 2]) {
      it(`${name} in answer ${nth}: the lists come whole`, async () => {
        const harbour = await cloud({ machines: 450, organizations: 1 });
        harbour.simulator.addFault({ match: { path: 'virtual_machines' }, nth, fault });
        harbour.simulator.addFault({ match: { path: 'ip_addresses' }, nth, fault });
        await assertWhole(harbour);
      });
    }
  }

  it('a machine that is deleted while the pages are read hides none of the others', async () => {
    const harbour = await cloud({ machines: 450, organizations: 1 });
    const { organization, machines } = expected(harbour);
    const gone = first(machines);
    const katapult = harbour.client({
      onRequest: ({ path }) => {
        if (path.includes('page=1&') && machines.length === expected(harbour).machines.length)
          harbour.simulator.mutate({ action: 'delete-machine', id: gone });
      },
    });
    const listed = await katapult.virtualMachines.list(organization);
    const ids = listed.map(({ id }) => id);
    assert.deepEqual(
      ids.toSorted(),
      machines.filter((id) => id !== gone),
    );
  });
});

interface Expected {
  organization: string;
  machines: string[];
  addresses: string[];
}

function expected(harbour: Cloud): Expected {
  const { organizations, virtualMachines, ipAddresses } = harbour.state();
  return {
    organization: first(organizations).id,
    machines: virtualMachines
      .filter(({ inTrash }) => !inTrash)
      .map(({ id }) => id)
      .sort(),
    addresses: ipAddresses.map(({ id }) => id).sort(),
  };
}

async function assertWhole(harbour: Cloud): Promise<void> {
  const { organization, machines, addresses } = expected(harbour);
  const listedMachines = await harbour.katapult.virtualMachines.list(organization);
  const listedAddresses = await harbour.katapult.ipAddresses.list(organization);
  assert.deepEqual(listedMachines.map(({ id }) => id).sort(), machines);
  assert.deepEqual(listedAddresses.map(({ id }) => id).sort(), addresses);
}
