import ipaddr from 'ipaddr.js';
import { byAddress } from '../order.ts';

/** Where only neighbours get to; tried last. */
const nearby = new Set(['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat', 'loopback']);

/**
 * Those that are addresses, best first: what the whole Internet reaches before private ones, IPv4 before IPv6.
 * All else is left out: it could mean something to ssh or to a shell.
 */
export function reachable<T extends { readonly address: string }>(addresses: readonly T[]): T[] {
  return addresses
    .filter(({ address }) => ipaddr.isValid(address))
    .sort((one, other) => Number(isNearby(one)) - Number(isNearby(other)) || byAddress(one, other));
}

function isNearby({ address }: { readonly address: string }): boolean {
  return nearby.has(ipaddr.parse(address).range());
}
