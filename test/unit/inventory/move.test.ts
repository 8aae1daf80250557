import assert from 'node:assert/strict';
import { hasCode } from '../../../src/api/errors.ts';
import type { InterfaceNode } from '../../../src/inventory/nodes.ts';
import type { LocatedAddress } from '../../../src/inventory/operations/fit.ts';
import { AlreadyRunning } from '../../../src/inventory/operations/failures.ts';
import type { IpAddress } from '../../../src/inventory/types.ts';
import { machineWith, nameOf } from './cloud.ts';
import { addressesOf, scene, type Scene } from './scene.ts';

const noon = Date.UTC(2026, 6, 1, 12);

describe('Moving an address', () => {
  let at: Scene;
  /** What it is moved to: an interface of another machine in the same network. */
  let rival: InterfaceNode;
  let held: IpAddress;
  let clock: number;

  beforeEach(async () => {
    clock = noon;
    const wait = (ms: number): Promise<void> => {
      clock += ms;
      return Promise.resolve();
    };
    at = await scene({ machines: 40, now: () => clock, wait });
    rival = await interfaceLike(at.target);
    const address = at.target.addresses[0]?.data;
    assert.ok(address);
    held = address;
    at.cloud.asked();
    at.cloud.changes();
  });
  afterEach(() => at.cloud.close());

  /** An interface of another machine of the organization, in the same network. */
  async function interfaceLike(other: InterfaceNode): Promise<InterfaceNode> {
    const { networkInterfaces } = at.cloud.simulator.snapshot();
    const { data, parent } = other;
    const found = networkInterfaces.find(
      ({ networkId, virtualMachineId }) =>
        networkId === data.network?.id &&
        virtualMachineId !== parent.data.id &&
        parent.parent.machines.items?.some((machine) => machine.data.id === virtualMachineId),
    );
    const machine = machineWith(at.cloud.inventory, (each) => each.data.id === found?.virtualMachineId);
    await at.cloud.inventory.open(machine);
    const node = machine.networkInterfaces.find((each) => each.data.id === found?.id);
    assert.ok(node);
    return node;
  }

  function located(address: IpAddress = held): LocatedAddress {
    return { address, organization: at.machine.parent, machine: at.machine };
  }

  /** As a person does it: looks first, then moves. */
  async function move(from: LocatedAddress = located(), to: InterfaceNode = rival) {
    const check = await at.cloud.operations.checkMove(from, to);
    assert.ok(check.kind === 'possible');
    at.cloud.asked();
    return at.cloud.operations.move(check.source, to);
  }

  function truth(address: IpAddress = held) {
    const found = at.cloud.simulator.snapshot().ipAddresses.find(({ id }) => id === address.id);
    assert.ok(found);
    return found;
  }

  function posts(): string[] {
    return at.cloud.asked().filter((request) => request.startsWith('POST'));
  }

  const allocatePath = (id: string) => `POST /virtual_machine_network_interfaces/${id}/allocate_ip`;

  function failAt(node: InterfaceNode, code = 'invalid_ip', times: 1 | 'always' = 'always'): void {
    const path = `/virtual_machine_network_interfaces/${node.data.id}/allocate_ip`;
    at.cloud.simulator.addFault({ match: { path }, times, fault: { kind: 'error', code } });
  }

  describe('to another machine', () => {
    it('unallocates it once, allocates it once, and shows it there', async () => {
      const outcome = await move();
      assert.equal(outcome.kind, 'moved');
      assert.equal(truth().interfaceId, rival.data.id);
      assert.deepEqual(posts(), [`POST /ip_addresses/${held.id}/unallocate`, allocatePath(rival.data.id)]);
      assert.ok(addressesOf(rival).includes(held.address));
      assert.ok(!addressesOf(at.target).includes(held.address));
    });

    it('tells how long it had no machine, at most, and what became of its reverse DNS', async () => {
      await at.cloud.operations.edit(located(), { reverseDns: 'www.example.com' });
      const handle = at.cloud.simulator.handle.bind(at.cloud.simulator);
      at.cloud.simulator.handle = (request) => {
        if (request.method === 'POST') clock += 250;
        return handle(request);
      };
      const outcome = await move();
      assert.ok(outcome.kind === 'moved');
      assert.equal(outcome.withoutMachineMs, 500);
      assert.deepEqual(outcome.reverseDns, { before: 'www.example.com', after: truth().reverseDns });
    });

    it('marks the rows of both machines while it runs, and none afterwards', async () => {
      const node = at.target.addresses.find(({ data }) => data.id === held.id);
      const check = await at.cloud.operations.checkMove(located(), rival);
      assert.ok(check.kind === 'possible');
      const running = at.cloud.operations.move(check.source, rival);
      const rows = [node, at.machine, rival, rival.parent];
      for (const row of rows)
        assert.deepEqual(row?.pending, { verb: 'moving', address: held.address }, row && nameOf(row));
      await running;
      for (const row of rows) assert.equal(row?.pending, undefined);
    });

    it('and unallocating it exclude one another', async () => {
      const [first, second] = await Promise.all([
        at.cloud.operations.move(located(), rival),
        at.cloud.operations.unallocate(located()),
      ]);
      assert.equal(first.kind, 'moved');
      assert.ok(second.kind === 'failed' && second.error instanceof AlreadyRunning);
    });

    it('from one in the trash, which is in no list', async () => {
      at.cloud.simulator.mutate({ action: 'trash-machine', id: at.machine.data.id });
      await at.cloud.inventory.refresh();
      const outcome = await move({ address: held, organization: at.machine.parent });
      assert.equal(outcome.kind, 'moved');
      assert.equal(truth().interfaceId, rival.data.id);
    });

    it('from one that is stopped', async () => {
      await at.cloud.operations.power(at.machine, 'stop');
      assert.equal(at.machine.state, 'stopped');
      assert.equal((await move()).kind, 'moved');
    });

    it('from one that was never opened', async () => {
      at.machine.interfaces.forget();
      assert.equal((await move()).kind, 'moved');
      assert.ok(!at.machine.addresses.some(({ id }) => id === held.id));
    });
  });

  it('out of the pool allocates it, and nothing else', async () => {
    const outcome = await move({ address: at.spare, organization: at.machine.parent });
    assert.ok(outcome.kind === 'moved');
    assert.equal(outcome.withoutMachineMs, undefined);
    assert.deepEqual(posts(), [allocatePath(rival.data.id)]);
  });

  it('out of the pool leaves it there when the target does not take it', async () => {
    failAt(rival);
    const outcome = await move({ address: at.spare, organization: at.machine.parent });
    assert.ok(outcome.kind === 'failed' && hasCode(outcome.error, 'invalid_ip'));
    assert.equal(truth(at.spare).allocationId, null);
  });

  it('changes nothing when it can’t be unallocated', async () => {
    at.cloud.simulator.addFault({
      match: { path: '/unallocate$' },
      fault: { kind: 'error', code: 'permission_denied' },
    });
    const outcome = await move();
    assert.ok(outcome.kind === 'failed' && hasCode(outcome.error, 'permission_denied'));
    assert.equal(truth().interfaceId, at.target.data.id);
    assert.ok(addressesOf(at.target).includes(held.address));
    assert.equal(posts().length, 1);
  });

  describe('that the target does not take', () => {
    /** What the organization's list says that the address is allocated to. */
    function knownOwner(): string | undefined {
      return at.machine.parent.addresses.find(({ id }) => id === held.id)?.allocation?.id;
    }

    it('is put back where it was, and says why', async () => {
      failAt(rival);
      const outcome = await move();
      assert.ok(outcome.kind === 'putBack' && hasCode(outcome.error, 'invalid_ip'));
      assert.equal(truth().interfaceId, at.target.data.id);
      assert.ok(addressesOf(at.target).includes(held.address));
      assert.ok(!addressesOf(rival).includes(held.address));
      assert.equal(posts().length, 3);
    });

    it('is put back to its machine when nobody knows its interface', async () => {
      failAt(rival);
      at.machine.interfaces.forget();
      const outcome = await move();
      assert.equal(outcome.kind, 'putBack');
      assert.equal(truth().allocationId, at.machine.data.id);
      assert.ok(posts().includes(`POST /virtual_machines/${at.machine.data.id}/allocate_ip`));
    });

    it('is put back to a machine that is in no list', async () => {
      failAt(rival);
      const { machines } = at.machine.parent;
      machines.items = machines.items?.filter((machine) => machine !== at.machine);
      const outcome = await move({ address: held, organization: at.machine.parent });
      assert.equal(outcome.kind, 'putBack');
      assert.equal(truth().allocationId, at.machine.data.id);
      assert.equal(knownOwner(), at.machine.data.id);
    });

    it('stays in the pool when it was not told where it had been', async () => {
      failAt(rival);
      const untold = { ...held, allocation: undefined };
      const source = { address: untold, organization: at.machine.parent };
      const outcome = await at.cloud.operations.move(source, rival);
      assert.ok(outcome.kind === 'inPool' && hasCode(outcome.error, 'invalid_ip'));
      assert.deepEqual(posts(), [`POST /ip_addresses/${held.id}/unallocate`, allocatePath(rival.data.id)]);
    });

    it('stays in the pool when it can’t be put back, and says why for both', async () => {
      failAt(rival);
      at.cloud.simulator.mutate({ action: 'trash-machine', id: at.machine.data.id });
      await at.cloud.inventory.refresh();
      const outcome = await move({ address: held, organization: at.machine.parent });
      assert.ok(outcome.kind === 'inPool');
      assert.ok(hasCode(outcome.error, 'invalid_ip') && hasCode(outcome.putBackError, 'object_in_trash'));
      assert.equal(truth().allocationId, null);
      assert.equal(knownOwner(), undefined);
    });

    it('because somebody else was quicker, is where they have put it', async () => {
      const handle = at.cloud.simulator.handle.bind(at.cloud.simulator);
      const { simulator } = at.cloud;
      const third = simulator
        .snapshot()
        .networkInterfaces.find(
          ({ id, networkId }) =>
            networkId === rival.data.network?.id && id !== rival.data.id && id !== at.target.data.id,
        );
      assert.ok(third);
      simulator.handle = async (request) => {
        const answer = await handle(request);
        if (request.url.endsWith('/unallocate'))
          simulator.mutate({ action: 'allocate-address', id: held.id, interfaceId: third.id });
        return answer;
      };
      const outcome = await move();
      assert.ok(outcome.kind === 'elsewhere');
      assert.equal(outcome.allocation.id, third.virtualMachineId);
      assert.equal(knownOwner(), third.virtualMachineId);
    });
  });

  describe('when an answer is lost', () => {
    const halves = [
      ['unallocate', /\/unallocate$/],
      ['allocate', /\/allocate_ip$/],
    ] as const;
    for (const [name, path] of halves) {
      it(`to ${name}, after the effect: it has moved, and nothing is sent twice`, async () => {
        const match = { method: 'POST', path: path.source };
        at.cloud.simulator.addFault({ match, when: 'after', fault: { kind: 'reset' } });
        assert.equal((await move()).kind, 'moved');
        assert.equal(truth().interfaceId, rival.data.id);
        assert.equal(posts().length, 2);
      });
    }

    it('to unallocate, before the effect: it is where it was', async () => {
      at.cloud.simulator.addFault({ match: { path: '/unallocate$' }, fault: { kind: 'reset' } });
      assert.equal((await move()).kind, 'failed');
      assert.equal(truth().interfaceId, at.target.data.id);
    });

    it('to allocate, before the effect: it is put back', async () => {
      at.cloud.simulator.addFault({ match: { path: '/allocate_ip$' }, fault: { kind: 'reset' } });
      assert.equal((await move()).kind, 'putBack');
      assert.equal(truth().interfaceId, at.target.data.id);
    });

    /** The answer to one half is lost, and nothing can be read until the rule is removed. */
    async function moveBlindly(path: string, when: 'before' | 'after') {
      const check = await at.cloud.operations.checkMove(located(), rival);
      assert.ok(check.kind === 'possible');
      at.cloud.simulator.addFault({ match: { path }, when, fault: { kind: 'reset' } });
      const fault = { kind: 'error', code: 'permission_denied' } as const;
      const rule = at.cloud.simulator.addFault({ match: { method: 'GET' }, times: 'always', fault });
      const outcome = await at.cloud.operations.move(check.source, rival);
      at.cloud.simulator.clearFaults(rule);
      at.cloud.asked();
      assert.ok(outcome.kind === 'unknown');
      return outcome.checkAgain();
    }

    const found = [
      ['/unallocate$', 'before', 'failed'],
      ['/unallocate$', 'after', 'inPool'],
      ['/allocate_ip$', 'before', 'inPool'],
      ['/allocate_ip$', 'after', 'moved'],
    ] as const;
    for (const [path, when, kind] of found)
      it(`and nothing can be read, checking again finds out without writing: ${path} ${when}, ${kind}`, async () => {
        const outcome = await moveBlindly(path, when);
        assert.equal(outcome.kind, kind);
        assert.deepEqual(posts(), []);
        // Whoever checks again has let time pass in which it may have been there already.
        if (outcome.kind === 'moved') assert.equal(outcome.withoutMachineMs, undefined);
      });

    it('and even where it is can’t be read, it is not known until it can', async () => {
      const check = await at.cloud.operations.checkMove(located(), rival);
      assert.ok(check.kind === 'possible');
      failAt(rival);
      failAt(at.target);
      const fault = { kind: 'error', code: 'permission_denied' } as const;
      const rule = at.cloud.simulator.addFault({ match: { method: 'GET' }, times: 'always', fault });
      const outcome = await at.cloud.operations.move(check.source, rival);
      assert.ok(outcome.kind === 'unknown');
      at.cloud.simulator.clearFaults(rule);
      assert.equal((await outcome.checkAgain()).kind, 'inPool');
    });
  });

  describe('is looked at before, without writing, and not possible', () => {
    async function obstacle(from: LocatedAddress, to: InterfaceNode) {
      const check = await at.cloud.operations.checkMove(from, to);
      assert.deepEqual(posts(), []);
      assert.ok(check.kind === 'impossible');
      return check.obstacle.kind;
    }

    it('to where it is already', async () => {
      assert.equal(await obstacle(located(), at.target), 'alreadyThere');
    });

    it('to an interface of another network', async () => {
      const other = at.cloud.simulator
        .snapshot()
        .networkInterfaces.find(
          ({ networkId, virtualMachineId }) =>
            networkId !== rival.data.network?.id &&
            at.cloud.inventory.machines.some(({ data }) => data.id === virtualMachineId),
        );
      const machine = machineWith(at.cloud.inventory, ({ data }) => data.id === other?.virtualMachineId);
      await at.cloud.inventory.open(machine);
      const target = machine.networkInterfaces.find(({ data }) => data.id === other?.id);
      assert.ok(target);
      assert.equal(await obstacle(located(), target), 'otherNetwork');
    });

    it('to a virtual network, of an address of another one', async () => {
      const { id, name } = rival.data;
      const virtual = { id, name, virtual_network: { id: 'vnet_1', name: 'private' }, ip_addresses: [] };
      at.cloud.simulator.addFault({
        match: { path: `/virtual_machine_network_interfaces/${id}$` },
        fault: { kind: 'set-field', path: 'virtual_machine_network_interface', value: virtual },
      });
      assert.equal(await obstacle(located(), rival), 'otherNetwork');
    });

    it('of a load balancer’s address', async () => {
      const balanced = at.machine.parent.addresses.find(
        ({ allocation }) => allocation?.type === 'LoadBalancer',
      );
      assert.ok(balanced);
      const from = { address: balanced, organization: at.machine.parent };
      assert.equal(await obstacle(from, rival), 'notOfAMachine');
    });

    it('to a machine in the trash', async () => {
      at.cloud.simulator.mutate({ action: 'trash-machine', id: rival.parent.data.id });
      assert.equal(await obstacle(located(), rival), 'targetInTrash');
    });

    it('to a machine or an interface that has gone', async () => {
      at.cloud.simulator.mutate({ action: 'detach-interface', id: rival.data.id });
      assert.equal(await obstacle(located(), rival), 'targetGone');
      at.cloud.simulator.mutate({ action: 'delete-machine', id: rival.parent.data.id });
      assert.equal(await obstacle(located(), rival), 'targetGone');
    });

    it('of an address that was released', async () => {
      await at.cloud.operations.release(located());
      assert.equal(await obstacle(located(), rival), 'addressGone');
    });
  });

  describe('is looked at before, and possible', () => {
    it('from where it is now, whatever the tree shows', async () => {
      at.cloud.simulator.mutate({
        action: 'allocate-address',
        id: held.id,
        interfaceId: rival.data.id,
      });
      const check = await at.cloud.operations.checkMove(located(), at.target);
      assert.ok(check.kind === 'possible');
      assert.equal(check.source.machine, rival.parent);
      assert.equal(check.source.address.allocation?.id, rival.parent.data.id);
      assert.deepEqual(check.cautions, []);
    });

    it('with the caution that it is a virtual IP', async () => {
      await at.cloud.operations.edit(located(), { vip: true, label: 'front' });
      const check = await at.cloud.operations.checkMove(located(), rival);
      assert.deepEqual(check.kind === 'possible' && check.cautions, ['virtualIp']);
    });

    it('with the caution that its network is not told', async () => {
      at.cloud.simulator.addFault({
        match: { path: `/ip_addresses/${held.id}$` },
        fault: { kind: 'set-field', path: 'ip_address.network', value: null },
      });
      const check = await at.cloud.operations.checkMove(located(), rival);
      assert.deepEqual(check.kind === 'possible' && check.cautions, ['networkUnknown']);
    });

    it('unless something can’t be read, which is thrown', async () => {
      at.cloud.simulator.addFault({
        match: { path: `/virtual_machines/${rival.parent.data.id}$` },
        fault: { kind: 'error', code: 'permission_denied' },
      });
      await assert.rejects(at.cloud.operations.checkMove(located(), rival), (error) =>
        hasCode(error, 'permission_denied'),
      );
    });
  });
});
