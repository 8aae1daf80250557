import assert from 'node:assert/strict';
import { hasCode } from '../../../src/api/errors.ts';
import { allocatedAddresses, allocatedTo } from '../../../src/inventory/allocated.ts';
import { ipVersion } from '../../../src/inventory/order.ts';
import { AlreadyRunning } from '../../../src/inventory/operations/failures.ts';
import type { IpAddress } from '../../../src/inventory/types.ts';
import { machineWith } from './cloud.ts';
import { addressesOf, scene, truthOf, until, type Scene } from './scene.ts';

const allocatePath = '/allocate_ip$';

describe('Allocating an address to an interface', () => {
  let at: Scene;

  beforeEach(async () => (at = await scene()));
  afterEach(() => at.cloud.close());

  it('sends it once and shows the address in place, without reading the world again', async () => {
    const settled = await at.cloud.operations.allocate(at.target, at.spare);
    assert.equal(settled.kind, 'done');
    assert.equal(truthOf(at).interfaceId, at.target.data.id);
    assert.ok(addressesOf(at.target).includes(at.spare.address));
    assert.ok(at.machine.addresses.some(({ id }) => id === at.spare.id));
    const node = at.target.addresses.find(({ data }) => data.id === at.spare.id);
    assert.equal(settled.value.node, node);
    await until(() => node?.data.reverseDns === truthOf(at).reverseDns);
    assert.deepEqual(at.cloud.asked(), [
      `POST /virtual_machine_network_interfaces/${at.target.data.id}/allocate_ip`,
      `GET /ip_addresses/${at.spare.id}`,
    ]);
  });

  it('marks the row while it runs', async () => {
    const running = at.cloud.operations.allocate(at.target, at.spare);
    assert.deepEqual(at.target.pending, { verb: 'allocating', address: at.spare.address });
    await running;
    assert.equal(at.target.pending, undefined);
    // First the row that begins to turn, then its machine with everything, then the address with its reverse DNS.
    assert.deepEqual(at.cloud.changes().slice(0, 2), [at.target.data.name, at.machine.data.name]);
  });

  it('fails with Katapult’s cause when somebody else has taken the address', async () => {
    const other = machineWith(at.cloud.inventory, ({ data }) => data.id !== at.machine.data.id);
    const taken = at.cloud.simulator
      .snapshot()
      .networkInterfaces.find(({ virtualMachineId }) => virtualMachineId === other.data.id);
    at.cloud.simulator.mutate({ action: 'allocate-address', id: at.spare.id, interfaceId: taken?.id ?? '' });
    const settled = await at.cloud.operations.allocate(at.target, at.spare);
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'ip_already_allocated'));
    assert.ok(!addressesOf(at.target).includes(at.spare.address));
    assert.equal(at.target.pending, undefined);
  });

  it('refuses to send the same thing twice at once', async () => {
    const [first, second] = await Promise.all([
      at.cloud.operations.allocate(at.target, at.spare),
      at.cloud.operations.allocate(at.target, at.spare),
    ]);
    assert.equal(first.kind, 'done');
    assert.ok(second.kind === 'failed' && second.error instanceof AlreadyRunning);
  });

  for (const when of ['before', 'after'] as const) {
    it(`settles by reading back when the answer is lost ${when} the effect, and never sends twice`, async () => {
      at.cloud.simulator.addFault({
        match: { method: 'POST', path: allocatePath },
        when,
        fault: { kind: 'reset' },
      });
      const settled = await at.cloud.operations.allocate(at.target, at.spare);
      assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
      assert.equal(addressesOf(at.target).includes(at.spare.address), when === 'after');
      const sent = at.cloud.asked().filter((request) => request.startsWith('POST'));
      assert.equal(sent.length, 1);
    });
  }

  it('reports an unknown outcome when the truth can’t be read either, and settles it when asked again', async () => {
    at.cloud.simulator.addFault({
      match: { method: 'POST', path: allocatePath },
      when: 'after',
      fault: { kind: 'reset' },
    });
    const rule = at.cloud.simulator.addFault({
      match: { method: 'GET' },
      times: 'always',
      fault: { kind: 'error', code: 'permission_denied' },
    });
    const settled = await at.cloud.operations.allocate(at.target, at.spare);
    assert.ok(settled.kind === 'unknown');
    assert.ok(!addressesOf(at.target).includes(at.spare.address));
    at.cloud.simulator.clearFaults(rule);
    const again = await settled.checkAgain();
    assert.equal(again.kind, 'done');
    assert.ok(addressesOf(at.target).includes(at.spare.address));
    assert.equal(at.cloud.asked().filter((request) => request.startsWith('POST')).length, 1);
  });
});

describe('Allocating an address to a machine', () => {
  it('shows it on the interface that Katapult has chosen', async () => {
    const at = await scene();
    const settled = await at.cloud.operations.allocateToMachine(at.machine, at.spare);
    const { interfaceId } = truthOf(at);
    const chosen = at.machine.networkInterfaces.find(({ data }) => data.id === interfaceId);
    assert.ok(settled.kind === 'done' && chosen);
    assert.equal(settled.value.node.parent, chosen);
    assert.equal(settled.value.node.kind, 'address');
    assert.ok(at.cloud.asked().includes(`POST /virtual_machines/${at.machine.data.id}/allocate_ip`));
    await at.cloud.close();
  });
});

