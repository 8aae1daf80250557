import assert from 'node:assert/strict';
import { hasCode } from '../../../src/api/errors.ts';
import type { NewIpAddress } from '../../../src/inventory/types.ts';
import { readMeanwhile, scene, type Scene } from './scene.ts';

describe('Creating an address', () => {
  let at: Scene;
  let wanted: NewIpAddress;
  /** What happens before the first reading back. */
  let meanwhile: () => Promise<void>;

  beforeEach(async () => {
    meanwhile = () => Promise.resolve();
    at = await scene({
      wait: () => {
        const happens = meanwhile();
        meanwhile = () => Promise.resolve();
        return happens;
      },
    });
    const [network] = await at.cloud.inventory.availableNetworks(at.machine.parent);
    assert.ok(network);
    wanted = { networkId: network.id, version: 'ipv4' };
    at.cloud.asked();
  });
  afterEach(() => at.cloud.close());

  function count(): number {
    return at.cloud.simulator.snapshot().ipAddresses.length;
  }

  function create(more: Partial<NewIpAddress> = {}) {
    return at.cloud.operations.create(at.machine.parent, { ...wanted, ...more });
  }

  function somebodyAdds(networkId: string, more: object = {}): Promise<void> {
    const path = `organizations/${at.machine.parent.data.id}/ip_addresses`;
    return somebodyPosts(path, { network: { id: networkId }, version: 'ipv4', ...more });
  }

  async function somebodyPosts(path: string, body: object = { address_version: 'ipv4' }): Promise<void> {
    const headers = { authorization: `Bearer ${at.cloud.token}`, 'content-type': 'application/json' };
    const request = { method: 'POST', url: `/core/v1/${path}`, headers, body: JSON.stringify(body) };
    assert.equal((await at.cloud.simulator.handle(request)).status, 200);
  }

  it('adds it to the organization, allocated to nothing', async () => {
    const before = count();
    const settled = await create();
    assert.ok(settled.kind === 'done');
    assert.equal(count(), before + 1);
    const shown = at.machine.parent.addresses.find(({ id }) => id === settled.value.id);
    assert.equal(shown?.allocation, null);
    assert.equal(shown.network?.id, wanted.networkId);
  });

  it('adds a VIP with its label', async () => {
    const settled = await create({ vip: true, label: 'front' });
    assert.ok(settled.kind === 'done');
    assert.deepEqual([settled.value.vip, settled.value.label], [true, 'front']);
  });

  it('is allocated to nothing also when the answer does not tell', async () => {
    const fault = { kind: 'drop-field', path: 'ip_address.allocation_id' } as const;
    at.cloud.simulator.addFault({ match: { method: 'POST' }, fault });
    const settled = await create();
    assert.ok(settled.kind === 'done');
    const shown = at.machine.parent.addresses.find(({ id }) => id === settled.value.id);
    assert.equal(shown?.allocation, null);
  });

  it('is not undone by what was read right before', async () => {
    const before = at.machine.parent.addresses.length;
    await readMeanwhile(at, () => create());
    assert.equal(at.machine.parent.addresses.length, before + 1);
  });

  it('fails with the cause when the network has none left', async () => {
    at.cloud.simulator.mutate({ action: 'exhaust-network', id: wanted.networkId });
    const settled = await create();
    assert.ok(settled.kind === 'failed' && hasCode(settled.error, 'no_available_addresses'));
  });

  it('sends nothing when what is there can’t be read', async () => {
    at.cloud.simulator.addFault({
      match: { method: 'GET' },
      fault: { kind: 'error', code: 'permission_denied' },
    });
    assert.equal((await create()).kind, 'failed');
    assert.ok(!at.cloud.asked().some((request) => request.startsWith('POST')));
  });

  it('is not done twice at once in an organization', async () => {
    const before = count();
    const kinds = (await Promise.all([create(), create()])).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['done', 'failed']);
    assert.equal(count(), before + 1);
  });

  describe('whose answer is lost', () => {
    for (const when of ['before', 'after'] as const) {
      it(`${when} the effect is settled by looking for what is new: at most one is added`, async () => {
        const before = count();
        at.cloud.simulator.addFault({ match: { method: 'POST' }, when, fault: { kind: 'reset' } });
        const settled = await create({ vip: true, label: 'front' });
        assert.equal(settled.kind, when === 'after' ? 'done' : 'failed');
        assert.equal(count() - before, when === 'after' ? 1 : 0);
      });
    }

    it('does not take for it what somebody else adds to another network', async () => {
      const networks = await at.cloud.inventory.availableNetworks(at.machine.parent);
      const other = networks.find(({ id }) => id !== wanted.networkId);
      assert.ok(other);
      at.cloud.simulator.addFault({ match: { method: 'POST' }, fault: { kind: 'reset' } });
      meanwhile = () => somebodyAdds(other.id);
      assert.equal((await create()).kind, 'failed');
    });

    for (const [what, own, others] of [
      ['a VIP', {}, { vip: true, label: 'front' }],
      ['a VIP with another label', { vip: true, label: 'front' }, { vip: true, label: 'back' }],
      ['an address of the other version', {}, { version: 'ipv6' }],
    ] as const)
      it(`does not take for it ${what} that somebody else adds`, async () => {
        at.cloud.simulator.addFault({ match: { method: 'POST' }, fault: { kind: 'reset' } });
        meanwhile = () => somebodyAdds(wanted.networkId, others);
        assert.equal((await create(own)).kind, 'failed');
      });

    it('is found although it took no label, as only a VIP does', async () => {
      at.cloud.simulator.addFault({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
      assert.equal((await create({ label: 'front' })).kind, 'done');
    });

    it('is not known when many appeared at once, which takes too long to look through', async () => {
      at.cloud.simulator.addFault({ match: { method: 'POST' }, fault: { kind: 'reset' } });
      meanwhile = async () => {
        for (let count = 0; count < 6; count++)
          await somebodyAdds(wanted.networkId, { vip: true, label: 'front' });
      };
      assert.equal((await create()).kind, 'unknown');
    });

    it('claims neither of two that appeared at once', async () => {
      at.cloud.simulator.addFault({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
      meanwhile = () => somebodyAdds(wanted.networkId);
      assert.equal((await create()).kind, 'unknown');
    });

    it('claims none that is allocated already, for it may have been added for that', async () => {
      const target = at.cloud.simulator
        .snapshot()
        .networkInterfaces.find(({ networkId }) => networkId === wanted.networkId);
      at.cloud.simulator.addFault({ match: { method: 'POST' }, fault: { kind: 'reset' } });
      meanwhile = () =>
        somebodyPosts(`virtual_machine_network_interfaces/${target?.id ?? ''}/allocate_new_ip`);
      assert.equal((await create()).kind, 'unknown');
    });
  });
});
