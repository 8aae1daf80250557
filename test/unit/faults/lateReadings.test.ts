// The reverse DNS that is read after an allocation, and comes when the address has become something else.
import assert from 'node:assert/strict';
import { findAddress } from '../../../src/inventory/operations/fit.ts';
import { untruths } from '../../faults/checks.ts';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import { writingNamed } from '../../faults/operations.ts';
import { machineNode, targetNode } from '../../faults/scene.ts';
import { turn } from '../../faults/time.ts';
import { Trial } from '../../faults/trial.ts';
import { allocatedTo } from '../../../src/inventory/allocated.ts';

describe('A reverse DNS that comes late', () => {
  let hosts: Hosts;
  let trial: Trial;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => {
    trial = await Trial.open(hosts);
    await allocateAndReadLate();
  });
  afterEach(() => trial.close());

  const lateMs = 10_000;

  /** Allocates the spare address. What is read of it then is answered at once, and takes ten seconds to come. */
  async function allocateAndReadLate(): Promise<void> {
    const { scene, session, time } = trial;
    const late = { fault: { kind: 'delay', ms: lateMs }, when: 'after' } as const;
    scene.arm(scene.places.spareAddress, late, { times: 1 });
    const settled = await time.run(writingNamed('allocate to interface').run(scene, session));
    assert.equal(settled.kind, 'done');
    while (!scene.served.simulator.faults().some(({ struck }) => struck > 0)) await turn();
  }

  async function comesLate(): Promise<void> {
    await trial.time.pass(lateMs);
    await trial.time.quiet();
  }

  function machine() {
    return machineNode(trial.session.inventory, trial.scene.plan.machine);
  }

  function row() {
    const node = findAddress(machine(), trial.scene.plan.spare);
    assert.ok(node);
    return node;
  }

  it('is shown when nothing has happened meanwhile', async () => {
    assert.equal(row().data.reverseDns, undefined);
    await comesLate();
    assert.equal(row().data.reverseDns, machine().data.fqdn);
  });

  it('is shown although the interface has got another address meanwhile', async () => {
    const { session, time, scene } = trial;
    const target = targetNode(session.inventory, scene.plan);
    assert.equal((await time.run(session.operations.allocateNew(target, 'ipv4'))).kind, 'done');
    await comesLate();
    assert.equal(row().data.reverseDns, machine().data.fqdn);
  });

  it('does not bring back an address that was unallocated meanwhile', async () => {
    const { session, time, scene } = trial;
    const unallocating = session.operations.unallocate(allocatedTo(machine(), row().data));
    assert.equal((await time.run(unallocating)).kind, 'done');
    await comesLate();
    assert.deepEqual(untruths(session.inventory, scene.cloud), []);
    const listed = machine().parent.addresses.find(({ id }) => id === scene.plan.spare);
    assert.equal(listed?.allocation, null);
  });

  it('does not replace what a refresh has read since', async () => {
    const { session, time, scene } = trial;
    const { simulator } = scene.served;
    const token = simulator.createToken({}).value;
    const response = await simulator.handle({
      method: 'PATCH',
      url: `/core/v1/ip_addresses/${scene.plan.spare}`,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ reverse_dns: 'www.example.com' }),
    });
    assert.equal(response.status, 200, response.body);
    await time.run(session.inventory.refresh(machine().parent));
    assert.equal(row().data.reverseDns, 'www.example.com');
    await comesLate();
    assert.equal(row().data.reverseDns, 'www.example.com');
  });
});
