/**
 * Arguments: what an endpoint takes, and how it is found in a request.
 * Query and JSON body come first, then the segment of the path that has the argument's name.
 */
import { apiError } from './errors.ts';
import type { ApiError } from './errors.ts';
import { header } from './http.ts';
import type { SimulatorRequest } from './http.ts';
import type { Json, JsonObject } from './json.ts';
import { isJsonObject, parseJson } from './json.ts';
import { parseQuery } from './query.ts';

interface Common {
  name: string;
  description: string;
  required: boolean;
}
export type ArgumentSpec = Common &
  (
    | { type: 'lookup'; keys: readonly string[] }
    | { type: 'integer'; fallback: number; least: number; most: number }
    | { type: 'enum'; values: readonly string[] }
    | { type: 'boolean' }
    | { type: 'string' }
    | { type: 'pairs' }
  );

export interface Lookup {
  key: string;
  value: string;
}

type Issue =
  | 'invalid_scalar'
  | 'parse_error'
  | 'validation_errors'
  | 'invalid_enum_value'
  | 'missing_lookup_value'
  | 'ambiguous_lookup_values'
  | 'array_expected'
  | 'object_expected';

const ISSUES: Record<Issue, string> = {
  invalid_scalar: 'The value is not of the type that is expected',
  parse_error: 'The value could not be parsed',
  validation_errors: 'The value did not pass validation',
  invalid_enum_value: 'The value is not one of those that are possible',
  missing_lookup_value: 'None of the values to look the object up by was provided',
  ambiguous_lookup_values: 'More than one value to look the object up by was provided',
  array_expected: 'An array was expected',
  object_expected: 'An object was expected',
};

/** The arguments of one request, checked. Reading one of another type than specified is a mistake here, not the caller's. */
export class Arguments {
  readonly #values = new Map<string, Lookup | Json>();

  set(name: string, value: Lookup | Json): void {
    this.#values.set(name, value);
  }

  lookup(name: string): Lookup {
    const value = this.#values.get(name);
    if (!isJsonObject(value) || typeof value.key !== 'string' || typeof value.value !== 'string')
      throw mistaken(name);
    return { key: value.key, value: value.value };
  }

  integer(name: string): number {
    const value = this.#values.get(name);
    if (typeof value !== 'number') throw mistaken(name);
    return value;
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.#values.get(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  pairs(name: string): JsonObject[] {
    const value = this.#values.get(name);
    return Array.isArray(value) ? value.filter(isJsonObject) : [];
  }
}

/** Finds and checks the arguments in the order of their specification; the first problem is thrown. */
export function resolveArguments(
  specs: readonly ArgumentSpec[],
  request: SimulatorRequest,
  path: Record<string, string>,
): Arguments {
  const given = givenValues(request);
  const resolved = new Arguments();
  for (const spec of specs) {
    const value = given[spec.name] ?? fromPath(spec, path) ?? null;
    if (value !== null) resolved.set(spec.name, check(spec, value));
    else if (spec.required) throw missing(spec);
    else if (spec.type === 'integer') resolved.set(spec.name, spec.fallback);
  }
  return resolved;
}

function givenValues(request: SimulatorRequest): JsonObject {
  const query = parseQuery(request.url.split('?')[1] ?? '');
  const isJson = (header(request.headers, 'content-type') ?? '').toLowerCase().startsWith('application/json');
  if (!isJson || request.body === '') return query;
  const body = parseJson(request.body);
  if (!isJsonObject(body))
    throw apiError('invalid_json_body', {
      details: body === undefined ? 'The body does not parse' : 'An object was expected',
    });
  return { ...query, ...body };
}

function fromPath(spec: ArgumentSpec, path: Record<string, string>): Json | undefined {
  const segment = path[spec.name];
  if (segment === undefined) return undefined;
  return spec.type === 'lookup' ? { id: segment } : segment;
}

function check(spec: ArgumentSpec, value: Json): Lookup | Json {
  switch (spec.type) {
    case 'lookup':
      return checkLookup(spec, spec.keys, value);
    case 'integer':
      return checkInteger(spec, spec.least, spec.most, value);
    case 'enum':
      return checkEnum(spec, spec.values, value);
    case 'boolean':
      return checkBoolean(spec, value);
    case 'string':
      if (typeof value !== 'string') throw invalid(spec, 'invalid_scalar');
      return value;
    case 'pairs':
      if (!Array.isArray(value)) throw invalid(spec, 'array_expected');
      return value;
  }
}

function checkLookup(spec: Common, keys: readonly string[], value: Json): Lookup {
  if (!isJsonObject(value)) throw invalid(spec, 'object_expected');
  const given = keys.filter((key) => key in value && value[key] !== null);
  const [key] = given;
  if (key === undefined) throw invalid(spec, 'missing_lookup_value');
  if (given.length > 1) throw invalid(spec, 'ambiguous_lookup_values');
  const text = value[key];
  if (typeof text !== 'string') throw invalid(spec, 'invalid_scalar');
  return { key, value: text };
}

function checkInteger(spec: Common, least: number, most: number, value: Json): number {
  if (typeof value !== 'number' && typeof value !== 'string') throw invalid(spec, 'invalid_scalar');
  if (typeof value === 'string' && !/^-?\d+$/.test(value)) throw invalid(spec, 'parse_error');
  const number = Number(value);
  if (!Number.isInteger(number)) throw invalid(spec, 'parse_error');
  if (number < least) throw invalid(spec, 'validation_errors', [`must be greater than or equal to ${least}`]);
  if (number > most) throw invalid(spec, 'validation_errors', [`must be less than or equal to ${most}`]);
  return number;
}

function checkEnum(spec: Common, values: readonly string[], value: Json): string {
  if (typeof value !== 'string') throw invalid(spec, 'invalid_scalar');
  if (!values.includes(value)) throw invalid(spec, 'invalid_enum_value');
  return value;
}

function checkBoolean(spec: Common, value: Json): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') throw invalid(spec, 'invalid_scalar');
  if (value !== 'true' && value !== 'false') throw invalid(spec, 'parse_error');
  return value === 'true';
}

function missing({ name, description }: Common): ApiError {
  return apiError('missing_required_argument', { path: [name], argument: { name, description } });
}

function invalid({ name, description }: Common, issue: Issue, errors: string[] = []): ApiError {
  const detail = {
    path: [name],
    index: null,
    issue,
    issue_description: ISSUES[issue],
    errors,
    argument: { name, description },
  };
  return apiError('invalid_argument', detail);
}

function mistaken(name: string): Error {
  return new Error(`the argument ${name} is not specified as what it is read as`);
}
