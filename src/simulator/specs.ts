/** The arguments that endpoints share. */
import type { ArgumentSpec } from './arguments.ts';

type LookupSpec = Extract<ArgumentSpec, { type: 'lookup' }>;

function lookup(name: string, keys: string[], what: string): LookupSpec {
  return { type: 'lookup', name, keys, required: true, description: `The ${what} to find` };
}

export const ORGANIZATION = lookup('organization', ['id', 'sub_domain'], 'organization');
export const MACHINE = lookup('virtual_machine', ['id', 'fqdn'], 'virtual machine');
export const INTERFACE = lookup('virtual_machine_network_interface', ['id'], 'network interface');
export const ADDRESS = lookup('ip_address', ['id', 'address'], 'IP address');
export const NETWORK = lookup('network', ['id', 'permalink'], 'network');
export const TASK = lookup('task', ['id'], 'task');

export function optional(type: 'boolean' | 'string', name: string, description: string): ArgumentSpec {
  return { type, name, description, required: false };
}

export function version(name: string): ArgumentSpec {
  return {
    type: 'enum',
    name,
    values: ['ipv4', 'ipv6'],
    required: true,
    description: 'The IP address version',
  };
}

/** `page` and `per_page`; more items a page than allowed is an error, not a clamp. */
export function pages(maxPerPage: number): ArgumentSpec[] {
  const common = { type: 'integer', required: false, least: 1 } as const;
  return [
    {
      ...common,
      name: 'page',
      fallback: 1,
      most: Number.MAX_SAFE_INTEGER,
      description: 'The page number to request',
    },
    {
      ...common,
      name: 'per_page',
      fallback: Math.min(30, maxPerPage),
      most: maxPerPage,
      description: 'The number of items to return per page',
    },
  ];
}
