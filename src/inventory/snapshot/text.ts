/**
 * Snapshots as text: JSON, with a column for each field. Ten thousand machines are read back in the time of a blink,
 * which they would not be as ten thousand objects.
 */
import * as v from 'valibot';
import type { IpAddress, Organization, VirtualMachineSummary, Zone } from '../../api/types.ts';
import type { Snapshot, SnapshotOrganization } from './snapshot.ts';

/** To be raised when what is kept becomes something else: snapshots of other versions are not read. */
const version = 3;

/** What many rows share is told once; rows tell where. */
interface Shared<T> {
  readonly values: readonly T[];
  readonly at: readonly (number | null)[];
}

/** For a file. */
export function snapshotText({ at, organizations }: Snapshot): string {
  return JSON.stringify({ version, at, organizations: organizations.map(organizationText) });
}

function organizationText({ data, machines, addresses }: SnapshotOrganization) {
  // Where it is not told whether an address is allocated, nobody shall take it for a free one.
  const told = addresses.filter(({ allocation }) => allocation !== undefined);
  return {
    data,
    machines: {
      id: machines.map(({ id }) => id),
      name: machines.map(({ name }) => name),
      hostname: machines.map(({ hostname }) => hostname ?? null),
      fqdn: machines.map(({ fqdn }) => fqdn ?? null),
      createdAt: machines.map(({ createdAt }) => createdAt ?? null),
      state: machines.map(({ state }) => state ?? null),
      zone: shared(machines.map(({ zone }) => zone)),
      packageName: shared(machines.map(({ packageName }) => packageName)),
      addresses: machines.map((machine) => machine.addresses),
    },
    addresses: {
      id: told.map(({ id }) => id),
      address: told.map(({ address }) => address),
      reverseDns: told.map(({ reverseDns }) => reverseDns ?? null),
      vip: told.map(({ vip }) => vip ?? null),
      allocationId: shared(told.map(({ allocation }) => allocation?.id)),
      allocationType: shared(told.map(({ allocation }) => allocation?.type)),
    },
  };
}

function shared<T>(items: readonly (T | undefined)[]): Shared<T> {
  const places = new Map<T, number>();
  const at = items.map((item) => {
    if (item === undefined) return null;
    const place = places.get(item) ?? places.size;
    places.set(item, place);
    return place;
  });
  return { values: [...places.keys()], at };
}

/** @returns undefined for what is not a whole snapshot of this version. */
export function parseSnapshot(text: string): Snapshot | undefined {
  try {
    const result = v.safeParse(snapshotSchema, JSON.parse(text));
    return result.success ? { at: result.output.at, organizations: result.output.organizations } : undefined;
  } catch {
    return undefined;
  }
}

/** A column is looked through in one go: thousands of machines are to be on screen in no time. */
function columnOf<T>(isItem: (item: unknown) => item is T) {
  return v.custom<readonly T[]>((value) => Array.isArray(value) && value.every(isItem));
}

const isText = (item: unknown): item is string => typeof item === 'string';
const isNumber = (item: unknown): item is number => typeof item === 'number';
const isFlag = (item: unknown): item is boolean => typeof item === 'boolean';
const orNull =
  <T>(isItem: (item: unknown) => item is T) =>
  (item: unknown): item is T | null =>
    item === null || isItem(item);
const isTexts = (item: unknown): item is readonly string[] => Array.isArray(item) && item.every(isText);

function sharedOf<T>(value: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.object({ values: v.array(value), at: columnOf(orNull(isNumber)) }),
    v.transform(({ values, at }) => at.map((place) => (place === null ? undefined : values[place]))),
  );
}

const place = { id: v.string(), name: v.string() };
const zone: v.GenericSchema<unknown, Zone> = v.object({ ...place, dataCenter: v.optional(v.object(place)) });

const organization: v.GenericSchema<unknown, Organization> = v.object({
  ...place,
  subDomain: v.optional(v.string()),
  suspended: v.optional(v.boolean()),
});

const machineColumns = v.object({
  id: columnOf(isText),
  name: columnOf(isText),
  hostname: columnOf(orNull(isText)),
  fqdn: columnOf(orNull(isText)),
  createdAt: columnOf(orNull(isNumber)),
  state: columnOf(orNull(isText)),
  zone: sharedOf(zone),
  packageName: sharedOf(v.string()),
  addresses: columnOf(isTexts),
});

const addressColumns = v.object({
  id: columnOf(isText),
  address: columnOf(isText),
  reverseDns: columnOf(orNull(isText)),
  vip: columnOf(orNull(isFlag)),
  allocationId: sharedOf(v.string()),
  allocationType: sharedOf(v.string()),
});

/** Every column has as many rows as the first: else something is missing. */
function isEven(columns: Readonly<Record<string, readonly unknown[]>>): boolean {
  const [first, ...others] = Object.values(columns);
  return others.every(({ length }) => length === first?.length);
}

const snapshotSchema = v.object({
  version: v.literal(version),
  at: v.number(),
  organizations: v.array(
    v.object({
      data: organization,
      machines: v.pipe(
        machineColumns,
        v.check((columns) => isEven(columns)),
        v.transform(machinesOf),
      ),
      addresses: v.pipe(
        addressColumns,
        v.check((columns) => isEven(columns)),
        v.transform(addressesOf),
      ),
    }),
  ),
});

function machinesOf(columns: v.InferOutput<typeof machineColumns>): VirtualMachineSummary[] {
  const { name, hostname, fqdn, createdAt, state, zone, packageName, addresses } = columns;
  return columns.id.map((id, row) => ({
    id,
    name: name[row] ?? '',
    hostname: hostname[row] ?? undefined,
    fqdn: fqdn[row] ?? undefined,
    state: state[row] ?? undefined,
    zone: zone[row],
    createdAt: createdAt[row] ?? undefined,
    packageName: packageName[row],
    addresses: addresses[row] ?? [],
  }));
}

function addressesOf(columns: v.InferOutput<typeof addressColumns>): IpAddress[] {
  const { address, reverseDns, vip, allocationId, allocationType } = columns;
  return columns.id.map((id, row) => {
    const allocatedTo = allocationId[row];
    return {
      id,
      address: address[row] ?? '',
      reverseDns: reverseDns[row] ?? undefined,
      vip: vip[row] ?? undefined,
      allocation: allocatedTo === undefined ? null : { id: allocatedTo, type: allocationType[row] },
    };
  });
}
