import assert from 'node:assert/strict';
import { ids, pagedServer, withoutTotals } from './pagedServer.ts';
import type { Behaviour, Pagination } from './pagedServer.ts';

/** No list takes more requests than this, whatever its server tells: four walks over its pages and what is at their end. */
function most(pages: number): number {
  return 4 * (pages + 6);
}

describe('api: lists that change while they are read', () => {
  it('gives an item once when it comes twice', async () => {
    const { sent } = await read({
      items: () => ids(600),
      page: (page, number) => (number === 2 ? [...page, ...page.slice(0, 1)] : page),
    });
    assert.deepEqual(sent, ids(600));
  });

  it('gives an item once when it moves on to the next page meanwhile', async () => {
    const { sent, asked } = await read({
      items: (request) => (request === 1 ? ids(400) : ['new', ...ids(400)]),
    });
    assert.deepEqual(sent.toSorted(), ['new', ...ids(400)].toSorted());
    assert.equal(new Set(sent).size, sent.length);
    assert.ok(asked.length <= most(3));
  });

  it('misses no item when one before it goes meanwhile', async () => {
    const { sent } = await read({
      items: (request) => (request === 1 ? ids(400) : ids(400).slice(1)),
    });
    assert.deepEqual(sent, ids(400).slice(1));
  });

  it('misses no item that one answer has lost', async () => {
    let lost = false;
    const { sent } = await read({
      items: () => ids(600),
      page: (page, number) => {
        if (number !== 2 || lost) return page;
        lost = true;
        return page.slice(1);
      },
    });
    assert.deepEqual(sent, ids(600));
  });

  it('misses no item when one before it goes in the second walk, too', async () => {
    const { sent } = await read({
      items: (request) => ids(600).slice(request < 2 ? 0 : request < 5 ? 1 : 2),
    });
    assert.deepEqual(sent, ids(600).slice(2));
  });

  it('misses no item that comes meanwhile in front of a list without totals', async () => {
    const { sent } = await read({
      items: (request) => (request === 1 ? ids(400) : ['new', ...ids(400)]),
      pagination: withoutTotals,
    });
    assert.deepEqual(sent, ['new', ...ids(400)]);
  });

  for (const [what, second] of [
    ['more', ['a', 'b', 'c', 'd']],
    ['others', ['a', 'b', 'd']],
  ] as const) {
    it(`does not take two walks for the same of which the second has ${what}`, async () => {
      const walks = [['a', 'b', 'c'], second, ['a', 'b', 'e'], ['a', 'b', 'e']];
      const { sent } = await read({
        items: (request) => [...(walks[request - 1] ?? ['a', 'b', 'e'])],
        pagination: (pagination) => ({ ...pagination, total: 99 }),
      });
      assert.deepEqual(sent, ['a', 'b', 'e']);
    });
  }

  for (const told of ['odd', 7, null, [], { total: 'all', total_pages: {}, per_page: 1.5 }]) {
    it(`is read although ${JSON.stringify(told)} is all that is told of its pages`, async () => {
      const { sent } = await read({ items: () => ids(250), pagination: () => told });
      assert.deepEqual(sent, ids(250));
    });
  }

  it('gives everything that was seen in the last two walks of a list that never stands still', async () => {
    const walks: string[][] = [];
    const { sent } = await read({
      items: (request) => [`new-${request}`, ...ids(400 + (request % 2))],
      page: (page, number) => {
        if (number === 1) walks.push([]);
        walks.at(-1)?.push(...page);
        return page;
      },
    });
    assert.equal(walks.length, 4);
    assert.deepEqual(sent.toSorted(), [...new Set(walks.slice(2).flat())].toSorted());
  });

  it('takes a list that empties itself meanwhile', async () => {
    const { sent } = await read({ items: (request) => (request === 1 ? ids(400) : []) });
    assert.deepEqual(sent, []);
  });
});

describe('api: servers that do not tell the truth about their pages', () => {
  const lies: readonly (readonly [name: string, told: Partial<Pagination>])[] = [
    ['too many items', { total: 900, total_pages: 5 }],
    ['too few items', { total: 100, total_pages: 1 }],
    ['too many pages', { total_pages: 40 }],
    ['far too many pages', { total_pages: 1_000_000_000 }],
    ['more pages than there are numbers', { total: 1e308, total_pages: 1e308 }],
    ['too few pages', { total_pages: 1 }],
    ['half a page', { total_pages: 2.5 }],
    ['fewer than none', { total: -1, total_pages: -1 }],
    ['no items and no pages', { total: 0, total_pages: 0 }],
    ['pages but no total', { total: null }],
    ['a total but no pages', { total_pages: null }],
    ['no items a page', { per_page: 0 }],
    ['more items a page than asked for', { per_page: 500 }],
    ['more items a page than asked for, and no totals', { per_page: 500, total: null, total_pages: null }],
  ];
  for (const [name, told] of lies) {
    it(`${name}: the list comes whole all the same`, async () => {
      const { sent, asked } = await read({
        items: () => ids(450),
        pagination: (true_) => ({ ...true_, ...told }),
      });
      assert.deepEqual(sent, ids(450));
      assert.ok(asked.length <= most(3), `${asked.length} requests`);
    });
  }

  it('too many items, always: the list is read twice, and believed when it is the same', async () => {
    const { sent, asked } = await read({
      items: () => ids(450),
      pagination: (told) => ({ ...told, total: 451 }),
    });
    assert.deepEqual(sent, ids(450));
    assert.equal(asked.length, 2 * 3);
  });

  it('no page but the first: the list ends', async () => {
    for (const count of [0, 1, 200, 450, 100_000]) {
      for (const pagination of [undefined, withoutTotals]) {
        const { sent, asked } = await read({
          items: () => ids(count),
          ignorePage: true,
          ...(pagination && { pagination }),
        });
        assert.deepEqual(sent, ids(Math.min(count, 200)));
        assert.ok(asked.length <= most(1), `${asked.length} requests`);
      }
    }
  });

  it('an item that no answer has: it is left out, and the list ends', async () => {
    const { sent, asked } = await read({
      items: () => ids(600),
      page: (page) => page.filter((id) => id !== 'item-7'),
    });
    assert.deepEqual(
      sent,
      ids(600).filter((id) => id !== 'item-7'),
    );
    assert.ok(asked.length <= most(3), `${asked.length} requests`);
  });

  it('an item that every page has: it comes once', async () => {
    const { sent } = await read({ items: () => ids(600), page: (page) => ['item-1', ...page] });
    assert.deepEqual(sent, ids(600));
  });
});

/** Reads a list as it behaves. */
async function read(behaviour: Behaviour): Promise<{ sent: string[]; asked: string[] }> {
  const { katapult, asked } = pagedServer(behaviour);
  const machines = await katapult.virtualMachines.list('org_1');
  return { sent: machines.map(({ id }) => id), asked };
}
