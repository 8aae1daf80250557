import assert from 'node:assert/strict';
import { placeIn, placeOf, type Change } from '../../../../src/inventory/activities/change.ts';
import { wayBack } from '../../../../src/inventory/activities/wayBack.ts';
import { allocatedTo } from '../../../../src/inventory/allocated.ts';
import { scene, type Scene } from '../scene.ts';

describe('The way back from a change', () => {
  let at: Scene;

  beforeEach(async () => {
    at = await scene();
  });
  afterEach(() => at.cloud.close());

  function held() {
    const address = at.target.addresses[0]?.data;
    assert.ok(address);
    return address;
  }

  /** That the address was taken from where it is; which is done, unless told. */
  async function taken({ really = true } = {}): Promise<Change> {
    const { machine, cloud } = at;
    const address = held();
    const from = placeIn(machine, address);
    assert.deepEqual(from, placeOf(at.target));
    if (really) await cloud.operations.unallocate(allocatedTo(machine, address));
    return { kind: 'place', organizationId: machine.parent.data.id, address, from, to: null };
  }

  async function kindOf(change: Change) {
    return (await wayBack(at.cloud.inventory, change)).kind;
  }

  it('leads to the interface that held the address', async () => {
    const way = await wayBack(at.cloud.inventory, await taken());
    assert.ok(way.kind === 'open');
    assert.equal(way.target, at.target);
    assert.equal(way.located.address.allocation, null);
  });

  it('and of that again leads from it', async () => {
    const way = await wayBack(at.cloud.inventory, reversed(await taken({ really: false })));
    assert.ok(way.kind === 'open');
    assert.deepEqual([way.target, way.located.machine], [undefined, at.machine]);
  });

  it('is closed when somebody else has allocated the address since', async () => {
    const change = await taken();
    const other = at.cloud.simulator
      .snapshot()
      .networkInterfaces.find(({ virtualMachineId }) => virtualMachineId !== at.machine.data.id);
    at.cloud.simulator.mutate({
      action: 'allocate-address',
      id: change.address.id,
      interfaceId: other?.id ?? '',
    });
    assert.equal(await kindOf(change), 'elsewhere');
  });

  it('is closed when the address was released', async () => {
    const change = await taken();
    const organization = at.machine.parent;
    await at.cloud.operations.release({ address: change.address, organization });
    assert.equal(await kindOf(change), 'released');
  });

  it('is closed when the machine is gone, or its interface', async () => {
    const change = await taken();
    assert.ok(change.kind === 'place' && change.from);
    const elsewhere = (place: object): Change =>
      Object.assign({}, change, { from: { ...change.from, ...place } });
    assert.equal(await kindOf(elsewhere({ interfaceId: 'vmnet_gone' })), 'interfaceGone');
    assert.equal(await kindOf(elsewhere({ machineId: 'vm_gone' })), 'machineGone');
    at.cloud.simulator.mutate({ action: 'delete-machine', id: at.machine.data.id });
    assert.equal(await kindOf(change), 'machineGone');
  });

  it('is not known when Katapult does not answer', async () => {
    const change = await taken();
    at.cloud.simulator.addFault({ fault: { kind: 'error', code: 'permission_denied' }, times: 'always' });
    await assert.rejects(wayBack(at.cloud.inventory, change));
  });

  it('from an edit is open while the values are as it has left them', async () => {
    const address = held();
    const located = allocatedTo(at.machine, address);
    const organizationId = at.machine.parent.data.id;
    const from = { reverseDns: address.reverseDns };
    const change: Change = {
      kind: 'values',
      organizationId,
      address,
      from,
      to: { reverseDns: 'a.example.com' },
    };
    assert.equal(await kindOf(change), 'changed');
    await at.cloud.operations.edit(located, change.to);
    assert.equal(await kindOf(change), 'open');
    await at.cloud.operations.edit(located, { vip: true, label: 'front' });
    assert.equal(await kindOf(change), 'open', 'what it was not about does not count');
    await at.cloud.operations.edit(located, { reverseDns: 'b.example.com' });
    assert.equal(await kindOf(change), 'changed');
  });
});

/** The change that takes this one back. */
function reversed(change: Change): Change {
  return change.kind === 'place'
    ? { ...change, from: change.to, to: change.from, lostReverseDns: undefined }
    : { ...change, from: change.to, to: change.from };
}
