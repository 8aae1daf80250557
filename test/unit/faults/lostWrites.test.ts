// Writes whose answer is lost while something else happens to the same address.
import assert from 'node:assert/strict';
import type { Settled } from '../../../src/inventory/operations/settle.ts';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import { lookAround, placeNamed, writings, type WriteName } from '../../faults/operations.ts';
import { Scene, type Session, type Strike } from '../../faults/scene.ts';
import { VirtualTime } from '../../faults/time.ts';

describe('A write whose answer is lost', () => {
  let hosts: Hosts;
  let time: VirtualTime;
  let scene: Scene;
  let session: Session;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => {
    time = new VirtualTime(Date.UTC(2026, 6, 1, 12));
    scene = await Scene.open(time, hosts);
    session = await scene.signIn();
    await time.run(lookAround(scene, session));
  });
  afterEach(async () => {
    await time.quiet();
    await scene.close();
    time.restore();
  });

  /** Does one write, with something that goes wrong at the write and something at the reading. */
  async function write(name: WriteName, atPost: Strike, atReading?: Strike): Promise<Settled<unknown>> {
    const writing = writings.find((each) => each.name === name);
    assert.ok(writing);
    const { post, readBack } = writing;
    scene.arm(placeNamed(scene, post), atPost, { times: 1 });
    if (atReading) scene.arm(placeNamed(scene, readBack.place), atReading, { times: 1, nth: readBack.nth });
    return time.run(writing.run(scene, session));
  }

  const lostAfter: Strike = { fault: { kind: 'reset' }, when: 'after' };
  const lostBefore: Strike = { fault: { kind: 'reset' }, when: 'before' };

  it('by a time-out is not known to have failed while it may still arrive', async () => {
    const settled = await write('allocate to interface', { fault: { kind: 'delay', ms: 60_000 } });
    assert.ok(settled.kind === 'unknown');
    await time.pass(60_000);
    assert.equal((await time.run(settled.checkAgain())).kind, 'done');
  });

  it('by a time-out has failed when it has not happened for minutes', async () => {
    const settled = await write('allocate to interface', { fault: { kind: 'hang' } });
    assert.ok(settled.kind === 'unknown');
    assert.equal((await time.run(settled.checkAgain())).kind, 'unknown');
    await time.pass(120_000);
    assert.equal((await time.run(settled.checkAgain())).kind, 'failed');
  });

  it('by a gateway’s time-out is not known to have failed either', async () => {
    const settled = await write('unallocate', { fault: { kind: 'body', status: 504, body: '' } });
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
    assert.equal((await write('unallocate', lostAfter, world)).kind, 'done');
  });

  const withoutInterface: Strike = {
    world: ({ served, plan }) =>
      served.simulator.mutate({ action: 'detach-interface', id: plan.networkInterface }),
  };
  const withoutMachine: Strike = {
    world: ({ served, plan }) => served.simulator.mutate({ action: 'trash-machine', id: plan.machine }),
  };

  it('is settled by the address when the interface has gone', async () => {
    assert.equal((await write('allocate to interface', lostBefore, withoutInterface)).kind, 'failed');
  });

  it('is done when the machine has been put in the trash, which keeps its addresses', async () => {
    assert.equal((await write('allocate to interface', lostAfter, withoutMachine)).kind, 'done');
  });

  it('is settled when the address was released meanwhile', async () => {
    const token = scene.served.simulator.createToken({}).value;
    const headers = { Authorization: `Bearer ${token}` };
    const release: Strike = {
      world: ({ served, plan }) => {
        const url = `/core/v1/ip_addresses/${plan.spare}`;
        void served.simulator.handle({ method: 'DELETE', url, headers, body: '' });
      },
    };
    assert.equal((await write('allocate to machine', lostBefore, release)).kind, 'failed');
  });

  it('stays unknown when the reading does not tell what decides', async () => {
    const settled = await write('unallocate', lostAfter);
    assert.equal(settled.kind, 'done');
    const without: Strike = {
      fault: { kind: 'drop-field', path: 'virtual_machine_network_interface.ip_addresses' },
    };
    scene.arm(scene.places.networkInterface, without, { times: 'always' });
    assert.equal((await write('allocate to interface', lostAfter)).kind, 'unknown');
  });
});
