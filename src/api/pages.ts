import pLimit from 'p-limit';
import * as v from 'valibot';
import { hasCode } from './errors.ts';
import type { KnownAnswers } from './known.ts';
import { lenient } from './lenient.ts';
import type { Urgency } from './rateLimit.ts';
import type { Send } from './transport.ts';

/** A paged list: where it is, under which key its items stand, and what an item looks like. */
export interface PagedList<T> {
  readonly path: string;
  readonly key: string;
  readonly item: v.GenericSchema<unknown, T>;
  readonly signal?: AbortSignal | undefined;
  readonly urgency?: Urgency;
  /** The pages of before. */
  readonly known?: KnownAnswers<PageAnswer<T>>;
  /** A page that is still the same need not be sent again: what comes then are the very items of before. */
  readonly onlyNews?: boolean | undefined;
  /** Gives for an item the one that is held already, if it is the same: of thousands none is then held twice. */
  readonly reuse?: ((item: T) => T) | undefined;
}

/** What a caller may wish of a list. */
export type ListOptions<T> = Pick<PagedList<T>, 'urgency' | 'onlyNews' | 'reuse'>;

interface Page<T> {
  readonly items: readonly T[];
  readonly perPage: number;
  /** Undefined where Katapult does not tell: it sends null for large sets. */
  readonly total: number | undefined;
  readonly totalPages: number | undefined;
}

interface Walk<T> {
  readonly items: ReadonlyMap<string, T>;
  /** True when totals and items agree, so that nothing moved between the requests. */
  readonly consistent: boolean;
}

/** Sizes to ask for: the documented most, and smaller ones for an endpoint that refuses it with a 400. */
const pageSizes = [200, 100, 30];
const pagesAtOnce = 6;
/** More pages than any organization has: totals that promise more are not believed. */
const pagesBelieved = 1_000;
const walksAtMost = 4;

/**
 * Reads every page of a list, each item once.
 *
 * The list may change while its pages are read; then an item comes twice, or is missed. When a walk does not add up,
 * the list is walked again, page after page, until one adds up or two agree.
 * After four walks that differ, everything that was seen in the last two is given.
 * @throws RequestError
 */
export async function readAllPages<T extends { id: string }>(send: Send, list: PagedList<T>): Promise<T[]> {
  let last = await withPageSize((perPage) => walkSideBySide(send, list, perPage));
  for (let walks = 1; !last.consistent; walks++) {
    const next = await withPageSize((perPage) => walkInOrder(send, list, perPage));
    if (sameKeys(last.items, next.items)) return [...next.items.values()];
    last =
      walks + 1 < walksAtMost ? next : { items: new Map([...last.items, ...next.items]), consistent: true };
  }
  return [...last.items.values()];
}

/** Asks for one item only, to learn whether the list may be read. @throws RequestError */
export async function tryPage<T>(send: Send, list: PagedList<T>): Promise<void> {
  await readPage(send, list, 1, 1);
}

async function withPageSize<T>(walk: (perPage: number) => Promise<T>): Promise<T> {
  for (const perPage of pageSizes) {
    try {
      return await walk(perPage);
    } catch (error) {
      if (!hasCode(error, 'invalid_argument') || perPage === pageSizes.at(-1)) throw error;
    }
  }
  throw new Error('unreachable: the smallest page size returns or throws');
}

/** The first page tells how many there are; the others are fetched side by side. */
async function walkSideBySide<T extends { id: string }>(
  send: Send,
  list: PagedList<T>,
  perPage: number,
): Promise<Walk<T>> {
  const first = await readPage(send, list, 1, perPage);
  if (first.totalPages === undefined || first.totalPages > pagesBelieved) {
    return walkInOrder(send, list, perPage, first);
  }
  const pages = [first, ...(await readOthers(send, list, perPage, first, first.totalPages))];
  const items = byId(pages);
  return { items, consistent: pages.every(({ total }) => total === items.size) };
}

/** From the second page on, in order. Stops asking when one fails, or brings nothing: the totals promised too much. */
async function readOthers<T extends { id: string }>(
  send: Send,
  list: PagedList<T>,
  perPage: number,
  first: Page<T>,
  totalPages: number,
): Promise<Page<T>[]> {
  const limit = pLimit(pagesAtOnce);
  const known = byId([first]);
  let last = totalPages;
  const readOther = async (number: number): Promise<Page<T>[]> => {
    if (number > last) return [];
    try {
      const page = await readPage(send, list, number, perPage);
      if (page.items.every(({ id }) => known.has(id))) last = 0;
      return [page];
    } catch (error) {
      last = 0;
      throw error;
    }
  };
  const numbers = Array.from({ length: Math.max(0, totalPages - 1) }, (_, index) => index + 2);
  return (await Promise.all(numbers.map((number) => limit(readOther, number)))).flat();
}

/** Page after page until one that brings nothing new, or a short one where the totals promise no more. */
async function walkInOrder<T extends { id: string }>(
  send: Send,
  list: PagedList<T>,
  perPage: number,
  first?: Page<T>,
): Promise<Walk<T>> {
  const items = new Map<string, T>();
  const totals = new Set<number>();
  for (let number = 1, repeated = false; ; number++) {
    const page = number === 1 && first ? first : await readPage(send, list, number, perPage);
    const before = items.size;
    for (const item of page.items) items.set(item.id, item);
    if (page.total !== undefined) totals.add(page.total);
    repeated ||= items.size - before < page.items.length;
    const short = page.items.length < page.perPage && number >= (page.totalPages ?? 0);
    if (short || items.size === before) {
      return { items, consistent: !repeated && [...totals].every((total) => total === items.size) };
    }
  }
}

function byId<T extends { id: string }>(pages: readonly Page<T>[]): Map<string, T> {
  return new Map(pages.flatMap(({ items }) => items.map((item) => [item.id, item])));
}

function sameKeys(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}

async function readPage<T>(send: Send, list: PagedList<T>, page: number, perPage: number): Promise<Page<T>> {
  const { key, item, reuse, ...rest } = list;
  const query = { page, per_page: perPage };
  const { items, pagination } = await send({
    method: 'GET',
    ...rest,
    query,
    answer: pageAnswer(key, item, reuse),
  });
  return {
    items,
    perPage: Math.min(perPage, pagination?.per_page ?? perPage),
    total: pagination?.total,
    totalPages: pagination?.total_pages,
  };
}

const paginationPart = v.object({
  pagination: lenient(
    v.object({
      total: lenient(v.number()),
      total_pages: lenient(v.number()),
      per_page: lenient(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
  ),
});

/** A page as it is answered. */
export type PageAnswer<T> = { readonly items: readonly T[] } & v.InferOutput<typeof paginationPart>;

function pageAnswer<T>(
  key: string,
  item: v.GenericSchema<unknown, T>,
  reuse: (item: T) => T = (each) => each,
) {
  const itemsPart = v.pipe(
    v.object({ [key]: v.array(item) }),
    v.transform((part) => ({ items: (part[key] ?? []).map(reuse) })),
  );
  return v.intersect([paginationPart, itemsPart]);
}
