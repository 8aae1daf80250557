import assert from 'node:assert/strict';
import type { FindIndex } from '../../../../src/inventory/find/findIndex.ts';
import { InterfaceNode } from '../../../../src/inventory/nodes.ts';
import { addMachine, addressOf, indexOf, inventoryOf, words } from './support.ts';

async function scene(): Promise<FindIndex> {
  const { inventory, organization } = inventoryOf('a');
  const web = addMachine(organization, 'web-1', addressOf('185.44.252.7', { reverseDns: 'shop.example' }));
  addMachine(organization, 'webster', addressOf('185.44.25.7'));
  addMachine(organization, 'prod-web', addressOf('2a03:2800:500::1f9'));
  addMachine(organization, 'oldweb');
  addMachine(organization, 'web');
  const [id, name, macAddress] = ['vmnet_a', 'Public Network on web-1', '00:16:3e:5a:01:02'];
  web.interfaces.items = [new InterfaceNode(web, { id, name, macAddress, ipAddresses: [] })];
  organization.addresses = [
    ...organization.addresses,
    addressOf('185.44.252.70', { label: 'Failover' }),
    addressOf('185.44.252.8', { allocation: { id: 'lb_x', type: 'LoadBalancer', name: 'front' } }),
    addressOf('9.9.9.9', { id: 'ip_Ab1xWeQ' }),
    addressOf('2a03:2801::1'),
  ];
  return (await indexOf(inventory)).index;
}

describe('What somebody looks for', () => {
  let index: FindIndex;
  before(async () => (index = await scene()));
  const find = (query: string) => words(index.search(query).best);

  it('is put in order: exact, first word, beginning, later word, anywhere, and what belongs to it', () => {
    assert.deepEqual(find('web'), [
      'web',
      'web-1',
      'webster',
      'prod-web',
      'Public Network on web-1',
      'oldweb',
      '185.44.25.7',
      '185.44.252.7',
      '2a03:2800:500::1f9',
    ]);
  });

  const found: readonly (readonly [string, readonly string[]])[] = [
    ['oldweb.acme', ['oldweb']],
    ['shop.example', ['185.44.252.7']],
    ['FAILOVER', ['185.44.252.70']],
    ['00:16:3e', ['Public Network on web-1']],
    ['vm_webster', ['webster']],
    ['vmnet_a', ['Public Network on web-1']],
    ['ip_185.44.25.7', ['185.44.25.7']],
    ['185.44.252.7', ['185.44.252.7', '185.44.252.70']],
    ['44.252', ['185.44.252.7', '185.44.252.8', '185.44.252.70']],
    ['185.44.252.0/29', ['185.44.252.7']],
    ['185.44.252.9/28', ['185.44.252.7', '185.44.252.8']],
    ['2a03::/16', ['2a03:2800:500::1f9', '2a03:2801::1']],
    ['2A03:2800::/32', ['2a03:2800:500::1f9']],
    ['2a03:2800:0500:0000:0000:0000:0000:01f9', ['2a03:2800:500::1f9']],
    ['2a03:2800:500:0:0::1f9', ['2a03:2800:500::1f9']],
    ['2a03:2800:0500:00', ['2a03:2800:500::1f9']],
    ['2a03:2800:500:0:0', ['2a03:2800:500::1f9']],
    ['0.0.0.0/0 webster', ['185.44.25.7']],
    ['252 front', ['185.44.252.8']],
    ['web-1 public', ['Public Network on web-1']],
    ['web 185.44', ['185.44.25.7', '185.44.252.7']],
    ['org prod', ['prod-web', '2a03:2800:500::1f9']],
    ['web nowhere', []],
    ['xweq', ['9.9.9.9']],
    ['', []],
    ['  ', []],
  ];
  for (const [query, expected] of found) {
    it(`“${query}” is ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(find(query), expected));
  }

  it('is not found by a few letters in the middle of an id, which is random', () => {
    assert.ok(!find('weq').includes('9.9.9.9'));
    assert.ok(find('ip_a').includes('9.9.9.9'));
  });

  it('is found in the middle of an id as soon as enough of it is typed', () => {
    assert.deepEqual(find('xwe'), []);
    assert.deepEqual(find('xweq'), ['9.9.9.9']);
  });

  it('takes no number for an address, as long as it is not a whole one', () => {
    assert.ok(find('185').length > 1);
    assert.deepEqual(find('9.9/8'), []);
  });

  it('counts machines first on a tie, and numbers by their value', async () => {
    const { inventory, organization } = inventoryOf('a');
    for (const name of ['n-10', 'n-9', 'n-010x', 'N-1']) addMachine(organization, name);
    organization.addresses = [
      addressOf('10.0.0.1', { label: 'n-2' }),
      addressOf('9.0.0.1', { label: 'n-3' }),
    ];
    const { index: own } = await indexOf(inventory);
    assert.deepEqual(words(own.search('n-').best), ['N-1', 'n-9', 'n-10', 'n-010x', '9.0.0.1', '10.0.0.1']);
    assert.deepEqual(words(own.search('n-', 3).best), ['N-1', 'n-9', 'n-10']);
    assert.equal(own.search('n-', 3).total, 6);
  });
});
