/** Whether an address lies in a network, for tokens that are bound to networks. */
import { ipv4Number } from './cloud/subnets.ts';

/** `network` is an IPv4 block, or any single address (of either version, compared as text). */
export function insideNetwork(ip: string, network: string): boolean {
  const [base = '', length] = network.split('/');
  if (length === undefined || !isIpv4(ip) || !isIpv4(base)) return ip === base;
  const size = 2 ** (32 - Number(length));
  return Math.floor(ipv4Number(ip) / size) === Math.floor(ipv4Number(base) / size);
}

function isIpv4(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text);
}
