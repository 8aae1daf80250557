import assert from 'node:assert/strict';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { addressesOf, byAllocation, isSameListed, mergeAddress } from '../../../src/inventory/join.ts';
import {
  addressKey,
  byAddress,
  byName,
  sortedByAddress,
  ipVersion,
  subnetOf,
} from '../../../src/inventory/order.ts';
import type { IpAddress } from '../../../src/inventory/types.ts';

const ipText = fc.oneof(fc.ipV4(), fc.ipV6());
const owner = fc.constantFrom('vm_a', 'vm_b', 'vm_c', 'lb_a');
const allocation = fc.oneof(
  fc.constant(null),
  fc.constant(undefined),
  owner.map((id) => ({ id, type: id.startsWith('vm') ? 'VirtualMachine' : 'LoadBalancer' })),
);
const address: fc.Arbitrary<IpAddress> = fc.record({
  id: fc.uuid(),
  address: ipText,
  allocation,
  reverseDns: fc.option(fc.domain(), { nil: undefined }),
});

describe('The join of addresses to machines, for any addresses', () => {
  it('gives each machine exactly the addresses that say so, each once', () => {
    const lists = fc.uniqueArray(address, { selector: ({ id }) => id });
    fc.assert(
      fc.property(lists, owner, (addresses, id) => {
        const machine = { id, name: 'm', addresses: ['203.0.113.1'] };
        const joined = addressesOf(machine, byAllocation(addresses)).map((each) => each.id);
        const truth = addresses.filter((each) => each.allocation?.id === id).map((each) => each.id);
        assert.deepEqual([...joined].sort(), truth.sort());
      }),
    );
  });

  it('loses no address and counts none twice', () => {
    fc.assert(
      fc.property(fc.array(address), (addresses) => {
        const grouped = [...byAllocation(addresses).values()].flat();
        assert.equal(grouped.length, addresses.filter((each) => each.allocation).length);
      }),
    );
  });

  it('never lets an older answer decide over a newer one, and keeps what only the older tells', () => {
    fc.assert(
      fc.property(address, address, (news, old) => {
        const merged = mergeAddress(news, { ...old, label: 'old' });
        assert.equal(merged.id, news.id);
        assert.equal(merged.label, news.vip === false ? news.label : 'old');
        if (news.allocation !== undefined) assert.deepEqual(merged.allocation, news.allocation);
        assert.equal(merged.reverseDns, news.reverseDns ?? old.reverseDns);
      }),
    );
  });
});

describe('The order of addresses and names, for any text', () => {
  const anyText = fc.oneof(ipText, fc.string({ unit: 'binary' }));
  const oddText = fc.constantFrom(
    ...['010.0.0.1', '256.0.0.1', '1.2.3', '0x7f.0.0.1', '1.2.3.4.5', ' 1.2.3.4', '::1::', '::ffff:1.2.3.4'],
  );

  it('is an order: antisymmetric, transitive, and never fails', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (...texts) => {
        const [a, b, c] = texts.map((text, index) => ({ address: text, name: text, id: `${index}` }));
        assert.ok(a && b && c);
        for (const compare of [byAddress, byName]) {
          assert.equal(Math.sign(compare(a, b)) + Math.sign(compare(b, a)), 0);
          if (compare(a, b) <= 0 && compare(b, c) <= 0) assert.ok(compare(a, c) <= 0);
        }
      }),
    );
  });

  it('is that of the addresses’ numbers, however they are written', () => {
    const key = (text: string) => {
      const bytes = ipaddr.isValid(text) ? ipaddr.parse(text).toByteArray() : undefined;
      const numbers = bytes?.map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return numbers === undefined ? `z${text}` : `${bytes?.length === 4 ? 4 : 6}${numbers}`;
    };
    fc.assert(fc.property(fc.oneof(anyText, oddText), (text) => assert.equal(addressKey(text), key(text))));
  });

  it('is the same for a whole list', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, oddText)), (texts) => {
        const list = texts.map((address) => ({ address }));
        assert.deepEqual(sortedByAddress(list), list.toSorted(byAddress));
      }),
    );
  });

  it('puts IPv4 before IPv6, and both before what is neither', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), (v4, v6) => {
        assert.ok(byAddress({ address: v4 }, { address: v6 }) < 0);
        assert.ok(byAddress({ address: v6 }, { address: 'none' }) < 0);
        assert.deepEqual([ipVersion(v4), ipVersion(v6)], ['ipv4', 'ipv6']);
      }),
    );
  });

  it('knows the subnet of an address with a mask, and none of other text', () => {
    const given: readonly (readonly [string, string | undefined])[] = [
      ['203.0.113.77/26', '203.0.113.64/26'],
      ['2a03:2800:500::1f9/48', '2a03:2800:500::/48'],
      ['203.0.113.77', undefined],
      ['203.0.113.77/99', undefined],
      ['', undefined],
    ];
    assert.deepEqual(
      given.map(([text]) => subnetOf(text)),
      given.map(([, subnet]) => subnet),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void subnetOf(text)));
  });

  it('knows no version of what is no address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const version = ipVersion(text);
        assert.ok(version === undefined || /^[\d.xa-f:]+/i.test(text.trim()));
      }),
    );
  });
});

describe('What a list tells of an address', () => {
  const told: IpAddress = {
    id: 'ip_a',
    address: '192.0.2.1',
    reverseDns: 'a.example',
    vip: false,
    allocation: { id: 'vm_a' },
  };
  const news: readonly Partial<IpAddress>[] = [
    { address: '192.0.2.2' },
    { reverseDns: 'b.example' },
    { vip: true },
    { allocation: { id: 'vm_b' } },
    { allocation: null },
  ];
  for (const change of news) {
    it(`is new with ${JSON.stringify(change)}`, () => {
      assert.ok(!isSameListed({ ...told, ...change }, told));
    });
  }

  it('is not new with what lists leave out', () => {
    const more = {
      addressWithMask: '192.0.2.1/24',
      allocation: { id: 'vm_a', name: 'a', type: 'VirtualMachine' },
    };
    assert.ok(isSameListed({ ...told, ...more }, told));
  });

  it('has no label any more once a list says that it is no VIP, unless that answer tells one itself', () => {
    const labelled = { id: 'ip_a', address: '192.0.2.1', vip: true, label: 'shared' };
    const plain = { id: 'ip_a', address: '192.0.2.1', vip: false };
    assert.equal(mergeAddress(plain, labelled).label, undefined);
    assert.equal(mergeAddress({ ...plain, label: 'own' }, labelled).label, 'own');
    assert.equal(mergeAddress({ ...labelled, label: undefined }, labelled).label, 'shared');
    assert.equal(mergeAddress({ id: 'ip_a', address: '192.0.2.1' }, labelled).label, 'shared');
  });

  it('is decided by the first of several answers that tells it', () => {
    const merged = mergeAddress(
      { id: 'ip_a', address: '192.0.2.1' },
      { id: 'ip_a', address: '192.0.2.1', reverseDns: 'first.example' },
      { id: 'ip_a', address: '192.0.2.1', reverseDns: 'second.example', label: 'second' },
    );
    assert.deepEqual([merged.reverseDns, merged.label], ['first.example', 'second']);
  });
});
