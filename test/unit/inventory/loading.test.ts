import assert from 'node:assert/strict';
import { hasCode, NetworkError } from '../../../src/api/errors.ts';
import type { OrganizationNode } from '../../../src/inventory/nodes.ts';
import { machineWith, nameOf, openAll, openCloud, type Cloud } from './cloud.ts';

function machinesIn({ machines }: OrganizationNode): number {
  return machines.items?.length ?? 0;
}

describe('Loading the inventory', () => {
  let cloud: Cloud;

  beforeEach(async () => (cloud = await openCloud({ seed: 3, machines: 12 })));
  afterEach(() => cloud.close());

  it('asks for organizations, and then for one page of machines and of addresses each', async () => {
    await openAll(cloud.inventory);
    const ids = cloud.inventory.organizations.items?.map(({ data }) => data.id) ?? [];
    const lists = ids.flatMap((id) => [
      `GET /organizations/${id}/virtual_machines?page=1&per_page=200`,
      `GET /organizations/${id}/ip_addresses?page=1&per_page=200`,
    ]);
    assert.ok(ids.length > 1);
    assert.deepEqual(cloud.asked().sort(), ['GET /organizations', ...lists].sort());
  });

  it('asks for nothing more when somebody has stopped waiting for the first of it', async () => {
    const { inventory } = cloud;
    await openAll(inventory);
    cloud.asked();
    const request = { method: 'GET', path: '/organizations' };
    const givenUp = new NetworkError('not_sent', 'cancelled', request);
    Object.assign(inventory.api.organizations, { list: () => Promise.reject(givenUp) });
    await inventory.refresh();
    assert.equal(inventory.organizations.error, givenUp);
    assert.ok(inventory.machines.length > 0, 'what was read before stays');
    assert.deepEqual(cloud.asked(), []);
  });

  it('shows every machine with the addresses that the cloud says are allocated to it', async () => {
    await openAll(cloud.inventory);
    const { virtualMachines, ipAddresses } = cloud.simulator.snapshot();
    const listed = virtualMachines.filter(({ inTrash }) => !inTrash);
    assert.equal(cloud.inventory.machines.length, listed.length);
    for (const { id } of listed) {
      const machine = machineWith(cloud.inventory, ({ data }) => data.id === id);
      const truth = ipAddresses.filter(({ allocationId }) => allocationId === id);
      assert.deepEqual(
        new Set(machine.addresses.map(({ address }) => address)),
        new Set(truth.map(({ address }) => address)),
      );
    }
  });

  it('reads details and interfaces when a machine is opened, in two requests', async () => {
    await openAll(cloud.inventory);
    const machine = machineWith(cloud.inventory, ({ addresses }) => addresses.length > 1);
    cloud.asked();
    await cloud.inventory.open(machine);
    assert.deepEqual(cloud.asked().sort(), [
      `GET /virtual_machines/${machine.data.id}`,
      `GET /virtual_machines/${machine.data.id}/network_interfaces?page=1&per_page=200`,
    ]);
    assert.ok(machine.state);
    const held = machine.networkInterfaces.flatMap(({ addresses }) => addresses.map(nameOf));
    assert.deepEqual(new Set(held), new Set(machine.addresses.map(({ address }) => address)));
  });

  it('reads nothing twice, however many ask at once', async () => {
    await Promise.all([cloud.inventory.open(), cloud.inventory.open(), cloud.inventory.refresh()]);
    assert.equal(cloud.asked().filter((request) => request === 'GET /organizations').length, 1);
  });

  it('keeps a failure in its own branch and the others unharmed', async () => {
    await cloud.inventory.open();
    const [broken, sound] = cloud.inventory.organizations.items ?? [];
    assert.ok(broken && sound);
    cloud.simulator.addFault({
      match: { path: `${broken.data.id}/virtual_machines` },
      fault: { kind: 'error', code: 'organization_suspended' },
    });
    await Promise.all([cloud.inventory.open(broken), cloud.inventory.open(sound)]);
    assert.ok(hasCode(broken.machines.error, 'organization_suspended'));
    assert.equal(machinesIn(broken), 0);
    assert.ok(machinesIn(sound) > 0);
    await cloud.inventory.refresh(broken);
    assert.equal(broken.machines.error, undefined);
    assert.ok(machinesIn(broken) > 0);
  });

  it('keeps the last good machines when a refresh fails', async () => {
    await openAll(cloud.inventory);
    const [organization] = cloud.inventory.organizations.items ?? [];
    assert.ok(organization);
    const before = organization.machines.items;
    cloud.simulator.addFault({
      match: { path: '/virtual_machines' },
      times: 'always',
      fault: { kind: 'error', code: 'organization_not_activated' },
    });
    await cloud.inventory.refresh(organization);
    assert.ok(hasCode(organization.machines.error, 'organization_not_activated'));
    assert.equal(organization.machines.items, before);
    assert.equal(organization.machines.loadedAt, 1_000);
  });

  it('shows machines with the addresses of their own entries when the token may not list addresses', async () => {
    const [organization] = cloud.simulator.snapshot().organizations;
    cloud.simulator.changeToken(cloud.token, { scopes: ['organizations:read', 'virtual_machines:read'] });
    await openAll(cloud.inventory);
    const node = cloud.inventory.organizations.items?.find(({ data }) => data.id === organization?.id);
    assert.ok(node && hasCode(node.addressesError, 'scope_not_granted'));
    assert.ok(node.machines.items?.some(({ addresses }) => addresses.length > 0));
  });

  it('keeps the last good addresses when they can’t be read again', async () => {
    await openAll(cloud.inventory);
    const before = cloud.inventory.machines.map(({ addresses }) => addresses);
    cloud.simulator.changeToken(cloud.token, { scopes: ['organizations:read', 'virtual_machines:read'] });
    await cloud.inventory.refresh();
    assert.deepEqual(
      cloud.inventory.machines.map(({ addresses }) => addresses),
      before,
    );
    for (const organization of cloud.inventory.organizations.items ?? []) {
      assert.ok(hasCode(organization.addressesError, 'scope_not_granted'));
      assert.equal(organization.addressesReadAt, 1_000);
    }
  });

  it('makes one refresh of a burst of clicks', async () => {
    await openAll(cloud.inventory);
    cloud.asked();
    await cloud.inventory.refresh();
    const once = cloud.asked();
    const clicks: Promise<void>[] = [];
    const click = () => clicks.push(cloud.inventory.refresh());
    // Clicks before anything is asked, and in the middle of it.
    const { virtualMachines } = cloud.inventory.api;
    const list = virtualMachines.list.bind(virtualMachines);
    virtualMachines.list = (...asked) => {
      click();
      return list(...asked);
    };
    for (let count = 0; count < 10; count++) click();
    for (let waited = 0; waited < clicks.length; waited++) await clicks[waited];
    assert.deepEqual(cloud.asked().sort(), once.sort());
  });

  it('reads nothing by itself that nobody has looked at, or that is being read already', async () => {
    await cloud.inventory.refreshQuietly();
    assert.deepEqual(cloud.asked(), []);
    await openAll(cloud.inventory);
    cloud.asked();
    await cloud.inventory.refresh();
    const once = cloud.asked().length;
    await Promise.all([cloud.inventory.refresh(), cloud.inventory.refreshQuietly()]);
    assert.equal(cloud.asked().length, once);
  });

  it('reads again what has failed, for whoever asks while the rest is still being read', async () => {
    await openAll(cloud.inventory);
    cloud.simulator.addFault({
      match: { path: '/organizations$' },
      fault: { kind: 'error', code: 'scope_not_granted' },
    });
    const clicks: Promise<void>[] = [];
    const { virtualMachines } = cloud.inventory.api;
    const list = virtualMachines.list.bind(virtualMachines);
    virtualMachines.list = (...asked) => {
      if (clicks.length === 0) {
        assert.ok(hasCode(cloud.inventory.organizations.error, 'scope_not_granted'));
        clicks.push(cloud.inventory.refresh());
      }
      return list(...asked);
    };
    await cloud.inventory.refresh();
    await Promise.all(clicks);
    assert.equal(clicks.length, 1);
    assert.equal(cloud.inventory.organizations.error, undefined);
  });

  it('opens a machine in the trash as a failure that says so', async () => {
    await openAll(cloud.inventory);
    const [machine] = cloud.inventory.machines;
    assert.ok(machine);
    cloud.simulator.mutate({ action: 'trash-machine', id: machine.data.id });
    await cloud.inventory.open(machine);
    assert.ok(hasCode(machine.interfaces.error, 'object_in_trash'));
  });
});

