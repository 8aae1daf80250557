import assert from 'node:assert/strict';
import { subjectOf } from './endpoints.ts';
import type { Subject } from './endpoints.ts';
import { closeAll, cloud, first } from './support.ts';
import type { Cloud } from './support.ts';

describe('api: what reading gives', () => {
  let harbour: Cloud;
  let subject: Subject;

  before(async () => {
    harbour = await cloud();
    subject = subjectOf(harbour.state());
  });
  after(closeAll);

  it('organizations.list gives every organization with its name and sub-domain', async () => {
    const expected = harbour
      .state()
      .organizations.map(({ id, name, subDomain, suspended }) => ({ id, name, subDomain, suspended }));
    assert.deepEqual(await harbour.katapult.organizations.list(), expected);
    assert.equal(expected.length, 2);
  });

  it('organizations.list gives none to a token that sees none', async () => {
    const { value } = harbour.simulator.createToken({ organizations: [] });
    assert.deepEqual(await harbour.client({ token: value }).organizations.list(), []);
  });

  it('organizations.currentUser gives the name of the person', async () => {
    assert.deepEqual(await harbour.katapult.organizations.currentUser(), { name: 'Robin Ellis' });
  });

  it('virtualMachines.list gives the machines of one organization, without those in the trash', async () => {
    const machines = await harbour.katapult.virtualMachines.list(subject.organization);
    const expected = harbour
      .state()
      .virtualMachines.filter((each) => each.organizationId === subject.organization && !each.inTrash);
    assert.deepEqual(
      machines.map(({ id, name, fqdn }) => ({ id, name, fqdn })).toSorted(byId),
      expected.map(({ id, name, fqdn }) => ({ id, name, fqdn })).toSorted(byId),
    );
  });

  it('virtualMachines.list gives where a machine runs, what it is and which addresses it has', async () => {
    const machines = await harbour.katapult.virtualMachines.list(subject.organization);
    const { zone, packageName, createdAt, hostname, state, addresses } = first(
      machines,
      ({ id }) => id === subject.machine,
    );
    assert.equal(hostname, 'web-01');
    assert.equal(zone?.name, 'Amsterdam West');
    assert.equal(zone.dataCenter?.name, 'Amsterdam');
    assert.match(packageName ?? '', /^ROCK-/);
    assert.equal(typeof createdAt, 'number');
    assert.equal(state, undefined);
    assert.deepEqual(addresses.toSorted(), addressesOf(subject.machine).map(textOf).toSorted());
  });

  it('virtualMachines.get gives the state and the addresses with their ids', async () => {
    const machine = await harbour.katapult.virtualMachines.get(subject.machine);
    const expected = first(harbour.state().virtualMachines, ({ id }) => id === subject.machine);
    assert.equal(machine.state, expected.state);
    assert.equal(machine.groupName, 'Web tier');
    assert.deepEqual(machine.tagNames, ['customer-facing']);
    assert.deepEqual(
      machine.ipAddresses.map(idOf).toSorted(),
      addressesOf(subject.machine).map(idOf).toSorted(),
    );
    assert.deepEqual(machine.addresses, machine.ipAddresses.map(textOf));
  });

  it('networkInterfaces.list gives the interfaces of a machine with their addresses', async () => {
    const [only, ...more] = await harbour.katapult.networkInterfaces.list(subject.machine);
    const expected = first(harbour.state().networkInterfaces, ({ id }) => id === subject.networkInterface);
    assert.deepEqual(more, []);
    assert.equal(only?.id, subject.networkInterface);
    assert.equal(only.name, 'Public Network on web-01');
    assert.deepEqual(only.network, { id: expected.networkId, name: 'Public Network', dataCenter: undefined });
    assert.equal(only.virtualNetwork, undefined);
    assert.deepEqual(only.ipAddresses.map(idOf).toSorted(), expected.addressIds.toSorted());
  });

  it('networkInterfaces.list gives the virtual network of an interface that is on one', async () => {
    const virtual = harbour.state().networks.filter(({ kind }) => kind === 'virtual');
    const { id, networkId, virtualMachineId } = first(harbour.state().networkInterfaces, (each) =>
      virtual.some((network) => network.id === each.networkId),
    );
    const listed = await harbour.katapult.networkInterfaces.list(virtualMachineId);
    const found = first(listed, (each) => each.id === id);
    assert.equal(found.network, undefined);
    assert.equal(found.virtualNetwork?.id, networkId);
  });

  it('networkInterfaces.get adds the hardware address, the state and the speed', async () => {
    const found = await harbour.katapult.networkInterfaces.get(subject.networkInterface);
    assert.match(found.macAddress ?? '', /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    assert.equal(found.state, 'attached');
    assert.equal(found.speedProfileName, '1 Gbps');
  });

  for (const version of ['ipv4', 'ipv6'] as const) {
    it(`networkInterfaces.availableIps gives the unallocated ${version} addresses of its network`, async () => {
      const { networkId } = first(
        harbour.state().networkInterfaces,
        ({ id }) => id === subject.networkInterface,
      );
      const expected = harbour
        .state()
        .ipAddresses.filter(
          (each) =>
            each.networkId === networkId &&
            each.version === version &&
            each.organizationId === subject.organization &&
            each.allocationId === null,
        );
      const available = await harbour.katapult.networkInterfaces.availableIps(
        subject.networkInterface,
        version,
      );
      assert.ok(expected.length > 0);
      assert.deepEqual(available.map(idOf).toSorted(), expected.map(idOf).toSorted());
      for (const each of available) assert.equal(each.allocation, null);
      assert.equal(available[0]?.network?.id, networkId);
    });
  }

  it('ipAddresses.list gives every address with what it is allocated to', async () => {
    const listed = await harbour.katapult.ipAddresses.list(subject.organization);
    const expected = harbour
      .state()
      .ipAddresses.filter(({ organizationId }) => organizationId === subject.organization);
    assert.deepEqual(
      listed
        .map(({ id, address, reverseDns, vip, allocation }) => ({
          id,
          address,
          reverseDns,
          vip,
          allocation,
        }))
        .toSorted(byId),
      expected
        .map(({ id, address, reverseDns, vip, allocationId, allocationType }) => ({
          id,
          address,
          reverseDns,
          vip,
          allocation: allocationId === null ? null : { id: allocationId, type: allocationType },
        }))
        .toSorted(byId),
    );
    assert.ok(expected.some(({ allocationType }) => allocationType === 'LoadBalancer'));
    assert.ok(expected.some(({ allocationId }) => allocationId === null));
  });

  it('ipAddresses.get gives the network, the mask, the subnet and the name of what it is allocated to', async () => {
    const found = await harbour.katapult.ipAddresses.get(subject.allocated);
    const expected = first(harbour.state().ipAddresses, ({ id }) => id === subject.allocated);
    assert.equal(found.address, expected.address);
    assert.match(found.addressWithMask ?? '', /\/\d+$/);
    assert.equal(found.network?.id, expected.networkId);
    assert.equal(found.network.dataCenter?.name, 'Amsterdam');
    assert.equal(found.subnet?.id, expected.subnetId);
    assert.deepEqual(found.allocation, { id: subject.machine, type: 'VirtualMachine', name: 'web-01' });
  });

  it('ipAddresses.get says of an unallocated address that it is', async () => {
    const found = await harbour.katapult.ipAddresses.get(subject.spare);
    assert.equal(found.allocation, null);
  });

  it('tryList asks for one item only', async () => {
    harbour.simulator.clearRequests();
    await harbour.katapult.virtualMachines.tryList(subject.organization);
    await harbour.katapult.ipAddresses.tryList(subject.organization);
    const answers = harbour.simulator.requests().map(({ responseBody }): unknown => JSON.parse(responseBody));
    assert.partialDeepStrictEqual(answers, [
      { pagination: { per_page: 1 } },
      { pagination: { per_page: 1 } },
    ]);
  });

  function addressesOf(machine: string): { id: string; address: string }[] {
    return harbour.state().ipAddresses.filter(({ allocationId }) => allocationId === machine);
  }
});

function idOf({ id }: { id: string }): string {
  return id;
}

function textOf({ address }: { address: string }): string {
  return address;
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id.localeCompare(other.id);
}
