// Writes whose answer is lost while something else happens to the same address.
import assert from 'node:assert/strict';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import type { Strike } from '../../faults/scene.ts';
import { Trial } from '../../faults/trial.ts';

describe('A write whose answer is lost', () => {
  let hosts: Hosts;
  let trial: Trial;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => (trial = await Trial.open(hosts)));
  afterEach(() => trial.close());

  const lostAfter: Strike = { fault: { kind: 'reset' }, when: 'after' };
  const lostBefore: Strike = { fault: { kind: 'reset' }, when: 'before' };

  it('by a time-out is not known to have failed while it may still arrive', async () => {
    const settled = await trial.write('allocate to interface', { fault: { kind: 'delay', ms: 60_000 } });
    assert.ok(settled.kind === 'unknown');
    await trial.time.pass(60_000);
    assert.equal((await trial.time.run(settled.checkAgain())).kind, 'done');
  });

  it('by a time-out has failed when it has not happened for minutes', async () => {
    const settled = await trial.write('allocate to interface', { fault: { kind: 'hang' } });
    assert.ok(settled.kind === 'unknown');
    assert.equal((await trial.time.run(settled.checkAgain())).kind, 'unknown');
    await trial.time.pass(120_000);
    assert.equal((await trial.time.run(settled.checkAgain())).kind, 'failed');
  });

  it('by a gateway’s time-out is not known to have failed either', async () => {
    const settled = await trial.write('unallocate', { fault: { kind: 'body', status: 504, body: '' } });
    assert.equal(settled.kind, 'unknown');
  });

  it('has unallocated the address although somebody else has allocated it since', async () => {
    const world: Strike = {
      world: ({ served, plan }) =>
        served.simulator.mutate({
          action: 'allocate-address',
          id: plan.held,
          interfaceId: plan.rivalInterface,
        }),
    };
    assert.equal((await trial.write('unallocate', lostAfter, world)).kind, 'done');
  });

  const withoutInterface: Strike = {
    world: ({ served, plan }) =>
      served.simulator.mutate({ action: 'detach-interface', id: plan.networkInterface }),
  };
  const withoutMachine: Strike = {
    world: ({ served, plan }) => served.simulator.mutate({ action: 'trash-machine', id: plan.machine }),
  };

  it('is settled by the address when the interface has gone', async () => {
    assert.equal((await trial.write('allocate to interface', lostBefore, withoutInterface)).kind, 'failed');
  });

  it('is done when the machine has been put in the trash, which keeps its addresses', async () => {
    assert.equal((await trial.write('allocate to interface', lostAfter, withoutMachine)).kind, 'done');
  });

  it('is settled when the address was released meanwhile', async () => {
    const token = trial.scene.served.simulator.createToken({}).value;
    const headers = { Authorization: `Bearer ${token}` };
    const release: Strike = {
      world: ({ served, plan }) => {
        const url = `/core/v1/ip_addresses/${plan.spare}`;
        void served.simulator.handle({ method: 'DELETE', url, headers, body: '' });
      },
    };
    assert.equal((await trial.write('allocate to machine', lostBefore, release)).kind, 'failed');
  });

  it('stays unknown when the reading does not tell what decides', async () => {
    const settled = await trial.write('unallocate', lostAfter);
    assert.equal(settled.kind, 'done');
    const without: Strike = {
      fault: { kind: 'drop-field', path: 'virtual_machine_network_interface.ip_addresses' },
    };
    trial.scene.arm(trial.scene.places.networkInterface, without, { times: 'always' });
    assert.equal((await trial.write('allocate to interface', lostAfter)).kind, 'unknown');
  });

  for (const body of ['{"error":"no route"}', '{"ok":true}', '{"message":"Hello"}', '[]', '"{}"']) {
    for (const when of ['before', 'after'] as const) {
      it(`is settled by reading back when ${body} was answered ${when} the effect`, async () => {
        const fault = { kind: 'body', status: 200, contentType: 'application/json', body } as const;
        const settled = await trial.write('unallocate', { fault, when });
        assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
        assert.equal(settled.kind === 'done' && settled.readBack, when === 'after');
      });
    }
  }

  it('is settled by reading back when an error comes with a status of success', async () => {
    const fault = { kind: 'error', code: 'permission_denied', status: 200 } as const;
    assert.equal((await trial.write('unallocate', { fault, when: 'after' })).kind, 'done');
  });

  it('is none when Katapult comes to answer more than it does today', async () => {
    const body = JSON.stringify({ ip_address: { id: trial.scene.plan.held }, allocation: null });
    const fault = { kind: 'body', status: 200, contentType: 'application/json', body } as const;
    const settled = await trial.write('unallocate', { fault, when: 'after' });
    assert.ok(settled.kind === 'done' && !settled.readBack);
  });
});
