import * as v from 'valibot';
import type { ApiErrorDetail } from './errorCodes.ts';
import type { ApiErrorAnswer } from './errors.ts';
import { lenient } from './lenient.ts';

const strings = lenient(v.array(v.string()));

const detailSchema: v.GenericSchema<unknown, ApiErrorDetail> = v.pipe(
  v.object({
    scopes: strings,
    ip_address: lenient(v.string()),
    total_permitted: lenient(v.number()),
    details: lenient(v.string()),
    errors: strings,
    trash_object: lenient(v.object({ keep_until: lenient(v.number()) })),
  }),
  v.transform((wire) => ({
    scopes: wire.scopes,
    ipAddress: wire.ip_address,
    totalPermitted: wire.total_permitted,
    details: wire.details,
    errors: wire.errors,
    keepUntil: wire.trash_object?.keep_until,
  })),
);

const errorSchema = v.object({
  code: v.pipe(v.string(), v.minLength(1)),
  description: v.fallback(v.string(), ''),
  detail: v.fallback(detailSchema, {}),
});

const wrappedSchema = v.object({ error: errorSchema });

/**
 * Reads Katapult's error object out of an answer's JSON. On the wire it is wrapped in `error`; the
 * documentation shows it bare: both are taken.
 * @returns undefined when the JSON is no error of Katapult's.
 */
export function readErrorAnswer(json: unknown): ApiErrorAnswer | undefined {
  const wrapped = v.safeParse(wrappedSchema, json);
  if (wrapped.success) return wrapped.output.error;
  const bare = v.safeParse(errorSchema, json);
  return bare.success ? bare.output : undefined;
}
