import * as v from 'valibot';
import { lenient } from '../lenient.ts';
import type { CurrentUser, Organization } from '../types.ts';

const organizationSchema: v.GenericSchema<unknown, Organization> = v.pipe(
  v.object({
    id: v.string(),
    name: v.string(),
    sub_domain: lenient(v.string()),
    suspended: lenient(v.boolean()),
  }),
  v.transform(({ sub_domain, ...organization }) => ({ ...organization, subDomain: sub_domain })),
);

/** `GET /organizations`. */
export const organizationsAnswer = v.object({ organizations: v.array(organizationSchema) });

const userSchema: v.GenericSchema<unknown, CurrentUser> = v.pipe(
  v.object({
    first_name: lenient(v.string()),
    last_name: lenient(v.string()),
  }),
  v.transform((user) => ({
    name: [user.first_name, user.last_name].filter(Boolean).join(' ') || undefined,
  })),
);

/** `GET /users/current`. */
export const currentUserAnswer = v.object({ user: userSchema });