describe('Refreshing the inventory', () => {
  let cloud: Cloud;

  beforeEach(async () => {
    cloud = await openCloud({ seed: 3, machines: 12 });
    await openAll(cloud.inventory);
    cloud.changes();
  });
  afterEach(() => cloud.close());

  it('announces nothing when nothing has changed', async () => {
    await cloud.inventory.refresh();
    assert.deepEqual(cloud.changes(), []);
  });

  it('holds nothing twice of what is as it was, though all of it was sent again', async () => {
    const held = () =>
      (cloud.inventory.organizations.items ?? []).flatMap(({ addresses, machines }) => [
        ...addresses,
        ...(machines.items ?? []).map(({ data }) => data),
      ]);
    const before = held();
    await cloud.inventory.refresh();
    held().forEach((each, index) => assert.equal(each, before[index]));
  });

  it('announces only the machine that has changed', async () => {
    const machine = machineWith(cloud.inventory, ({ addresses }) => addresses.length > 1);
    const [address] = machine.addresses;
    assert.ok(address);
    cloud.simulator.mutate({ action: 'unallocate-address', id: address.id });
    await cloud.inventory.refresh();
    assert.deepEqual(cloud.changes(), [machine.data.name]);
    assert.ok(!machine.addresses.some(({ id }) => id === address.id));
  });

  it('announces the organization when a machine has gone, and keeps the nodes of the others', async () => {
    const before = cloud.inventory.machines;
    const [gone] = before;
    assert.ok(gone);
    cloud.simulator.mutate({ action: 'delete-machine', id: gone.data.id });
    await cloud.inventory.refresh();
    assert.deepEqual(cloud.changes(), [gone.parent.data.name]);
    assert.deepEqual(new Set(cloud.inventory.machines), new Set(before.slice(1)));
  });

  it('reads opened machines again, and closed ones when they are next opened', async () => {
    const [opened, closed] = cloud.inventory.machines;
    assert.ok(opened && closed);
    await Promise.all([cloud.inventory.open(opened), cloud.inventory.open(closed)]);
    cloud.inventory.setOpened(opened, true);
    cloud.asked();
    await cloud.inventory.refresh();
    const asked = cloud.asked();
    assert.ok(asked.includes(`GET /virtual_machines/${opened.data.id}`));
    assert.ok(!asked.includes(`GET /virtual_machines/${closed.data.id}`));
    await cloud.inventory.open(closed);
    assert.ok(cloud.asked().includes(`GET /virtual_machines/${closed.data.id}`));
  });

  it('keeps the nodes of interfaces and addresses of an opened machine', async () => {
    const machine = machineWith(cloud.inventory, ({ addresses }) => addresses.length > 1);
    await cloud.inventory.open(machine);
    const before = machine.networkInterfaces.flatMap((node) => [node, ...node.addresses]);
    await cloud.inventory.refresh(machine);
    assert.deepEqual(
      machine.networkInterfaces.flatMap((node) => [node, ...node.addresses]),
      before,
    );
  });
});

