import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ids, pagedServer, withoutTotals } from './pagedServer.ts';
import type { Behaviour } from './pagedServer.ts';

/** A change of the list between two requests: an item goes, or one comes, somewhere. */
interface Change {
  /** The request before which it happens. */
  before: number;
  kind: 'add' | 'remove';
  /** Where, as a part of the list's length. */
  where: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  before: fc.integer({ min: 1, max: 20 }),
  kind: fc.constantFrom('add' as const, 'remove' as const),
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

/** Small pages, so that many of them take no time: fewer items a page than asked for, which is told. */
const cloudOfLists = fc.record({
  count: fc.integer({ min: 0, max: 60 }),
  size: fc.integer({ min: 1, max: 12 }),
  totals: fc.boolean(),
  maxPerPage: fc.constantFrom(200, 100, 30),
});

describe('api: pages of any list', () => {
  it('that stands still are exactly its items, in as many requests as it has pages', async () => {
    await fc.assert(
      fc.asyncProperty(cloudOfLists, async ({ count, size, totals, maxPerPage }) => {
        const { sent, asked } = await read({
          items: () => ids(count),
          clampTo: size,
          maxPerPage,
          ...(!totals && { pagination: withoutTotals }),
        });
        assert.deepEqual(sent, ids(count));
        const refused = [200, 100, 30].indexOf(maxPerPage);
        const pages = totals ? Math.max(1, Math.ceil(count / size)) : Math.floor(count / size) + 1;
        assert.equal(asked.length, refused + pages);
      }),
    );
  });

  it('that changes between requests have no item twice, none that never was there, and come to an end', async () => {
    await fc.assert(
      fc.asyncProperty(cloudOfLists, fc.array(change, { maxLength: 12 }), async (shape, changes) => {
        const { count, size, totals, maxPerPage } = shape;
        const states = new Set<string>();
        const list = changing(ids(count), changes, states);
        const { sent, asked } = await read({
          items: list.at,
          clampTo: size,
          maxPerPage,
          ...(!totals && { pagination: withoutTotals }),
        });
        assert.equal(new Set(sent).size, sent.length, 'an item came twice');
        for (const id of sent) assert.ok(states.has(id), `${id} never was in the list`);
        assert.ok(asked.length <= 4 * (2 + Math.ceil(states.size / size) + 6), `${asked.length} requests`);
      }),
      { numRuns: 150 },
    );
  });

  it('that grew after its first page are exactly its items', async () => {
    await fc.assert(
      fc.asyncProperty(
        cloudOfLists,
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (shape, changes) => {
          const { count, size } = shape;
          const early = changes.map((each) => ({ ...each, kind: 'add' as const, before: 2 }));
          const list = changing(ids(count), early, new Set());
          const { sent } = await read({ items: list.at, clampTo: size });
          const pages = Math.ceil(count / size);
          const expected = pages > 1 ? list.at(100) : ids(count);
          assert.deepEqual(sent.toSorted(), expected.toSorted());
        },
      ),
    );
  });
});

/** A list under changes, by the number of the request. `seen` collects whatever was in it. */
function changing(
  start: readonly string[],
  changes: readonly Change[],
  seen: Set<string>,
): { at: (request: number) => string[] } {
  const current = [...start];
  let pending = changes.toSorted((one, other) => one.before - other.before);
  let added = 0;
  const at = (request: number): string[] => {
    for (const { kind, where } of pending.filter(({ before }) => before <= request)) {
      const index = Math.floor(where * (current.length + 1));
      if (kind === 'add') current.splice(index, 0, `added-${(added += 1)}`);
      else current.splice(index, 1);
    }
    pending = pending.filter(({ before }) => before > request);
    for (const id of current) seen.add(id);
    return [...current];
  };
  return { at };
}

async function read(behaviour: Behaviour): Promise<{ sent: string[]; asked: string[] }> {
  const { katapult, asked } = pagedServer(behaviour);
  const addresses = await katapult.ipAddresses.list('org_1');
  return { sent: addresses.map(({ id }) => id), asked };
}
