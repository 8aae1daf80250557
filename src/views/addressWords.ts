import { l10n } from 'vscode';
import type { IpAddress } from '../inventory/types.ts';
import { ipVersion } from '../inventory/order.ts';
import { plain } from '../platform/plain.ts';

/** `IPv4`, `IPv6`, or nothing for what is neither. */
export function versionWord(address: string): string {
  const version = ipVersion(address);
  return version === 'ipv4' ? l10n.t('IPv4') : version === 'ipv6' ? l10n.t('IPv6') : '';
}

/** What stands behind an address: its label or reverse DNS, its version, and whether it is a VIP. */
export function addressDescription({ address, label, reverseDns, vip }: IpAddress): string {
  const name = plain(label ?? reverseDns ?? '');
  return [name, versionWord(address), vip ? l10n.t('VIP') : ''].filter(Boolean).join(' · ');
}

/** `185.44.252.7 +2`, `185.44.252.7`, or that there is none. */
export function firstAddress(addresses: readonly IpAddress[]): string {
  const [first, ...more] = addresses;
  if (!first) return l10n.t('no addresses');
  return more.length ? l10n.t('{0} +{1}', plain(first.address), more.length) : plain(first.address);
}
