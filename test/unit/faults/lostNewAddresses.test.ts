// A new address whose answer is lost, while others bring addresses to the same interface.
import assert from 'node:assert/strict';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import { machineNode, targetNode, type Strike } from '../../faults/scene.ts';
import { Trial } from '../../faults/trial.ts';

describe('A new address whose answer is lost', () => {
  let hosts: Hosts;
  let trial: Trial;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => (trial = await Trial.open(hosts)));
  afterEach(() => trial.close());

  const lostAfter: Strike = { fault: { kind: 'reset' }, when: 'after' };
  const lostBefore: Strike = { fault: { kind: 'reset' }, when: 'before' };

  /** Somebody else allocates the spare address to the interface, right before the truth is read. */
  const another: Strike = {
    world: ({ served, plan }) =>
      served.simulator.mutate({
        action: 'allocate-address',
        id: plan.spare,
        interfaceId: plan.networkInterface,
      }),
  };

  function shown(): string[] {
    const machine = machineNode(trial.session.inventory, trial.scene.plan.machine);
    return machine.addresses.map(({ id }) => id);
  }

  function added(): (string | null)[] {
    const { simulator } = trial.scene.served;
    return simulator.operations().flatMap((each) => (each.operation === 'create' ? [each.addressId] : []));
  }

  it('is the one that came', async () => {
    assert.equal((await trial.write('new address', lostAfter)).kind, 'done');
    assert.equal(added().length, 1);
    assert.ok(shown().includes(added()[0] ?? ''));
  });

  it('is not one that somebody else has allocated to the interface', async () => {
    assert.equal((await trial.write('new address', lostBefore, another)).kind, 'failed');
  });

  it('is told from one that somebody else has allocated to the interface', async () => {
    assert.equal((await trial.write('new address', lostAfter, another)).kind, 'done');
    assert.ok(shown().includes(added()[0] ?? ''));
    assert.ok(!shown().includes(trial.scene.plan.spare));
  });

  function organization() {
    return machineNode(trial.session.inventory, trial.scene.plan.machine).parent;
  }

  /** More addresses than are read before a new one is asked for. */
  function enlarge(): void {
    const more = Array.from({ length: 300 }, (_, index) => ({ id: `ip_${index}`, address: '192.0.2.1' }));
    organization().addresses = [...organization().addresses, ...more];
  }

  function moveToRival(): void {
    const { served, plan } = trial.scene;
    const { spare: id, rivalInterface: interfaceId } = plan;
    served.simulator.mutate({ action: 'allocate-address', id, interfaceId });
  }

  it('is not one that was there, although the tree has never heard of it', async () => {
    organization().addresses = [];
    organization().addressesReadAt = undefined;
    moveToRival();
    assert.equal((await trial.write('new address', lostBefore, another)).kind, 'failed');
  });

  it('is not one that was free in a large organization', async () => {
    enlarge();
    organization().addresses = organization().addresses.filter(({ id }) => id !== trial.scene.plan.spare);
    assert.equal((await trial.write('new address', lostBefore, another)).kind, 'failed');
  });

  it('is not one that was allocated to something else in a large organization', async () => {
    enlarge();
    moveToRival();
    assert.equal((await trial.write('new address', lostBefore, another)).kind, 'failed');
  });

  it('is not claimed when it could not be read what was there before', async () => {
    const { scene } = trial;
    const unreadable: Strike = { fault: { kind: 'error', code: 'permission_denied' } };
    scene.arm(scene.places.addresses, unreadable, { times: 'always' });
    assert.equal((await trial.write('new address', lostAfter)).kind, 'unknown');
    assert.equal(added().length, 1);
  });

  it('is not claimed when somebody else has added one at the same time', async () => {
    const { served, plan } = trial.scene;
    const token = served.simulator.createToken({}).value;
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const url = `/core/v1/virtual_machine_network_interfaces/${plan.networkInterface}/allocate_new_ip`;
    const body = JSON.stringify({ address_version: 'ipv4' });
    const world: Strike = {
      world: () => void served.simulator.handle({ method: 'POST', url, headers, body }),
    };
    assert.equal((await trial.write('new address', lostAfter, world)).kind, 'unknown');
    assert.equal(added().length, 2);
  });

  it('is asked for after one round trip: all that is read before is read side by side', async () => {
    const { scene, session, time } = trial;
    const late: Strike = { fault: { kind: 'delay', ms: 2_000 } };
    scene.arm(scene.places.networkInterface, late, { times: 1 });
    scene.arm(scene.places.addresses, late, { times: 1 });
    const started = time.now();
    const settled = await time.run(
      session.operations.allocateNew(targetNode(session.inventory, scene.plan), 'ipv4'),
    );
    assert.equal(settled.kind, 'done');
    assert.ok(time.now() - started < 4_000);
  });
});
