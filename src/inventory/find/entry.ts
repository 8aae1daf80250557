import ipaddr from 'ipaddr.js';
import { addressKey } from '../order.ts';
import type { Found } from './found.ts';

/** Something that can be found, made ready to be searched. */
export interface Entry {
  readonly found: Found;
  /** What it was made from: as long as this stays, so does what follows. */
  readonly source: string;
  /**
   * What it is found by, in lower case, each field between line breaks: what it is called, then its id, then what
   * it belongs to. No line break is there twice: to look for what begins with a word is to look at each.
   */
  readonly text: string;
  /** Where in `text` the id begins, and where what it belongs to. */
  readonly idAt: number;
  readonly contextAt: number;
  /** Sorts as people count: `web-2` before `web-10`, `9.0.0.1` before `10.0.0.1`. */
  readonly key: string;
}

/** What an entry is made from. */
export interface Material {
  readonly found: Found;
  readonly id: string;
  /** A name or an address first; others may be missing. */
  readonly fields: readonly [string, ...(string | undefined)[]];
  readonly context: readonly string[];
}

/** Makes an entry, from the one that was there before as far as it still holds. */
export function entryOf(material: Material, before: Entry | undefined): Entry {
  const { found, fields, id, context } = material;
  const source = [...fields, id, ...context].join('\n');
  if (before?.source !== source) return { found, source, ...readText(material) };
  return isSame(before.found, found) ? before : { ...before, found };
}

function readText({
  found,
  id,
  fields,
  context,
}: Material): Pick<Entry, 'text' | 'idAt' | 'contextAt' | 'key'> {
  const [name] = fields;
  const isAddress = found.kind === 'address';
  const called = lines([...fields, ...(isAddress ? spellings(name) : [])]);
  // Of an address that is known by its text alone, the id says nothing more.
  const upToId = called + lines([id.startsWith('text:') ? '' : id]);
  const key = isAddress ? addressKey(name) : naturalKey(name);
  return {
    text: `${upToId}${lines(context)}\n`,
    idAt: called.length,
    contextAt: upToId.length,
    key: `${key} ${id}`,
  };
}

function lines(fields: readonly (string | undefined)[]): string {
  const different = new Set(fields.map((field) => field?.toLowerCase()).filter(Boolean));
  return [...different].map((field) => `\n${field}`).join('');
}

/** An IPv6 address is looked for as it is written in one place or another: short, without `::`, with all zeros. */
function spellings(address: string): string[] {
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return [];
  const parsed = ipaddr.IPv6.parse(address);
  const whole = parsed.parts.map((part) => part.toString(16).padStart(4, '0')).join(':');
  return [parsed.toString(), parsed.toNormalizedString(), whole];
}

/** Text that sorts by the value of its numbers: each is preceded by how many digits it has. */
export function naturalKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => {
    const value = digits.replace(/^0+(?=\d)/, '');
    return String.fromCharCode(0x30 + Math.min(value.length, 9)) + value;
  });
}

function isSame(one: Found, other: Found): boolean {
  if (one.kind === 'address' && other.kind === 'address')
    return one.address === other.address && one.machine === other.machine && one.node === other.node;
  return one.kind === 'interface' && other.kind === 'interface'
    ? one.node === other.node
    : one.machine === other.machine;
}
