import assert from 'node:assert/strict';
import type { SimulatorOptions } from '../../../src/simulator/options.ts';
import { createSimulator } from '../../../src/simulator/simulator.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import type { Snapshot } from '../../../src/simulator/snapshot.ts';
import { machineNamed } from './support.ts';

describe('simulator: the generated cloud', () => {
  const snapshot = (options: SimulatorOptions): Snapshot => createSimulator(options).snapshot();

  it('is the same for the same seed, byte for byte', async () => {
    const everything = async (seed: number): Promise<string> => {
      const simulator = createSimulator({ seed, machines: 60 });
      const bodies = await Promise.all(
        simulator.snapshot().virtualMachines.map(({ id }) => read(simulator, `/virtual_machines/${id}`)),
      );
      return JSON.stringify([simulator.token, simulator.snapshot(), bodies]);
    };
    assert.equal(await everything(7), await everything(7));
    assert.notEqual(await everything(7), await everything(8));
  });

  it('goes on the same way when the same is done to it', () => {
    const ids = ['a', 'b'].map(() => {
      const simulator = createSimulator({ seed: 3, machines: 10 });
      const { id } = machineNamed(simulator.snapshot(), 'web-01');
      simulator.createToken({});
      simulator.mutate({ action: 'trash-machine', id });
      return simulator.snapshot();
    });
    assert.deepEqual(ids[0], ids[1]);
  });

  for (const machines of [0, 1, 5, 24, 200, 1000]) {
    it(`has ${machines} machines when told so, and everything fits together`, () => {
      const state = snapshot({ machines });
      assert.equal(state.virtualMachines.filter((each) => !each.inTrash).length, machines);
      assertConsistent(state);
    });
  }

  it('has Katapult ids, each once', () => {
    const state = snapshot({ machines: 300 });
    const ids = [
      ...state.organizations,
      ...state.networks,
      ...state.virtualMachines,
      ...state.networkInterfaces,
      ...state.ipAddresses,
    ].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^(org|netw|vnet|vm|vmnet|ip)_[0-9A-Za-z]{16}$/);
  });

  it('has 10,000 machines with 20,000 addresses in a moment', function () {
    this.timeout(10_000);
    const started = performance.now();
    const simulator = createSimulator({ machines: 10_000 });
    const elapsed = performance.now() - started;
    const state = simulator.snapshot();
    assert.ok(state.ipAddresses.length >= 20_000, `${state.ipAddresses.length} addresses`);
    assertConsistent(state);
    assert.ok(elapsed < 3000, `took ${elapsed} ms`);
  });

  it('has two organizations, the first the larger, and one for a handful of machines', () => {
    const sizes = (state: Snapshot): number[] =>
      state.organizations.map(
        ({ id }) =>
          state.virtualMachines.filter((each) => each.organizationId === id && !each.inTrash).length,
      );
    assert.deepEqual(sizes(snapshot({ machines: 24 })), [16, 8]);
    assert.deepEqual(sizes(snapshot({ machines: 5 })), [5]);
    assert.deepEqual(sizes(snapshot({ machines: 8, organizations: 4 })), [5, 1, 1, 1]);
  });

  it('has every state of a machine, though most run', () => {
    const states = snapshot({ machines: 200 }).virtualMachines.map(({ state }) => state);
    assert.equal(new Set(states).size, 12);
    assert.ok(states.filter((state) => state === 'started').length > 150);
  });

  it('has the cases that a tree has to show', () => {
    const state = snapshot({ machines: 24 });
    const interfacesOf = (id: string): number =>
      state.networkInterfaces.filter((each) => each.virtualMachineId === id).length;
    for (const count of [0, 1, 2])
      assert.ok(
        state.virtualMachines.some(({ id }) => interfacesOf(id) === count),
        `${count} interfaces`,
      );
    assert.ok(state.networkInterfaces.some(({ addressIds }) => addressIds.length === 0));
    assert.ok(state.networkInterfaces.some(({ addressIds }) => addressIds.length >= 12));
    assert.ok(state.virtualMachines.some(({ name }) => name.length > 50));
    assert.ok(state.virtualMachines.some(({ name }) => /[^ -~]/.test(name)));
    assert.ok(state.virtualMachines.some(({ inTrash }) => inTrash));
    assert.ok(
      state.ipAddresses.some(
        ({ vip, label, allocationId }) => vip && label !== null && allocationId !== null,
      ),
    );
    assert.ok(state.ipAddresses.some(({ vip, allocationId }) => vip && allocationId === null));
    assert.ok(state.ipAddresses.some(({ allocationType }) => allocationType === 'LoadBalancer'));
    const subnetsOnOne = state.networkInterfaces.map(({ addressIds }) => {
      const onIt = state.ipAddresses.filter(
        ({ id, version }) => addressIds.includes(id) && version === 'ipv4',
      );
      return new Set(onIt.map(({ subnetId }) => subnetId)).size;
    });
    assert.ok(Math.max(...subnetsOnOne) > 1);
    const virtual = state.networks.filter(({ kind }) => kind === 'virtual').map(({ id }) => id);
    const onVirtual = state.networkInterfaces.filter(({ networkId }) => virtual.includes(networkId));
    assert.ok(onVirtual.some(({ addressIds }) => addressIds.length > 0));
    assert.ok(onVirtual.some(({ addressIds }) => addressIds.length === 0));
  });

  it('has spare addresses of every public network and version for every organization', () => {
    const state = snapshot({ machines: 200 });
    for (const { id: organizationId } of state.organizations) {
      for (const network of state.networks.filter(({ kind }) => kind === 'public')) {
        for (const version of ['ipv4', 'ipv6']) {
          const spare = state.ipAddresses.filter(
            (each) =>
              each.organizationId === organizationId &&
              each.networkId === network.id &&
              each.version === version &&
              !each.allocationId,
          );
          assert.ok(spare.length >= 3, `${network.name} in ${network.dataCenter}, ${version}`);
        }
      }
    }
  });

  it('has only addresses that are nobody else’s', () => {
    const nobodys =
      /^(192\.0\.2|198\.51\.100|203\.0\.113|10\.\d+\.\d+|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+)\.\d+$|^2001:db8:/;
    for (const { address } of snapshot({ machines: 2000 }).ipAddresses) assert.match(address, nobodys);
    for (const { address } of snapshot({ machines: 24 }).ipAddresses) assert.doesNotMatch(address, /^100\./);
  });

  it('says what is wrong with a number that makes no cloud', () => {
    assert.throws(
      () => createSimulator({ machines: 10_001 }),
      /machines must be a whole number from 0 to 10000, not 10001/,
    );
    assert.throws(() => createSimulator({ organizations: 0 }), RangeError);
  });
});

