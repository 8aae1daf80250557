/**
 * The routes of the OpenAPI document. It writes them with their colons stripped, so that an argument in a path
 * looks like any other segment: `/ip_addresses/ip_address/unallocate`. A segment is an argument when the
 * operation takes one of that name.
 */
import { asObject, isObject, resolve, type Schema } from './openapi-schemas.ts';

export interface Parameter {
  name: string;
  required: boolean;
  schema: Schema;
}

export interface Operation {
  /** Method and path as documented, e.g. `get /organizations`. */
  id: string;
  segments: string[];
  parameters: Parameter[];
  /** The schema of the body; an empty object's when there is none. */
  body: Schema;
  /** The schemas of the answers by status. */
  answers: Map<string, Schema>;
  /** The arguments that are objects to look something up by, and all arguments. */
  lookups: Set<string>;
  names: Set<string>;
}

export interface Route {
  operation: Operation;
  /** The segments that stand for arguments, by the argument's name. */
  path: Map<string, string>;
  query: Map<string, string>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export class Routes {
  readonly #operations: Operation[] = [];

  constructor(document: Schema) {
    for (const [path, item] of Object.entries(asObject(document.paths))) {
      for (const [method, operation] of Object.entries(asObject(item))) {
        if (METHODS.includes(method))
          this.#operations.push(readOperation(document, `${method} ${path}`, asObject(operation)));
      }
    }
  }

  /** The operation that a request is for; the one with the most literal segments when several fit. */
  find(method: string, url: string): Route | null {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const segments = pathname
      .replace(/^\/core\/v1/, '')
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    const fitting = this.#operations
      .filter(({ id }) => id.startsWith(`${method.toLowerCase()} `))
      .map((operation) => ({ operation, path: fit(operation, segments) }))
      .flatMap(({ operation, path }) => (path ? [{ operation, path }] : []))
      .sort((a, b) => a.path.size - b.path.size);
    const [best] = fitting;
    return best ? { ...best, query: new Map(searchParams) } : null;
  }
}

function fit({ segments, names }: Operation, given: string[]): Map<string, string> | null {
  if (segments.length !== given.length) return null;
  const path = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (names.has(segment)) path.set(segment, value);
    else if (segment !== value) return null;
  }
  return path;
}

function readOperation(document: Schema, id: string, operation: Schema): Operation {
  const parameters = (Array.isArray(operation.parameters) ? operation.parameters : []).map((each) =>
    readParameter(document, asObject(each)),
  );
  const body = jsonSchema(operation.requestBody) ?? { properties: {} };
  const inBody = isObject(body.properties) ? Object.keys(body.properties) : [];
  const bodyLookups = inBody.filter((name) =>
    isObject(resolve(document, asObject(asObject(body.properties)[name])).properties),
  );
  const queryLookups = parameters.filter(({ name }) => name.includes('[')).map(({ name }) => baseName(name));
  const answers = Object.entries(asObject(operation.responses)).flatMap(([status, answer]) => {
    const schema = jsonSchema(resolve(document, asObject(answer)));
    return schema ? [[status, schema] as const] : [];
  });
  return {
    id,
    segments: id.split(' ')[1]?.split('/').slice(1) ?? [],
    parameters,
    body,
    answers: new Map(answers),
    lookups: new Set([...bodyLookups, ...queryLookups]),
    names: new Set([...inBody, ...parameters.map(({ name }) => baseName(name))]),
  };
}

function readParameter(document: Schema, { name, required, schema }: Schema): Parameter {
  return { name: String(name), required: required === true, schema: resolve(document, asObject(schema)) };
}

function baseName(name: string): string {
  return name.replace(/\[.*/, '');
}

function jsonSchema(holder: unknown): Schema | null {
  const content =
    isObject(holder) && isObject(holder.content) ? holder.content['application/json'] : undefined;
  return isObject(content) && isObject(content.schema) ? content.schema : null;
}
