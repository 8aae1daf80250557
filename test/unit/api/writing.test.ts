import assert from 'node:assert/strict';
import { subjectOf } from './endpoints.ts';
import type { Subject } from './endpoints.ts';
import { closeAll, cloud, first } from './support.ts';
import type { Cloud } from './support.ts';

describe('api: what writing does', () => {
  let harbour: Cloud;
  let subject: Subject;

  beforeEach(async () => {
    harbour = await cloud();
    subject = subjectOf(harbour.state());
  });
  afterEach(closeAll);

  it('networkInterfaces.allocateIp gives the interface as it has become', async () => {
    const { networkInterface, spare } = subject;
    const changed = await harbour.katapult.networkInterfaces.allocateIp(networkInterface, spare);
    assert.equal(changed.id, networkInterface);
    assert.equal(changed.speedProfileName, undefined);
    assert.ok(changed.ipAddresses.some(({ id }) => id === spare));
    assert.equal(addressNow(spare).interfaceId, networkInterface);
  });

  it('virtualMachines.allocateIp gives the address as it has become', async () => {
    const { machine, spare } = subject;
    const changed = await harbour.katapult.virtualMachines.allocateIp(machine, spare);
    const now = addressNow(spare);
    assert.equal(changed.id, spare);
    assert.equal(changed.reverseDns, now.reverseDns);
    assert.deepEqual(changed.allocation, { id: machine, type: 'VirtualMachine' });
    assert.equal(now.allocationId, machine);
  });

  for (const version of ['ipv4', 'ipv6'] as const) {
    it(`networkInterfaces.allocateNewIp adds one ${version} address and gives it`, async () => {
      const { networkInterface, machine } = subject;
      const before = harbour.state().ipAddresses.length;
      const added = await harbour.katapult.networkInterfaces.allocateNewIp(networkInterface, version);
      assert.equal(harbour.state().ipAddresses.length, before + 1);
      assert.equal(addressNow(added.id).version, version);
      assert.equal(addressNow(added.id).interfaceId, networkInterface);
      assert.equal(added.address, addressNow(added.id).address);
      assert.deepEqual(added.allocation, { id: machine, type: 'VirtualMachine' });
    });
  }

  it('ipAddresses.unallocate leaves the address to the organization, allocated to nothing', async () => {
    const { organization, allocated } = subject;
    await harbour.katapult.ipAddresses.unallocate(allocated);
    const now = addressNow(allocated);
    assert.equal(now.allocationId, null);
    assert.equal(now.organizationId, organization);
  });

  it('ipAddresses.create adds one address, allocated to nothing, and gives it', async () => {
    const { organization, network } = subject;
    const wanted = { networkId: network, version: 'ipv6', vip: true, label: 'front' } as const;
    const added = await harbour.katapult.ipAddresses.create(organization, wanted);
    const { version, networkId, vip, label } = addressNow(added.id);
    assert.deepEqual({ version, networkId, vip, label }, wanted);
    assert.deepEqual([added.label, added.vip, added.allocation], ['front', true, null]);
  });

  it('ipAddresses.update changes what it names and nothing else', async () => {
    const { allocated } = subject;
    const { reverseDns } = addressNow(allocated);
    const vip = await harbour.katapult.ipAddresses.update(allocated, { vip: true, label: 'front' });
    assert.deepEqual([vip.vip, vip.label, vip.reverseDns], [true, 'front', reverseDns]);
    const named = await harbour.katapult.ipAddresses.update(allocated, { reverseDns: 'www.example.com' });
    assert.deepEqual([named.vip, named.label, named.reverseDns], [true, 'front', 'www.example.com']);
    assert.equal(addressNow(allocated).reverseDns, 'www.example.com');
  });

  it('ipAddresses.release takes the address from the organization', async () => {
    await harbour.katapult.ipAddresses.release(subject.spare);
    assert.ok(!harbour.state().ipAddresses.some(({ id }) => id === subject.spare));
  });

  it('virtualMachines.stop begins a task, which tasks.get follows, and leaves the machine as it is till then', async () => {
    const task = await harbour.katapult.virtualMachines.stop(subject.machine);
    assert.equal(task.status, 'pending');
    assert.equal((await harbour.katapult.virtualMachines.get(subject.machine)).state, 'started');
    assert.deepEqual(await harbour.katapult.tasks.get(task.id), { ...task, progress: 0 });
  });

  it('organizations.availableNetworks gives the networks in which an address can be created', async () => {
    const networks = await harbour.katapult.organizations.availableNetworks(subject.organization);
    const known = harbour.state().networks.filter(({ kind }) => kind === 'public');
    assert.deepEqual(
      networks.map(({ id, dataCenter }) => [id, dataCenter?.name]),
      known.map(({ id, dataCenter }) => [id, dataCenter]),
    );
    assert.ok(networks.some(({ isDefault }) => isDefault));
  });

  function addressNow(id: string): ReturnType<Cloud['state']>['ipAddresses'][number] {
    return first(harbour.state().ipAddresses, (each) => each.id === id);
  }
});
