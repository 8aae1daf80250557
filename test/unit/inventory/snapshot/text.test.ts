import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Snapshot } from '../../../../src/inventory/snapshot/snapshot.ts';
import { parseSnapshot, snapshotText } from '../../../../src/inventory/snapshot/text.ts';

const text = fc.string({ unit: 'binary' });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const place = fc.record({ id: text, name: text });

const machine = fc.record({
  id: text,
  name: text,
  hostname: maybe(text),
  fqdn: maybe(text),
  createdAt: maybe(fc.integer()),
  state: maybe(text),
  zone: maybe(fc.record({ id: text, name: text, dataCenter: maybe(place) })),
  packageName: maybe(text),
  addresses: fc.array(text),
});

const address = fc.record({
  id: text,
  address: text,
  reverseDns: maybe(text),
  vip: maybe(fc.boolean()),
  allocation: fc.option(fc.record({ id: text, type: maybe(text) }), { nil: null }),
});

const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  at: fc.integer(),
  organizations: fc.array(
    fc.record({
      data: fc.record({ id: text, name: text, subDomain: maybe(text), suspended: maybe(fc.boolean()) }),
      machines: fc.array(machine),
      addresses: fc.array(address),
    }),
  ),
});

describe('A snapshot as text', () => {
  it('tells everything again, in its order', () => {
    fc.assert(
      fc.property(snapshot, (taken) => {
        assert.deepEqual(plainOf(parseSnapshot(snapshotText(taken))), plainOf(taken));
      }),
    );
  });

  it('leaves out an address that nobody has said to be free', () => {
    const [organization] = parsed({ id: 'ip_1', address: '192.0.2.1' }).organizations;
    assert.deepEqual(organization?.addresses, []);
  });

  it('says no more of an address than the lists do', () => {
    const [organization] = parsed({
      id: 'ip_1',
      address: '192.0.2.1',
      allocation: null,
      label: 'secret',
    }).organizations;
    assert.deepEqual(plainOf(organization?.addresses), [
      { id: 'ip_1', address: '192.0.2.1', allocation: null },
    ]);
  });

  it('is nothing at all when a column is shorter than the others, or holds something else', () => {
    for (const part of ['machines', 'addresses'])
      for (const column of columnsOf(part))
        for (const spoil of [shorten, numberIn, textsIn]) {
          const spoilt = spoiltBy(part, column, spoil);
          if (spoilt) assert.equal(parseSnapshot(spoilt), undefined, `${part}.${column} ${spoil.name}`);
        }
  });

  it('is nothing at all in another version', () => {
    assert.ok(parseSnapshot(whole));
    assert.equal(parseSnapshot(whole.replace('"version":3', '"version":4')), undefined);
  });
});

const whole = snapshotText({
  at: 1,
  organizations: [
    {
      data: { id: 'org_1', name: 'Harbour' },
      machines: [
        { id: 'vm_1', name: 'a', addresses: [], zone: { id: 'zone_1', name: 'East' }, packageName: 'ROCK-3' },
        { id: 'vm_2', name: 'b', addresses: ['192.0.2.1'], fqdn: 'b.example', createdAt: 1 },
      ],
      addresses: [
        { id: 'ip_1', address: '192.0.2.1', allocation: { id: 'vm_2', type: 'VirtualMachine' } },
        { id: 'ip_2', address: '192.0.2.2', allocation: null, vip: true },
      ],
    },
  ],
});

type Columns = Record<string, unknown[] | { at: unknown[] }>;
type Spoil = (column: unknown[]) => void;

const shorten: Spoil = (column) => void column.pop();
const numberIn: Spoil = (column) => void (column[0] = { not: 'a value' });
const textsIn: Spoil = (column) => void (column[0] = [1]);

function columnsOf(part: string): string[] {
  return Object.keys(partOf(JSON.parse(whole), part));
}

function partOf(json: unknown, part: string): Columns {
  const { organizations } = json as { organizations: Record<string, Columns>[] };
  return organizations[0]?.[part] ?? {};
}

/** The text with one column spoilt. */
function spoiltBy(part: string, column: string, spoil: Spoil): string {
  const json: unknown = JSON.parse(whole);
  const values = partOf(json, part)[column] ?? [];
  spoil(Array.isArray(values) ? values : values.at);
  return JSON.stringify(json);
}

function parsed(address: Snapshot['organizations'][number]['addresses'][number]): Snapshot {
  const organizations = [
    { data: { id: 'org_1', name: 'Harbour' }, machines: [], addresses: [address] },
  ] as const;
  const read = parseSnapshot(snapshotText({ at: 1, organizations }));
  assert.ok(read);
  return read;
}

/** Without properties that are undefined. */
function plainOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
