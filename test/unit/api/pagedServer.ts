/** A list in pages, in memory: what the tests of paging ask instead of a server. */
import type { Fetch } from '../../../src/api/fetch.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import { answerOf, clientOf } from './support.ts';

export interface PagedServer {
  katapult: Katapult;
  /** What was asked for, as `2×200` for the second page of 200. */
  asked: string[];
  /** How many requests were open at the same time, at most. */
  mostAtOnce: () => number;
}

export interface Behaviour {
  /** The ids of the list when a request comes, in order; the request's number counts from 1. */
  items: (request: number) => readonly string[];
  /** More items a page are refused. Default 200. */
  maxPerPage?: number;
  /** More items a page are cut down, and that is told. */
  clampTo?: number;
  /** Whether the page that is asked for matters. */
  ignorePage?: boolean;
  /** What is told instead of the true totals. */
  pagination?: (told: Pagination) => unknown;
  /** What is sent instead of the true items. */
  page?: (ids: readonly string[], page: number) => readonly string[];
  /** Fails these requests, by their numbers. */
  fail?: (page: number) => { status: number; code: string } | undefined;
}

export interface Pagination {
  current_page: number;
  total_pages: number | null;
  total: number | null;
  per_page: number;
  large_set: boolean;
}

/** The ids `item-1` … `item-N`. */
export function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `item-${index + 1}`);
}

/** A server of one list, which is under every path and every key. */
export function pagedServer(behaviour: Behaviour): PagedServer {
  const asked: string[] = [];
  const open = { now: 0, most: 0 };
  const fetch: Fetch = async (url, { signal }) => {
    signal?.throwIfAborted();
    const { searchParams } = new URL(url);
    const page = Number(searchParams.get('page'));
    const perPage = Number(searchParams.get('per_page'));
    const request = asked.push(`${page}×${perPage}`);
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    await new Promise((resolve) => setImmediate(resolve));
    open.now -= 1;
    return answer(behaviour, page, perPage, request);
  };
  return { katapult: clientOf('http://katapult.test', { fetch }), asked, mostAtOnce: () => open.most };
}

function answer(
  behaviour: Behaviour,
  page: number,
  asked: number,
  request: number,
): ReturnType<typeof answerOf> {
  const failure = behaviour.fail?.(page);
  if (failure) return refusal(failure.status, failure.code);
  if (asked > (behaviour.maxPerPage ?? 200)) return refusal(400, 'invalid_argument');
  const perPage = Math.min(asked, behaviour.clampTo ?? asked);
  const all = behaviour.items(request);
  const start = behaviour.ignorePage ? 0 : (page - 1) * perPage;
  const sent = all.slice(start, start + perPage);
  const told = {
    current_page: page,
    total_pages: Math.ceil(all.length / perPage),
    total: all.length,
    per_page: perPage,
    large_set: false,
  };
  const items = (behaviour.page?.(sent, page) ?? sent).map((id) => ({
    id,
    name: id,
    address: id,
    allocation_id: null,
    ip_addresses: [],
  }));
  return answerOf({
    pagination: behaviour.pagination ? behaviour.pagination(told) : told,
    virtual_machines: items,
    ip_addresses: items,
    virtual_machine_network_interfaces: items,
  });
}

function refusal(status: number, code: string): ReturnType<typeof answerOf> {
  return answerOf({ error: { code, description: 'No', detail: {} } }, status);
}

/** Without totals, as an answer for a large set has them. */
export function withoutTotals(told: Pagination): Pagination {
  return { ...told, total: null, total_pages: null, large_set: true };
}
