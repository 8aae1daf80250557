import assert from 'node:assert/strict';
import { hasCode } from '../../../../src/api/errors.ts';
import { allocatedTo } from '../../../../src/inventory/allocated.ts';
import type { OrganizationNode } from '../../../../src/inventory/nodes.ts';
import { Inventory } from '../../../../src/inventory/inventory.ts';
import { Pool } from '../../../../src/inventory/pool/pool.ts';
import type { PoolAddressNode } from '../../../../src/inventory/pool/poolNodes.ts';
import { requestsAtOnce } from '../../../../src/inventory/pool/readNetworks.ts';
import { machineWith, openAll, openCloud, type Cloud } from '../cloud.ts';

interface Scene {
  readonly cloud: Cloud;
  readonly pool: Pool;
  readonly organization: OrganizationNode;
  /** Names of organizations that the pool announced since the last look. */
  readonly announced: () => string[];
}

async function scene(machines = 12): Promise<Scene> {
  const cloud = await openCloud({ seed: 3, machines });
  const pool = new Pool(cloud.inventory);
  await openAll(cloud.inventory);
  const [organization] = cloud.inventory.organizations.items ?? [];
  assert.ok(organization);
  const names: string[] = [];
  pool.onDidChange((node) => names.push(node?.data.name ?? 'everything'));
  cloud.asked();
  return { cloud, pool, organization, announced: () => names.splice(0) };
}

/** What the cloud says, as `network version: address …`. */
function truth({ cloud, organization }: Scene): string[] {
  const { ipAddresses, networks } = cloud.simulator.snapshot();
  const own = ipAddresses.filter(
    ({ organizationId, allocationId }) => organizationId === organization.data.id && allocationId === null,
  );
  const nameOf = new Map(networks.map(({ id, name }) => [id, `${name} ${id}`]));
  const placeOf = (each: (typeof own)[number]) => `${nameOf.get(each.networkId) ?? ''} ${each.version}`;
  const places = [...new Set(own.map(placeOf))];
  return places
    .map((place) =>
      line(
        place,
        own.filter((each) => placeOf(each) === place),
      ),
    )
    .sort();
}

function shown({ pool, organization }: Scene): string[] {
  return pool
    .networks(organization)
    .flatMap(({ versions, network, sort }) =>
      versions.map(({ version, addresses }) =>
        line(
          `${network ? `${network.name} ${network.id}` : sort} ${version}`,
          addresses.map(({ data }) => data),
        ),
      ),
    )
    .sort();
}

function line(name: string, addresses: readonly { address: string }[]): string {
  return `${name}: ${addresses
    .map(({ address }) => address)
    .sort()
    .join(' ')}`;
}

function nodes({ pool, organization }: Scene): PoolAddressNode[] {
  return pool
    .networks(organization)
    .flatMap(({ versions }) => versions.flatMap(({ addresses }) => addresses));
}

async function openPool(own: Scene): Promise<void> {
  await own.pool.open(own.organization);
  await own.pool.read(own.organization);
}

