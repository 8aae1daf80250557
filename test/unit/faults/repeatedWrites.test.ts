// Something on the way repeats a write, as proxies do: it takes effect, and the answer is the refusal of the second.
import assert from 'node:assert/strict';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import { untruths } from '../../faults/checks.ts';
import type { WriteName } from '../../faults/operations.ts';
import type { Strike } from '../../faults/scene.ts';
import { Trial } from '../../faults/trial.ts';
import type { Fault } from '../../../src/simulator/faults.ts';

const refusals: readonly (readonly [WriteName, Fault])[] = [
  ['allocate to interface', { kind: 'error', code: 'ip_already_allocated' }],
  ['allocate to machine', { kind: 'error', code: 'ip_already_allocated' }],
  ['unallocate', { kind: 'error', code: 'no_allocation' }],
];

describe('A write that Katapult refuses because it is so already', () => {
  let hosts: Hosts;
  let trial: Trial;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => (trial = await Trial.open(hosts)));
  afterEach(() => trial.close());

  for (const [name, fault] of refusals) {
    it(`is done when it is so by this very request: ${name}`, async () => {
      const settled = await trial.write(name, { fault, when: 'after' });
      assert.ok(settled.kind === 'done' && settled.readBack && settled.refusal);
      await trial.time.quiet();
      assert.deepEqual(untruths(trial.session.inventory, trial.scene.cloud), []);
      assert.equal(trial.sent, 1);
    });

    it(`has failed when it is not so: ${name}`, async () => {
      const started = trial.time.now();
      const settled = await trial.write(name, { fault, when: 'before' });
      assert.ok(settled.kind === 'failed');
      assert.equal(trial.time.now(), started, 'the first reading decides');
    });

    it(`is not known while the truth can't be read, and then it is: ${name}`, async () => {
      const { scene, time } = trial;
      const unreadable: Strike = { fault: { kind: 'error', code: 'permission_denied' } };
      for (const place of ['networkInterface', 'spareAddress', 'heldAddress'] as const)
        scene.arm(scene.places[place], unreadable, { times: 'always' });
      const settled = await trial.write(name, { fault, when: 'after' });
      assert.ok(settled.kind === 'unknown');
      scene.disarm();
      assert.equal((await time.run(settled.checkAgain())).kind, 'done');
      assert.equal(trial.sent, 1);
    });
  }

  it('has failed when the address was there before it was asked for', async () => {
    const { scene, session, time } = trial;
    const { spare: id, networkInterface: interfaceId } = scene.plan;
    scene.served.simulator.mutate({ action: 'allocate-address', id, interfaceId });
    await time.run(session.inventory.refresh());
    const [, fault] = refusals[0] ?? [];
    assert.ok(fault);
    const settled = await trial.write('allocate to interface', { fault, when: 'before' });
    assert.equal(settled.kind, 'failed');
  });

  it('is done when somebody else has unallocated the address: it is not allocated any more', async () => {
    const world: Strike = {
      world: ({ served, plan }) => served.simulator.mutate({ action: 'unallocate-address', id: plan.held }),
    };
    const settled = await trial.write('unallocate', world);
    assert.ok(settled.kind === 'done' && settled.refusal);
    assert.deepEqual(untruths(trial.session.inventory, trial.scene.cloud), []);
  });
});
