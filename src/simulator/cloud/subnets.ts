/** Blocks of addresses: writing an address, its default reverse DNS, and taking and giving back hosts. */
import type { IpAddress, Subnet } from './model.ts';

/** The text of the n-th address of a subnet, e.g. `203.0.113.7` or `2001:db8:500::1f9`. */
export function addressText(subnet: Subnet, host: number): string {
  return subnet.version === 'ipv4'
    ? ipv4Text(ipv4Number(subnet.address) + host)
    : `${subnet.address}${ipv6Tail(host)}`;
}

/** What an unallocated address resolves to: `185-44-252-217.rdns.katapult.io`; the suffix is the subnet's. */
export function defaultReverseDns(subnet: Subnet, address: string): string {
  return `${address.replace(/[.:]/g, '-')}.${subnet.reverseDnsSuffix}`;
}

/** Takes a free host number of the subnet, or null when there is none left. */
export function takeHost(subnet: Subnet): number | null {
  const released = subnet.released.shift();
  if (released !== undefined) return released;
  return subnet.nextHost > subnet.lastHost ? null : subnet.nextHost++;
}

export function giveBack({ subnet, host }: IpAddress): void {
  subnet.released.push(host);
}

export function exhaust(subnet: Subnet): void {
  subnet.nextHost = subnet.lastHost + 1;
  subnet.released = [];
}

export function ipv4Number(text: string): number {
  return text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

export function ipv4Text(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** The last two groups of an IPv6 address, leading zeros left out. */
function ipv6Tail(host: number): string {
  const low = (host & 0xffff).toString(16);
  return host > 0xffff ? `${(host >>> 16).toString(16)}:${low}` : low;
}
