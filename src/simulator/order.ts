/** The orders in which lists come. None is promised, so a client must not rely on any. */
import type { ListOrder } from './options.ts';

interface Listed {
  id: string;
  name: string;
}

/** Sorts a copy. `items` come in the order of their creation; `describe` gives what to sort by. */
export function ordered<T>(items: readonly T[], order: ListOrder, describe: (item: T) => Listed): T[] {
  if (order === 'created') return [...items];
  if (order === 'created-descending') return items.toReversed();
  const key = sortKey(order);
  return items
    .map((item) => ({ item, key: key(describe(item)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/** Ids are random, so their end is as good as a shuffle and stays the same from page to page. */
function sortKey(order: 'name' | 'id' | 'shuffled'): (listed: Listed) => string {
  if (order === 'name') return ({ name }) => name;
  return order === 'id' ? ({ id }) => id : ({ id }) => id.slice(-6);
}

/** The same items starting elsewhere: `[1, 2, 3]` turned by 1 is `[2, 3, 1]`. */
export function turned<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