describe('The pool of unallocated addresses', () => {
  let own: Scene;
  beforeEach(async () => (own = await scene()));
  afterEach(() => own.cloud.close());

  it('asks for nothing before somebody looks', async () => {
    await own.cloud.inventory.refresh();
    assert.deepEqual(
      own.cloud.asked().filter((request) => /available_ips|GET .ip_addresses/.test(request)),
      [],
    );
    assert.deepEqual(own.pool.networks(own.organization), []);
  });

  it('has every unallocated address under its network and version, with its count', async () => {
    await openPool(own);
    assert.deepEqual(shown(own), truth(own));
    const networks = own.pool.networks(own.organization);
    assert.ok(networks.length > 2);
    assert.equal(
      networks.reduce((sum, { count }) => sum + count, 0),
      nodes(own).length,
    );
    for (const node of nodes(own)) assert.ok(node.parent.addresses.includes(node));
  });

  it('shows addresses at once, and their networks when they are known', async () => {
    await own.pool.open(own.organization);
    const before = nodes(own);
    assert.deepEqual(
      new Set(own.pool.networks(own.organization).map(({ sort }) => sort)),
      new Set(['unread']),
    );
    await own.pool.read(own.organization);
    assert.deepEqual(new Set(nodes(own)), new Set(before));
    assert.ok(own.announced().length > 0);
  });

  it('takes an address that was unallocated, and loses one that was allocated', async () => {
    await openPool(own);
    const { cloud, pool, organization } = own;
    const before = pool.networks(organization);
    const machine = machineWith(
      cloud.inventory,
      (each) => each.parent === organization && each.addresses.length > 1,
    );
    const [address] = machine.addresses;
    assert.ok(address);
    own.announced();
    const unallocated = await cloud.operations.unallocate(allocatedTo(machine, address));
    assert.equal(unallocated.kind, 'done');
    assert.ok(nodes(own).some(({ data }) => data.id === address.id));
    assert.ok(own.announced().includes(organization.data.name));
    await pool.read(organization);
    assert.deepEqual(shown(own), truth(own));
    assert.deepEqual(pool.networks(organization), before);
    await cloud.operations.allocateToMachine(machine, address);
    assert.ok(!nodes(own).some(({ data }) => data.id === address.id));
    assert.deepEqual(shown(own), truth(own));
  });

  it('reads the network of a single address by itself, and none twice', async () => {
    await openPool(own);
    const { cloud, pool, organization } = own;
    const machine = machineWith(
      cloud.inventory,
      (each) => each.parent === organization && each.addresses.length > 1,
    );
    const [address] = machine.addresses;
    assert.ok(address);
    cloud.simulator.mutate({ action: 'unallocate-address', id: address.id });
    cloud.asked();
    await cloud.inventory.refresh();
    await Promise.all([pool.read(organization), pool.read(organization)]);
    const asked = cloud.asked().filter((request) => !/organizations/.test(request));
    assert.deepEqual(asked, [`GET /ip_addresses/${address.id}`]);
    await cloud.inventory.refresh();
    await openPool(own);
    assert.ok(!cloud.asked().some((request) => /GET .ip_addresses|available_ips/.test(request)));
  });

  it('keeps addresses whose network can’t be read apart, says why, and asks again when told', async () => {
    const { cloud, pool, organization } = own;
    const fault = { kind: 'error', code: 'organization_suspended' } as const;
    for (const path of ['available_ips', '/ip_addresses/'])
      cloud.simulator.addFault({ match: { path }, times: 'always', fault });
    await openPool(own);
    assert.ok(hasCode(pool.error(organization), 'organization_suspended'));
    assert.deepEqual([...new Set(pool.networks(organization).map(({ sort }) => sort))], ['unread']);
    assert.ok(own.announced().length > 0);
    // What was left to ask is not asked any more, nor anything when somebody looks; the time for it is given.
    await cloud.inventory.refresh();
    const single = cloud.asked().filter((request) => request.startsWith('GET /ip_addresses/'));
    assert.ok(single.length <= requestsAtOnce * 2);
    await pool.open(organization);
    await cloud.inventory.refresh();
    assert.ok(!cloud.asked().some((request) => /available_ips|_interfaces|GET .ip_addresses/.test(request)));
    cloud.simulator.clearFaults();
    await pool.read(organization);
    assert.equal(pool.error(organization), undefined);
    assert.deepEqual(shown(own), truth(own));
  });
});

describe('The pool of a large organization', () => {
  it('is read with far fewer requests than it has addresses', async () => {
    const own = await scene(1_000);
    try {
      own.cloud.asked();
      await openPool(own);
      assert.deepEqual(shown(own), truth(own));
      const requests = own.cloud.asked().length;
      assert.ok(requests * 2 < nodes(own).length, `${requests} requests for ${nodes(own).length} addresses`);
    } finally {
      await own.cloud.close();
    }
  });
});

describe('The pool of an account that was left', () => {
  let own: Scene;
  beforeEach(async () => (own = await scene()));
  afterEach(() => own.cloud.close());

  it('announces nothing any more, and leaves what it was about to ask', async () => {
    const closing = new AbortController();
    const inventory = new Inventory(own.cloud.inventory.api, { account: 'left', signal: closing.signal });
    const pool = new Pool(inventory);
    await inventory.open();
    const [organization] = inventory.organizations.items ?? [];
    assert.ok(organization);
    await pool.open(organization);
    let announced = 0;
    pool.onDidChange(() => announced++);
    closing.abort();
    own.cloud.asked();
    await pool.read(organization);
    assert.equal(announced, 0);
    assert.ok(own.cloud.asked().length <= requestsAtOnce);
  });

  it('follows nothing once it is disposed of', async () => {
    await openPool(own);
    const before = nodes(own);
    own.pool.dispose();
    own.organization.addresses = [];
    own.cloud.inventory.changed(own.organization);
    assert.deepEqual(nodes(own), before);
  });
});
