import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FindIndex } from '../../../../src/inventory/find/findIndex.ts';
import type { Found } from '../../../../src/inventory/find/found.ts';
import { sliceSize } from '../../../../src/inventory/slices.ts';
import type { OrganizationNode } from '../../../../src/inventory/nodes.ts';
import { openAll, openCloud, machineWith } from '../cloud.ts';
import { addMachine, addressOf, indexOf, inventoryOf, words } from './support.ts';

function fill(organization: OrganizationNode, machines: number): void {
  for (let index = 0; index < machines; index++)
    addMachine(organization, `m-${index}`, addressOf(`10.${index >> 8}.${index & 255}.1`));
}

/** A large organization, once for all that only look. */
const large = inventoryOf('large');
fill(large.organization, 3_000);

describe('The index of what can be found', () => {
  it('lets others have a turn while it is made', async () => {
    const { turns } = await indexOf(large.inventory);
    assert.ok(turns() >= 6_000 / sliceSize);
  });

  it('makes anew only what has become something else', async () => {
    const { inventory, organization } = inventoryOf('a');
    fill(organization, 600);
    const { index } = await indexOf(inventory);
    const before = new Map(index.search('10.0.0.0/8', 1_000).best.map((each) => [addressIn(each), each]));
    organization.addresses = organization.addresses.filter(({ address }) => address !== '10.0.9.1');
    const [, , third] = organization.machines.items ?? [];
    assert.ok(third);
    third.addresses = third.addresses.map((address) => ({ ...address, reverseDns: 'new.example' }));
    await index.update();
    const after = index
      .search('10.0.0.0/8', 1_000)
      .best.filter((each) => before.get(addressIn(each)) !== each);
    assert.deepEqual(words(after), ['10.0.2.1']);
    assert.deepEqual(words(index.search('new.example').best), ['10.0.2.1']);
  });

  it('looks for a longer query only where the shorter one was found', async () => {
    const { index } = await indexOf(large.inventory);
    const shorter = index.search('m-299');
    assert.equal(shorter.looked, 6_000);
    const longer = index.search('m-2999');
    assert.deepEqual(words(longer.best), ['m-2999', '10.11.183.1']);
    assert.ok(longer.looked <= sliceSize * 4);
    assert.equal(index.search('m-29').looked, 6_000);
  });

  it('finds the same however it was typed', async () => {
    const { index } = await indexOf(large.inventory);
    const { index: fresh } = await indexOf(large.inventory);
    const query = fc.stringMatching(/^[m0-9 .:/_vip-]{1,9}$/);
    fc.assert(
      fc.property(query, (text) => {
        for (let length = 1; length < text.length; length++) index.search(text.slice(0, length));
        fresh.search('');
        const { best, total } = index.search(text);
        const { best: truth, total: all } = fresh.search(text);
        assert.deepEqual([words(best), total], [words(truth), all]);
      }),
      { numRuns: 60 },
    );
  });

  it('finds in all accounts, and nothing more of one that was left', async () => {
    const [one, other] = [inventoryOf('one'), inventoryOf('other')];
    addMachine(one.organization, 'web-2');
    addMachine(other.organization, 'web-1');
    const open = [one.inventory, other.inventory];
    const index = new FindIndex(() => open);
    await index.update();
    assert.deepEqual(words(index.search('web').best), ['web-1', 'web-2']);
    open.pop();
    assert.deepEqual(words(index.search('web').best), ['web-2']);
    assert.deepEqual(words(index.search('web-').best), ['web-2']);
  });

  it('takes in what changes while it is being brought up to date', async () => {
    const { inventory, organization } = inventoryOf('a');
    const index = new FindIndex(
      () => [inventory],
      () => Promise.resolve(),
    );
    fill(organization, 600);
    const first = index.update();
    await Promise.resolve();
    await Promise.resolve();
    addMachine(organization, 'late');
    const asked = [index.update(), index.update()];
    await Promise.all([first, ...asked]);
    assert.equal(asked[0], asked[1]);
    assert.deepEqual(words(index.search('late').best), ['late']);
  });
});

describe('The index of a cloud', () => {
  it('finds every address that there is once, with its machine and, once that is opened, its row', async () => {
    const cloud = await openCloud({ seed: 3, machines: 12 });
    try {
      await openAll(cloud.inventory);
      const machine = machineWith(cloud.inventory, ({ addresses }) => addresses.length > 1);
      await cloud.inventory.open(machine);
      const { index } = await indexOf(cloud.inventory);
      for (const { address, allocationId, allocationType, id } of cloud.simulator.snapshot().ipAddresses) {
        const [first] = index.search(address).best;
        assert.ok(first?.kind === 'address');
        assert.equal(first.address.id, id);
        const listed = allocationType === 'VirtualMachine' ? allocationId : undefined;
        if (first.machine) assert.equal(first.machine.data.id, listed);
        assert.equal(first.node?.data.id, first.machine === machine ? id : undefined);
      }
      const { total } = index.search('0.0.0.0/0');
      const { total: total6 } = index.search('::/0');
      assert.equal(total + total6, cloud.simulator.snapshot().ipAddresses.length);
      const [interfaceNode] = machine.networkInterfaces;
      const [found] = index.search(interfaceNode?.data.id ?? 'none').best;
      assert.ok(found?.kind === 'interface' && found.node === interfaceNode);
    } finally {
      await cloud.close();
    }
  });
});

function addressIn(found: Found): string {
  return found.kind === 'address' ? found.address.address : '';
}
