import * as v from 'valibot';

/** What machines can stand together by; `none` is one list of all. */
export const groupings = ['none', 'organization', 'dataCenter', 'zone', 'group', 'tag'] as const;
export type GroupBy = (typeof groupings)[number];

/** `created`: the newest first. `state`: first what needs somebody. */
export const orders = ['name', 'address', 'state', 'created'] as const;
export type SortBy = (typeof orders)[number];

/** Katapult's states, as far as people tell them apart when they look for machines. */
export const conditions = ['running', 'stopped', 'failed', 'changing'] as const;
export type Condition = (typeof conditions)[number];

/** Which machines are wanted. An empty field wants all; what is named in one field is wanted by either. */
export interface Filter {
  /** Words of names, addresses and tags, of which a machine has every one. */
  readonly text: string;
  readonly conditions: readonly Condition[];
  /** By id. */
  readonly organizations: readonly string[];
  /** By id. */
  readonly dataCenters: readonly string[];
  readonly tags: readonly string[];
}

/** How somebody wants to see machines. Plain data, to be stored. */
export interface Arrangement {
  readonly groupBy: GroupBy;
  readonly sortBy: SortBy;
  /** Ids of machines that come first. */
  readonly favourites: readonly string[];
  readonly filter: Filter;
}

/** A field that this version can't read is as if nothing had been chosen. */
function tolerant<T>(schema: v.GenericSchema<unknown, T>, otherwise: T) {
  return v.fallback(v.optional(schema, otherwise), otherwise);
}

/** Of a list, what this version can read. */
function listOf<T>(item: v.GenericSchema<unknown, T>) {
  const readable = v.pipe(
    v.array(v.unknown()),
    v.transform((values) => values.filter((value) => v.is(item, value)).map((value) => v.parse(item, value))),
    v.transform((values) => [...new Set(values)]),
  );
  return tolerant(readable, []);
}

const filterSchema = v.object({
  text: tolerant(v.string(), ''),
  conditions: listOf(v.picklist(conditions)),
  organizations: listOf(v.string()),
  dataCenters: listOf(v.string()),
  tags: listOf(v.string()),
});

const arrangementSchema = v.object({
  groupBy: tolerant(v.picklist(groupings), 'organization'),
  sortBy: tolerant(v.picklist(orders), 'name'),
  favourites: listOf(v.string()),
  filter: tolerant(filterSchema, v.parse(filterSchema, {})),
});

/** All machines by name, in their organizations. */
export const plainArrangement: Arrangement = v.parse(arrangementSchema, {});

/** An arrangement as it was stored, by this version or another. Never fails. */
export function parseArrangement(stored: unknown): Arrangement {
  const result = v.safeParse(arrangementSchema, stored);
  return result.success ? result.output : plainArrangement;
}

/** A filter that leaves nothing out. */
export const noFilter: Filter = plainArrangement.filter;

/** The favourites with the machine among them, or no longer. */
export function toggleFavourite(arrangement: Arrangement, machineId: string): Arrangement {
  const { favourites } = arrangement;
  const others = favourites.filter((id) => id !== machineId);
  return {
    ...arrangement,
    favourites: others.length < favourites.length ? others : [...favourites, machineId],
  };
}
