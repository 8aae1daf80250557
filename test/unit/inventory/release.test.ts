import assert from 'node:assert/strict';
import { hasCode } from '../../../src/api/errors.ts';
import { allocatedAddresses, allocatedTo } from '../../../src/inventory/allocated.ts';
import type { LocatedAddress } from '../../../src/inventory/operations/fit.ts';
import { addressesOf, readMeanwhile, scene, type Scene } from './scene.ts';

describe('Releasing an address', () => {
  let at: Scene;
  let spare: LocatedAddress;

  beforeEach(async () => {
    at = await scene();
    spare = { address: at.spare, organization: at.machine.parent };
  });
  afterEach(() => at.cloud.close());

  function exists({ address }: LocatedAddress): boolean {
    return at.cloud.simulator.snapshot().ipAddresses.some(({ id }) => id === address.id);
  }

  function isKnown({ address, organization }: LocatedAddress): boolean {
    return organization.addresses.some(({ id }) => id === address.id);
  }

  it('sends it once; nobody knows the address any more', async () => {
    assert.equal((await at.cloud.operations.release(spare)).kind, 'done');
    assert.deepEqual([exists(spare), isKnown(spare)], [false, false]);
    assert.deepEqual(at.cloud.asked(), [`DELETE /ip_addresses/${at.spare.id}`]);
  });

  it('takes an allocated one away from its machine as well', async () => {
    const held = at.target.addresses[0]?.data;
    assert.ok(held);
    await at.cloud.operations.release(allocatedTo(at.machine, held));
    assert.ok(!addressesOf(at.target).includes(held.address));
    assert.ok(!at.machine.addresses.some(({ id }) => id === held.id));
    assert.ok(!isKnown({ address: held, organization: at.machine.parent }));
  });

  it('says why Katapult refuses a load balancer’s address', async () => {
    const balanced = allocatedAddresses(at.cloud.inventory).find(
      ({ address }) => address.allocation?.type === 'LoadBalancer',
    );
    assert.ok(balanced);
    const settled = await at.cloud.operations.release(balanced);
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'resource_does_not_support_unallocation'));
    assert.ok(isKnown(balanced));
  });

  for (const when of ['before', 'after'] as const) {
    it(`settles by looking for it when the answer is lost ${when} the effect`, async () => {
      at.cloud.simulator.addFault({ match: { method: 'DELETE' }, when, fault: { kind: 'reset' } });
      const settled = await at.cloud.operations.release(spare);
      assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
      assert.equal(isKnown(spare), when === 'before');
      assert.equal(at.cloud.asked().filter((request) => request.startsWith('DELETE')).length, 1);
    });
  }

  it('is not undone by what was read right before', async () => {
    await readMeanwhile(at, () => at.cloud.operations.release(spare));
    assert.ok(!isKnown(spare));
  });

  it('is done when it has been released already, and tells so', async () => {
    await at.cloud.operations.release(spare);
    const settled = await at.cloud.operations.release(spare);
    assert.ok(settled.kind === 'done' && hasCode(settled.refusal, 'ip_address_not_found'));
  });

  it('is not known to be done when nothing can be read', async () => {
    at.cloud.simulator.addFault({ match: { method: 'DELETE' }, when: 'after', fault: { kind: 'reset' } });
    const fault = { kind: 'error', code: 'permission_denied' } as const;
    const rule = at.cloud.simulator.addFault({ match: { method: 'GET' }, times: 'always', fault });
    const settled = await at.cloud.operations.release(spare);
    assert.ok(settled.kind === 'unknown');
    assert.ok(isKnown(spare));
    at.cloud.simulator.clearFaults(rule);
    assert.equal((await settled.checkAgain()).kind, 'done');
    assert.ok(!isKnown(spare));
  });
});
