import * as v from 'valibot';

/**
 * A field that only decorates: missing, null or of a wrong type, it counts as absent.
 * Fields that decide something (ids, names, addresses, allocations) are never lenient.
 *
 * In one step: put together of a fallback and a nullish schema it does the same, in twice the time, and a list of
 * thousands of machines consists mostly of such fields.
 */
export function lenient<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T | undefined> {
  const optional: v.GenericSchema<unknown, T | undefined> = v.optional(schema);
  return {
    ...optional,
    '~run': ({ value }, config) => {
      const result = value === undefined || value === null ? undefined : schema['~run']({ value }, config);
      return { typed: true, value: result && !result.issues ? result.value : undefined };
    },
  };
}

/** A field that may be missing or null, but is an error when it is of a wrong type. */
export function absentWhenNull<T>(schema: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value): T | undefined => value ?? undefined),
  );
}
