import ipaddr from 'ipaddr.js';
import { addressKey } from '../order.ts';
import type { Entry } from './entry.ts';
import { Occurrences, rank, sureLength, type TextPlace } from './rank.ts';

/** A word of a query. */
export interface Word {
  readonly text: string;
  /** Of a block of addresses like `185.44.252.0/24`: the keys of its first and its last. */
  readonly block?: Block | undefined;
}

export interface Block {
  readonly first: string;
  readonly last: string;
}

/** The words of what somebody has typed. */
export function wordsOf(query: string): Word[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((text) => ({ text: canonical(text), block: blockOf(text) }));
}

/** `185.44.252.0/24`, `2a03::/32`; any address of the block stands for it. */
function blockOf(text: string): Block | undefined {
  const [address = ''] = text.split('/');
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || isIpv6(address);
  if (!isAddress || !ipaddr.isValidCIDR(text)) return undefined;
  const version = isIpv6(address) ? ipaddr.IPv6 : ipaddr.IPv4;
  const first = version.networkAddressFromCIDR(text).toString();
  const last = version.broadcastAddressFromCIDR(text).toString();
  return { first: addressKey(first), last: addressKey(last) };
}

/** A whole IPv6 address is looked for in the one spelling that every entry has. */
function canonical(text: string): string {
  return isIpv6(text) ? ipaddr.IPv6.parse(text).toString() : text;
}

function isIpv6(text: string): boolean {
  return text.includes(':') && ipaddr.IPv6.isValid(text);
}

/** How well an entry fits all the words, the less the better; undefined when it does not fit them all. */
export function rankOf(entry: Entry, words: readonly Word[]): number | undefined {
  let sum = 0;
  for (const word of words) {
    const one = rankOfWord(entry, word);
    if (one === undefined) return undefined;
    sum += one;
  }
  return sum;
}

function rankOfWord(entry: Entry, { text, block }: Word): number | undefined {
  if (!block) return new Occurrences(entry.text, text).rank(placeOf(entry));
  return entry.found.kind === 'address' && isWithin(entry, block) ? rank.exact : undefined;
}

function placeOf({ text, idAt, contextAt }: Entry): TextPlace {
  return { start: 0, idAt, contextAt, end: text.length };
}

/** An entry's key is its address's, and then its id. */
export function isWithin({ key }: Entry, { first, last }: Block): boolean {
  return key >= first && (key < last || key.startsWith(last));
}

/** Whether all that fits the words certainly fitted the ones before. */
export function isNarrower(words: readonly Word[], before: readonly Word[]): boolean {
  return words.length === before.length && words.every((word, index) => isNarrowerWord(word, before[index]));
}

function isNarrowerWord({ text, block }: Word, before: Word | undefined): boolean {
  if (!before || block || before.block || !text.includes(before.text)) return false;
  // A word that has become long enough is found in the middle of ids as well.
  return text.length < sureLength || before.text.length >= sureLength;
}