async function read(simulator: Simulator, path: string): Promise<string> {
  const { body } = await simulator.handle({
    method: 'GET',
    url: `/core/v1${path}`,
    headers: { authorization: `Bearer ${simulator.token}` },
    body: '',
  });
  return body;
}

/** What must hold in any cloud: addresses and interfaces agree, and no address is there twice. */
function assertConsistent(state: Snapshot): void {
  const interfaces = new Map(state.networkInterfaces.map((each) => [each.id, each]));
  const machines = new Map(state.virtualMachines.map((each) => [each.id, each]));
  assert.equal(new Set(state.ipAddresses.map(({ address }) => address)).size, state.ipAddresses.length);
  for (const address of state.ipAddresses.filter(
    ({ allocationType }) => allocationType === 'VirtualMachine',
  )) {
    const holder = interfaces.get(address.interfaceId ?? '');
    assert.ok(holder);
    assert.equal(holder.virtualMachineId, address.allocationId);
    assert.equal(holder.networkId, address.networkId);
    assert.ok(holder.addressIds.includes(address.id));
    assert.equal(machines.get(address.allocationId ?? '')?.organizationId, address.organizationId);
  }
  const held = state.networkInterfaces.flatMap(({ addressIds }) => addressIds);
  assert.equal(held.length, state.ipAddresses.filter(({ interfaceId }) => interfaceId !== null).length);
}
