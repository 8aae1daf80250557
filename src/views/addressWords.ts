import { l10n } from 'vscode';
import type { IpAddress } from '../inventory/types.ts';
import { ipVersion } from '../inventory/order.ts';
import type { MachineLabels } from '../platform/machineLabels.ts';
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

/** What stands behind a machine, as the settings want it; that there is none in any case but for `none`. */
export function machineDescription(
  addresses: readonly IpAddress[],
  wanted: MachineLabels['description'],
): string {
  if (wanted === 'none') return '';
  if (addresses.length === 0) return l10n.t('no addresses');
  if (wanted === 'allAddresses') return addresses.map(({ address }) => plain(address)).join(', ');
  if (wanted === 'firstAddress') return firstAddress(addresses);
  return plain(addresses.find(({ address }) => ipVersion(address) === wanted)?.address ?? '');
}

/** `185.44.252.7 +2` or `185.44.252.7`. */
function firstAddress([first, ...more]: readonly IpAddress[]): string {
  if (!first) return '';
  return more.length ? l10n.t('{0} +{1}', plain(first.address), more.length) : plain(first.address);
}
