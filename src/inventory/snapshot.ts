import * as v from 'valibot';
import type { IpAddress, Organization, VirtualMachineSummary } from '../api/types.ts';
import type { Branch } from './branch.ts';
import type { OrganizationNode } from './nodes.ts';

/** What the lists said last, to be shown at the next start until they are read again. Holds no secrets. */
export interface Snapshot {
  readonly version: typeof version;
  /** When it was read, in milliseconds since 1970. */
  readonly at: number;
  readonly organizations: readonly SnapshotOrganization[];
}

interface SnapshotOrganization {
  readonly data: Organization;
  readonly machines: readonly VirtualMachineSummary[];
  readonly addresses: readonly IpAddress[];
}

/** To be raised when what is kept becomes something else: snapshots of other versions are not read. */
const version = 1;

/** @returns undefined unless everything at the top was read, and nothing has failed. */
export function takeSnapshot(organizations: Branch<OrganizationNode>, now: number): Snapshot | undefined {
  const { items, error } = organizations;
  const whole = items?.every(
    ({ machines, addressesError }) => machines.items && !machines.error && !addressesError,
  );
  if (!items || error !== undefined || !whole) return undefined;
  return {
    version,
    at: Math.min(...items.map(({ machines }) => machines.loadedAt ?? now), now),
    organizations: items.map(({ data, machines, addresses }) => ({
      data,
      machines: (machines.items ?? []).map((machine) => machine.data),
      addresses,
    })),
  };
}

/** Whether two that were taken of one inventory hold the very same things: then nothing that is kept has changed. */
export function holdsSame(one: Snapshot, other: Snapshot): boolean {
  return (
    one.organizations.length === other.organizations.length &&
    one.organizations.every(({ data, machines, addresses }, index) => {
      const same = other.organizations[index];
      return (
        same?.data === data &&
        same.addresses === addresses &&
        same.machines.length === machines.length &&
        machines.every((machine, place) => machine === same.machines[place])
      );
    })
  );
}

/** @returns undefined for what is not a whole snapshot of this version. */
export function parseSnapshot(text: string): Snapshot | undefined {
  try {
    const result = v.safeParse(snapshotSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Checked as far as it decides something: the file is our own, and thousands of machines are to be on screen in no
 * time. A damaged one is not JSON any more.
 */
const snapshotSchema: v.GenericSchema<unknown, Snapshot> = v.object({
  version: v.literal(version),
  at: v.number(),
  organizations: v.array(
    v.object({
      data: v.custom<Organization>((value) => hasTexts(value, 'id', 'name')),
      machines: listOf<VirtualMachineSummary>('id', 'name'),
      addresses: listOf<IpAddress>('id', 'address'),
    }),
  ),
});

function listOf<T>(...names: readonly string[]) {
  return v.custom<readonly T[]>(
    (value) => Array.isArray(value) && value.every((item) => hasTexts(item, ...names)),
  );
}

function hasTexts(value: unknown, ...names: readonly string[]): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'string')
  );
}
