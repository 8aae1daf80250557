import assert from 'node:assert/strict';
import { hasCode } from '../../../src/api/errors.ts';
import { allocatedTo, type AllocatedAddress } from '../../../src/inventory/allocated.ts';
import { findAddress } from '../../../src/inventory/operations/fit.ts';
import { AlreadyRunning } from '../../../src/inventory/operations/failures.ts';
import { readMeanwhile, scene, type Scene } from './scene.ts';

describe('Changing an address', () => {
  let at: Scene;
  let located: AllocatedAddress;

  beforeEach(async () => {
    at = await scene();
    const held = at.target.addresses.find(({ data }) => !data.vip)?.data;
    assert.ok(held);
    located = allocatedTo(at.machine, held);
  });
  afterEach(() => at.cloud.close());

  function truth() {
    const address = at.cloud.simulator.snapshot().ipAddresses.find(({ id }) => id === located.address.id);
    assert.ok(address);
    return address;
  }

  function row() {
    const node = findAddress(at.machine, located.address.id);
    assert.ok(node);
    return node;
  }

  it('sends it once and shows the address as it has become, in its row and in its organization', async () => {
    const changes = { label: 'front', vip: true, reverseDns: 'www.example.com' };
    const settled = await at.cloud.operations.edit(located, changes);
    assert.ok(settled.kind === 'done');
    for (const shown of [row().data, settled.value, known()])
      assert.deepEqual([shown?.label, shown?.vip, shown?.reverseDns], ['front', true, 'www.example.com']);
    assert.equal(truth().label, 'front');
    assert.deepEqual(at.cloud.asked(), [`PATCH /ip_addresses/${located.address.id}`]);
  });

  function known() {
    return at.machine.parent.addresses.find(({ id }) => id === located.address.id);
  }

  it('takes the label away with the VIP', async () => {
    await at.cloud.operations.edit(located, { label: 'front', vip: true });
    const settled = await at.cloud.operations.edit(located, { vip: false });
    assert.equal(settled.kind, 'done');
    assert.deepEqual([row().data.label, row().data.vip], [undefined, false]);
  });

  it('reaches an address that is allocated to nothing', async () => {
    const { spare, machine } = at;
    const changes = { reverseDns: 'spare.example.com' };
    await at.cloud.operations.edit({ address: spare, organization: machine.parent }, changes);
    const shown = machine.parent.addresses.find(({ id }) => id === spare.id);
    assert.equal(shown?.reverseDns, 'spare.example.com');
  });

  it('fails with Katapult’s own sentence for a VIP without a label, and changes nothing', async () => {
    const settled = await at.cloud.operations.edit(located, { vip: true });
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'validation_error'));
    assert.deepEqual(settled.error.detail.errors, ["Label can't be blank"]);
    assert.equal(row().data.vip, false);
    assert.equal(row().pending, undefined);
  });

  for (const when of ['before', 'after'] as const) {
    it(`settles by reading back when the answer is lost ${when} the effect, and never sends twice`, async () => {
      at.cloud.simulator.addFault({ match: { method: 'PATCH' }, when, fault: { kind: 'reset' } });
      const settled = await at.cloud.operations.edit(located, { reverseDns: 'www.example.com' });
      assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
      assert.equal(row().data.reverseDns === 'www.example.com', when === 'after');
      assert.equal(at.cloud.asked().filter((request) => request.startsWith('PATCH')).length, 1);
    });
  }

  const differently = [
    { wished: { reverseDns: 'WWW.Example.com.' }, is: 'www.example.com' },
    { wished: { reverseDns: 'www.example.com' }, is: 'WWW.EXAMPLE.COM' },
    { wished: { reverseDns: ' www.example.com ' }, is: 'www.example.com' },
  ];
  for (const { wished, is } of differently)
    it(`knows ${wished.reverseDns} again in ${is}`, async () => {
      await at.cloud.operations.edit(located, { reverseDns: is });
      at.cloud.simulator.addFault({ match: { method: 'PATCH' }, fault: { kind: 'reset' } });
      assert.equal((await at.cloud.operations.edit(located, wished)).kind, 'done');
    });

  for (const when of ['before', 'after'] as const)
    it(`settles that a VIP becomes none, which takes any label, when the answer is lost ${when} the effect`, async () => {
      await at.cloud.operations.edit(located, { vip: true, label: 'front' });
      at.cloud.simulator.addFault({ match: { method: 'PATCH' }, when, fault: { kind: 'reset' } });
      const settled = await at.cloud.operations.edit(located, { vip: false, label: 'front' });
      assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
    });

  it('is not undone by what was read right before', async () => {
    const changes = { reverseDns: 'www.example.com' };
    await readMeanwhile(at, () => at.cloud.operations.edit(located, changes));
    assert.equal(known()?.reverseDns, 'www.example.com');
  });

  it('is not done while only a part of it is so', async () => {
    await at.cloud.operations.edit(located, { vip: true, label: 'front' });
    at.cloud.simulator.addFault({ match: { method: 'PATCH' }, fault: { kind: 'reset' } });
    const settled = await at.cloud.operations.edit(located, { vip: true, label: 'back' });
    assert.equal(settled.kind, 'failed');
  });

  it('and unallocating it exclude one another', async () => {
    const [first, second] = await Promise.all([
      at.cloud.operations.edit(located, { reverseDns: 'www.example.com' }),
      at.cloud.operations.unallocate(located),
    ]);
    assert.equal(first.kind, 'done');
    assert.ok(second.kind === 'failed' && second.error instanceof AlreadyRunning);
    assert.equal(truth().allocationId, at.machine.data.id);
  });

  it('marks its row while it runs', async () => {
    const running = at.cloud.operations.edit(located, { reverseDns: 'www.example.com' });
    assert.deepEqual(row().pending, { verb: 'editing', address: located.address.address });
    await running;
    assert.equal(row().pending, undefined);
  });
});