describe('Learning of a single node', () => {
  let cloud: Cloud;

  before(async () => {
    cloud = await openCloud({ seed: 3, machines: 12 });
    await openAll(cloud.inventory);
  });
  after(() => cloud.close());

  it('reads a machine’s state, an interface’s MAC address and an address’s gateway, once', async () => {
    const machine = machineWith(cloud.inventory, ({ addresses }) => addresses.length > 1);
    await cloud.inventory.learn(machine);
    assert.ok(machine.state);
    await cloud.inventory.open(machine);
    const [node] = machine.networkInterfaces;
    const [address] = node?.addresses ?? [];
    assert.ok(node && address);
    await cloud.inventory.learn(node);
    await cloud.inventory.learn(address);
    assert.ok(node.data.macAddress);
    assert.ok(address.data.subnet?.gateway);
    cloud.asked();
    for (const known of [machine, node, address]) await cloud.inventory.learn(known);
    assert.deepEqual(cloud.asked(), []);
  });

  it('leaves what it could not read as it was', async () => {
    const machine = machineWith(cloud.inventory, ({ details }) => !details);
    cloud.simulator.addFault({
      match: { path: machine.data.id },
      fault: { kind: 'error', code: 'virtual_machine_not_found' },
    });
    await cloud.inventory.learn(machine);
    assert.equal(machine.state, undefined);
  });
});
