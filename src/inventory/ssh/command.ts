import type { SshLogin } from './login.ts';
import { quote } from './quote.ts';

/**
 * Arguments for ssh, without a shell in between. IPv6 addresses stand without brackets, as ssh takes them.
 * @param address of those that `reachable` gives.
 */
export function sshArguments(address: string, login: SshLogin): string[] {
  return [...options(login), '--', destination(address, login)];
}

/** A command line to paste into a terminal. @param address of those that `reachable` gives. */
export function sshCommand(address: string, login: SshLogin): string {
  return quote(['ssh', ...options(login), destination(address, login)]);
}

function options({ port }: SshLogin): string[] {
  return port === undefined ? [] : ['-p', String(port)];
}

function destination(address: string, { user }: SshLogin): string {
  return user === undefined ? address : `${user}@${address}`;
}

/**
 * The authority of a window that Remote-SSH opens, in the form that keeps user, port and IPv6 apart: JSON in
 * hexadecimal digits.
 */
export function remoteAuthority(address: string, { user, port }: SshLogin): string {
  const json = JSON.stringify({ hostName: address, user, port });
  const digits = [...new TextEncoder().encode(json)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `ssh-remote+${digits.join('')}`;
}
