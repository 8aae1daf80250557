import { ThemeIcon, Uri, type IconPath } from 'vscode';
import { ipVersion } from '../inventory/order.ts';
import type { IpAddress } from '../inventory/types.ts';

/** Gives an address its icon: a 4 or a 6 in a frame, a star for a VIP. Different glyphs, not only colours. */
export type AddressIcon = (address: IpAddress) => IconPath;

/** @param extensionUri where the extension is installed: the glyphs are files of its own. */
export function addressIcons(extensionUri: Uri): AddressIcon {
  const glyph = (name: string) => ({
    light: Uri.joinPath(extensionUri, 'media', `${name}-light.svg`),
    dark: Uri.joinPath(extensionUri, 'media', `${name}-dark.svg`),
  });
  const [ipv4, ipv6] = [glyph('ipv4'), glyph('ipv6')];
  return ({ address, vip }) => {
    if (vip) return new ThemeIcon('star-full');
    return ipVersion(address) === 'ipv6' ? ipv6 : ipv4;
  };
}
