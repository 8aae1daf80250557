/** What controls accept as JSON: the fields of faults, mutations and tokens, checked by hand-written tables. */
import type { Fault, FaultRule } from './faults.ts';
import { isJsonObject } from './json.ts';
import type { Mutation } from './mutations.ts';
import type { TokenSpec } from './tokens.ts';

type FieldType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'strings'
  | 'object'
  | 'json'
  | 'number-or-null'
  | 'number-or-always'
  | 'when'
  | 'kind'
  | 'role';
/** A question mark behind the type says that the field may be missing. */
type Fields = Record<string, FieldType | `${FieldType}?`>;

const FAULTS: Record<Fault['kind'], Fields> = {
  error: {
    code: 'string',
    status: 'number?',
    description: 'string?',
    detail: 'object?',
    wrapped: 'boolean?',
  },
  body: { status: 'number', contentType: 'string?', body: 'string' },
  redirect: { location: 'string', status: 'number?' },
  delay: { ms: 'number' },
  reset: {},
  hang: {},
  'reset-mid-body': { afterBytes: 'number' },
  'slow-body': { msPerByte: 'number' },
  'endless-body': {},
  'content-length': { offset: 'number' },
  'invalid-utf8': {},
  'truncated-json': {},
  'content-type': { value: 'string' },
  'drop-field': { path: 'string' },
  'set-field': { path: 'string', value: 'json' },
  'repeat-item': {},
  'lose-item': {},
  totals: { total: 'number-or-null', totalPages: 'number-or-null' },
};

const MUTATIONS: Record<Mutation['action'], Fields> = {
  'trash-machine': { id: 'string' },
  'restore-machine': { id: 'string' },
  'delete-machine': { id: 'string' },
  'rename-machine': { id: 'string', name: 'string' },
  'detach-interface': { id: 'string' },
  'allocate-address': { id: 'string', interfaceId: 'string' },
  'unallocate-address': { id: 'string' },
  'suspend-organization': { id: 'string', suspended: 'boolean' },
  'activate-organization': { id: 'string', activated: 'boolean' },
  'exhaust-network': { id: 'string' },
  maintenance: { active: 'boolean' },
};

const RULE: Fields = {
  match: 'object?',
  nth: 'number?',
  times: 'number-or-always?',
  when: 'when?',
  fault: 'object',
};
const MATCH: Fields = { method: 'string?', path: 'string?' };
const CHANGEABLE: Fields = {
  scopes: 'strings?',
  permitted: 'number?',
  networks: 'strings?',
  expiresAt: 'number?',
  organizations: 'strings?',
  kind: 'kind?',
  role: 'role?',
  invalidCapabilities: 'boolean?',
};
const RESET: Fields = { seed: 'number?', machines: 'number?', organizations: 'number?' };

const CHECKS: Record<FieldType, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  strings: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  object: isJsonObject,
  json: (value) => value !== undefined,
  'number-or-null': (value) => value === null || typeof value === 'number',
  'number-or-always': (value) => value === 'always' || typeof value === 'number',
  when: (value) => value === 'before' || value === 'after',
  kind: (value) => value === 'user' || value === 'organization',
  role: (value) => value === 'owner' || value === 'restricted',
};

/** What a control was given is not what it takes. */
export class ControlError extends Error {}

/** @throws ControlError */
export function readFaultRule(value: unknown): FaultRule {
  if (isFaultRule(value)) return value;
  throw new ControlError('not a fault rule');
}

/** @throws ControlError */
export function readMutation(value: unknown): Mutation {
  if (isMutation(value)) return value;
  throw new ControlError('not a mutation');
}

/** @throws ControlError */
export function readTokenSpec(value: unknown): TokenSpec {
  if (isTokenSpec(value)) return value;
  throw new ControlError('not a token');
}

/** What may be changed about a token: all but its value. @throws ControlError */
export function readTokenChange(value: unknown): Omit<TokenSpec, 'value'> {
  if (isTokenChange(value)) return value;
  throw new ControlError('not a change of a token');
}

/** @throws ControlError */
export function readReset(value: unknown): { seed?: number; machines?: number; organizations?: number } {
  if (isReset(value)) return value;
  throw new ControlError('not a reset');
}

function isFaultRule(value: unknown): value is FaultRule {
  require(value, RULE);
  if (value.match !== undefined) require(value.match, MATCH);
  requireVariant(value.fault, 'kind', FAULTS);
  return true;
}

function isMutation(value: unknown): value is Mutation {
  requireVariant(value, 'action', MUTATIONS);
  return true;
}

function isTokenSpec(value: unknown): value is TokenSpec {
  require(value, { ...CHANGEABLE, value: 'string?' });
  return true;
}

function isTokenChange(value: unknown): value is Omit<TokenSpec, 'value'> {
  require(value, CHANGEABLE);
  return true;
}

function isReset(value: unknown): value is { seed?: number } {
  require(value, RESET);
  return true;
}

/** Checks an object whose field `by` says which of several sets of fields it has. */
function requireVariant(value: unknown, by: string, variants: Record<string, Fields>): void {
  const name = isJsonObject(value) ? value[by] : undefined;
  const fields = typeof name === 'string' && Object.hasOwn(variants, name) ? variants[name] : undefined;
  if (!fields) throw new ControlError(`${by} must be one of ${Object.keys(variants).join(', ')}`);
  require(value, { ...fields, [by]: 'string' });
}

function require(value: unknown, fields: Fields): asserts value is Record<string, unknown> {
  if (!isJsonObject(value)) throw new ControlError('a JSON object is expected');
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name))
      throw new ControlError(`there is no field ${name}; there are ${Object.keys(fields).join(', ')}`);
  }
  for (const [name, type] of Object.entries(fields)) requireField(value[name], name, type);
}

function requireField(value: unknown, name: string, type: Fields[string]): void {
  if (value === undefined && type.endsWith('?')) return;
  const isRight = Object.entries(CHECKS).find(([each]) => each === type.replace('?', ''))?.[1];
  if (!isRight?.(value)) throw new ControlError(`${name} must be ${type.replace('?', '')}`);
}
