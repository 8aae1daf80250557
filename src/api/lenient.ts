import * as v from 'valibot';

/**
 * A field that only decorates: missing, null or of a wrong type, it counts as absent.
 * Fields that decide something (ids, names, addresses, allocations) are never lenient.
 */
export function lenient<T>(schema: v.GenericSchema<unknown, T>) {
  return v.fallback(absentWhenNull(schema), undefined);
}

/** A field that may be missing or null, but is an error when it is of a wrong type. */
export function absentWhenNull<T>(schema: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value): T | undefined => value ?? undefined),
  );
}
