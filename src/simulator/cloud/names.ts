/** Names that an operator's machines really have. */
import type { Random } from '../random.ts';
import { at } from '../random.ts';

/** The first machines of the first organizations; further machines are numbered by role. */
const FIRST_MACHINES: readonly (readonly string[])[] = [
  [
    'web-01',
    'web-02',
    'db-primary',
    'db-replica',
    'mail-01',
    'mail-02',
    'cache-01',
    'worker-01',
    'proxy',
    'monitoring',
    'backup',
    'vpn',
  ],
  ['studio-web-01', 'studio-web-02', 'render-01', 'render-02', 'git', 'staging', 'wiki', 'dns-01', 'dns-02'],
];
const ROLES = [
  'web',
  'api',
  'db',
  'cache',
  'worker',
  'queue',
  'proxy',
  'mail',
  'search',
  'build',
  'staging',
  'log',
];
const ORGANIZATIONS = [
  'Harbour Digital',
  'Meadow Studio',
  'Cobalt Shipping',
  'Larkspur Media',
  'Quarry Games',
];

export interface MachineName {
  name: string;
  hostname: string;
}

export const LONG_NAME = 'legacy-billing-reporting-and-reconciliation-batch-processor-01';
/** A name may hold any character, a host name may not. */
export const FOREIGN_NAME: MachineName = { name: 'münchen-スタジオ-01', hostname: 'muenchen-studio-01' };

export function organizationName(index: number): string {
  return ORGANIZATIONS[index] ?? `${at(ORGANIZATIONS, index % ORGANIZATIONS.length)} ${index}`;
}

/** Gives one new name after the other for the machines of one organization. */
export function machineNames(random: Random, organizationIndex: number): () => MachineName {
  const first = [...(FIRST_MACHINES[organizationIndex] ?? [])];
  const counters = new Map<string, number>();
  return () => {
    const name = first.shift() ?? numbered(counters, random.pick(ROLES));
    return { name, hostname: name };
  };
}

function numbered(counters: Map<string, number>, role: string): string {
  // Starts above the numbers that the first machines carry.
  const number = (counters.get(role) ?? 2) + 1;
  counters.set(role, number);
  return `${role}-${String(number).padStart(2, '0')}`;
}
