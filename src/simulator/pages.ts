/** One page of a list, with the totals that are told. */
import type { Arguments } from './arguments.ts';
import type { Json, JsonObject } from './json.ts';

/**
 * The page that the arguments `page` and `per_page` ask for: `{pagination, [name]: […]}`.
 * A page past the end is empty. Above `largeAbove` items the totals are null.
 */
export function page<T>(
  name: string,
  items: readonly T[],
  args: Arguments,
  largeAbove: number,
  shape: (item: T) => Json,
): JsonObject {
  const current = args.integer('page');
  const perPage = args.integer('per_page');
  const isLarge = items.length > largeAbove;
  const pagination = {
    current_page: current,
    total_pages: isLarge ? null : Math.ceil(items.length / perPage),
    total: isLarge ? null : items.length,
    per_page: perPage,
    large_set: isLarge,
  };
  return { pagination, [name]: items.slice((current - 1) * perPage, current * perPage).map(shape) };
}
