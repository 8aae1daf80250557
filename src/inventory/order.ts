import ipaddr from 'ipaddr.js';
import type { IpVersion } from '../api/types.ts';

/** The version of an address as text; undefined for text that is no address. */
export function ipVersion(address: string): IpVersion | undefined {
  return ipaddr.isValid(address) ? ipaddr.parse(address).kind() : undefined;
}

/** The subnet of an address with its mask: `203.0.113.0/26` for `203.0.113.7/26`; undefined for other text. */
export function subnetOf(addressWithMask: string): string | undefined {
  if (!ipaddr.isValidCIDR(addressWithMask)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(addressWithMask);
  const version = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${version.networkAddressFromCIDR(addressWithMask).toString()}/${bits}`;
}

/** Made when the first names are compared: it takes longer than all else that is done at the start. */
let collator: Intl.Collator | undefined;

/** By name as people count: web-2 before web-10. Ids break ties, so that the order never jumps. */
export function byName(one: { name: string; id: string }, other: { name: string; id: string }): number {
  collator ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return collator.compare(one.name, other.name) || compare(one.id, other.id);
}

/** IPv4 before IPv6, then by number. Katapult gives addresses in no fixed order. */
export function byAddress(one: { address: string }, other: { address: string }): number {
  return compare(addressKey(one.address), addressKey(other.address));
}

/**
 * The same order for a whole list: each address is taken apart once at the most. Most machines have one of each
 * version, which a look tells apart.
 */
export function sortedByAddress<T extends { readonly address: string }>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items];
  const keyed = items.map((item) => ({ item, look: lookOf(item.address), key: '' }));
  const keyOf = (each: (typeof keyed)[number]) => (each.key ||= addressKey(each.item.address));
  return keyed
    .sort((one, other) => compareLooks(one.look, other.look) || compare(keyOf(one), keyOf(other)))
    .map(({ item }) => item);
}

/** 4 for what is certainly IPv4, 6 for what is certainly not; undefined for what has to be taken apart. */
function lookOf(address: string): number | undefined {
  if (dotted.test(address)) return 4;
  return address.includes(':') ? 6 : undefined;
}

function compareLooks(one: number | undefined, other: number | undefined): number {
  return one === undefined || other === undefined ? 0 : one - other;
}

/** Text that sorts like {@link byAddress}, and is the same for every spelling of one address. */
export function addressKey(address: string): string {
  const bytes = bytesOf(address);
  if (!bytes) return `z${address}`;
  return bytes.reduce((key, byte) => key + hex(byte), bytes.length === 4 ? '4' : '6');
}

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** As nearly all are written: of thousands, to take them apart in general takes longer than all else. */
const dotted = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);

function bytesOf(address: string): number[] | undefined {
  const usual = dotted.exec(address)?.slice(1).map(Number);
  if (usual) return usual;
  try {
    return ipaddr.parse(address).toByteArray();
  } catch {
    return undefined;
  }
}

function hex(byte: number): string {
  return byte < 16 ? `0${byte.toString(16)}` : byte.toString(16);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
