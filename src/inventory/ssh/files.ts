import type { VirtualMachineSummary } from '../../api/types.ts';
import type { SshLogin } from './login.ts';
import { aliasOf, hostNamesOf } from './names.ts';

/** An address of a machine, and how to sign in there. */
export interface Place {
  readonly machine: VirtualMachineSummary;
  /** Of those that `reachable` gives. */
  readonly address: string;
  readonly login: SshLogin;
}

/** Entries for `~/.ssh/config`, each with an alias of its own. https://man.openbsd.org/ssh_config */
export function sshConfig(places: readonly Place[]): string {
  const used = new Set<string>();
  return places.map((place) => entry(unused(aliasOf(place.machine), used), place)).join('\n');
}

function entry(alias: string, { address, login }: Place): string {
  const { user, port } = login;
  return [
    `Host ${alias}`,
    `    HostName ${address}`,
    ...(user === undefined ? [] : [`    User ${user}`]),
    ...(port === undefined ? [] : [`    Port ${port}`]),
    '',
  ].join('\n');
}

/** Of two entries with one alias ssh would take the first for both. */
function unused(alias: string, used: Set<string>): string {
  let candidate = alias;
  for (let number = 2; used.has(candidate); number++) candidate = `${alias}-${number}`;
  used.add(candidate);
  return candidate;
}

/** Lines for `/etc/hosts`, each once. */
export function hostsLines(places: readonly Omit<Place, 'login'>[]): string {
  const lines = places.map(({ machine, address }) => `${address}\t${hostNamesOf(machine).join(' ')}\n`);
  return [...new Set(lines)].join('');
}