describe('Allocating a new address', () => {
  let at: Scene;

  beforeEach(async () => (at = await scene()));
  afterEach(() => at.cloud.close());

  for (const version of ['ipv4', 'ipv6'] as const) {
    it(`adds an ${version} address to the organization and shows it`, async () => {
      const before = at.cloud.simulator.snapshot().ipAddresses.length;
      const settled = await at.cloud.operations.allocateNew(at.target, version);
      assert.ok(settled.kind === 'done');
      assert.equal(ipVersion(settled.value.address.address), version);
      assert.ok(addressesOf(at.target).includes(settled.value.address.address));
      assert.equal(at.cloud.simulator.snapshot().ipAddresses.length, before + 1);
    });
  }

  for (const when of ['before', 'after'] as const) {
    it(`finds out what became of it when the answer is lost ${when} the effect: at most one is added`, async () => {
      const before = at.cloud.simulator.snapshot().ipAddresses.length;
      at.cloud.simulator.addFault({ match: { method: 'POST' }, when, fault: { kind: 'reset' } });
      const settled = await at.cloud.operations.allocateNew(at.target, 'ipv4');
      const added = at.cloud.simulator.snapshot().ipAddresses.length - before;
      assert.equal(added, when === 'after' ? 1 : 0);
      assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
      assert.equal(at.cloud.asked().filter((request) => request.startsWith('POST')).length, 1);
    });
  }

  it('sends nothing when what the interface holds can’t be read', async () => {
    at.cloud.simulator.addFault({
      match: { method: 'GET', path: `/virtual_machine_network_interfaces/${at.target.data.id}$` },
      fault: { kind: 'error', code: 'permission_denied' },
    });
    const settled = await at.cloud.operations.allocateNew(at.target, 'ipv4');
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'permission_denied'));
    assert.ok(!at.cloud.asked().some((request) => request.startsWith('POST')));
  });

  it('leaves the mark on its row alone that another write has put there since', async () => {
    const handle = at.cloud.simulator.handle.bind(at.cloud.simulator);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    at.cloud.simulator.handle = async (request) => {
      if (request.url.endsWith('/allocate_new_ip')) await held;
      return handle(request);
    };
    at.cloud.simulator.addFault({
      match: { path: allocatePath },
      fault: { kind: 'error', code: 'permission_denied' },
    });
    const first = at.cloud.operations.allocate(at.target, at.spare);
    const second = at.cloud.operations.allocateNew(at.target, 'ipv4');
    assert.equal((await first).kind, 'failed');
    assert.deepEqual(at.target.pending, { verb: 'allocating' });
    release();
    assert.equal((await second).kind, 'done');
    assert.equal(at.target.pending, undefined);
  });

  it('fails with the cause when there is no address left', async () => {
    at.cloud.simulator.addFault({
      match: { method: 'POST' },
      fault: { kind: 'error', code: 'no_available_addresses' },
    });
    const settled = await at.cloud.operations.allocateNew(at.target, 'ipv4');
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'no_available_addresses'));
  });
});

describe('Unallocating an address', () => {
  let at: Scene;

  beforeEach(async () => (at = await scene()));
  afterEach(() => at.cloud.close());

  function first(): IpAddress {
    const address = at.target.addresses[0]?.data;
    assert.ok(address);
    return address;
  }

  it('takes it away from machine and interface; it stays in the organization', async () => {
    const address = first();
    const settled = await at.cloud.operations.unallocate(allocatedTo(at.machine, address));
    assert.equal(settled.kind, 'done');
    assert.ok(!addressesOf(at.target).includes(address.address));
    assert.ok(!at.machine.addresses.some(({ id }) => id === address.id));
    const kept = at.machine.parent.addresses.find(({ id }) => id === address.id);
    assert.deepEqual([kept?.allocation, kept?.reverseDns], [null, undefined]);
    assert.deepEqual(at.cloud.asked(), [`POST /ip_addresses/${address.id}/unallocate`]);
  });

  for (const when of ['before', 'after'] as const) {
    it(`settles by reading back when the answer is lost ${when} the effect`, async () => {
      const address = first();
      at.cloud.simulator.addFault({ match: { method: 'POST' }, when, fault: { kind: 'reset' } });
      const settled = await at.cloud.operations.unallocate(allocatedTo(at.machine, address));
      assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
      assert.equal(addressesOf(at.target).includes(address.address), when === 'before');
    });
  }

  it('says why Katapult refuses a load balancer’s address', async () => {
    const balanced = allocatedAddresses(at.cloud.inventory).find(
      ({ address }) => address.allocation?.type === 'LoadBalancer',
    );
    assert.ok(balanced);
    const settled = await at.cloud.operations.unallocate(balanced);
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'resource_does_not_support_unallocation'));
  });

  it('reaches addresses of a machine in the trash, which is in no list', async () => {
    const address = first();
    at.cloud.simulator.mutate({ action: 'trash-machine', id: at.machine.data.id });
    await at.cloud.inventory.refresh();
    const orphan = allocatedAddresses(at.cloud.inventory).find((each) => each.address.id === address.id);
    assert.ok(orphan);
    assert.equal(orphan.machine, undefined);
    assert.equal((await at.cloud.operations.unallocate(orphan)).kind, 'done');
  });
});
