/**
 * Holds exchanges with the Core API against its OpenAPI 3.0 document: the request and the answer.
 * Answers are held to more than the document asks for: every property that it has must be there, and no other,
 * but for the deviations listed in `openapi-deviations.ts`.
 */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { OTHER_DEVIATIONS } from './openapi-deviations.ts';
import { FRAMEWORK_ERRORS, PROPERTY_DEVIATIONS } from './openapi-deviations.ts';
import { Routes, type Operation, type Route } from './openapi-routes.ts';
import { asObject, convert, isObject, resolve, type Purpose, type Schema } from './openapi-schemas.ts';

export interface Exchange {
  method: string;
  /** A path and query, or a whole address; with or without `/core/v1`. */
  url: string;
  requestBody?: string | undefined;
  status: number;
  responseHeaders?: Record<string, string> | undefined;
  responseBody: string;
}

export interface Conformance {
  /** What is wrong with a request; empty when nothing is. */
  checkRequest(exchange: Exchange): string[];
  /** What is wrong with an answer; empty when nothing is. */
  checkResponse(exchange: Exchange): string[];
  /** Both. */
  check(exchange: Exchange): string[];
  /** The operations and statuses seen so far, as `get /organizations 200`. */
  exercised(): string[];
  /** The deviations that were needed so far, by name. */
  deviations(): string[];
}

/** Reads an OpenAPI document. @throws when the file is missing or no such document */
export function loadOpenApi(path: string): Conformance {
  return new Checker(asObject(JSON.parse(readFileSync(path, 'utf8'))));
}

class Checker implements Conformance {
  readonly #document: Schema;
  readonly #routes: Routes;
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #exercised = new Set<string>();
  readonly #deviations = new Set<string>();

  constructor(document: Schema) {
    this.#document = document;
    this.#routes = new Routes(document);
    const schemas = Object.entries(asObject(asObject(document.components).schemas));
    for (const purpose of ['request', 'response'] as const) {
      const definitions = Object.fromEntries(
        schemas.map(([name, schema]) => [name, convert(asObject(schema), purpose)]),
      );
      this.#ajv.addSchema({ $id: purpose, definitions });
    }
  }

  check(exchange: Exchange): string[] {
    return [...this.checkRequest(exchange), ...this.checkResponse(exchange)];
  }

  exercised(): string[] {
    return [...this.#exercised].sort();
  }

  deviations(): string[] {
    return [...this.#deviations].sort();
  }

  checkRequest({ method, url, requestBody }: Exchange): string[] {
    const route = this.#routes.find(method, url);
    if (!route) return [`${method} ${url}: the document has no such route`];
    const problems = method === 'GET' ? this.#checkQuery(route) : this.#checkBody(route, requestBody);
    return problems.map((problem) => `${method} ${url}: ${problem}`);
  }

  #checkQuery({ operation, query, path }: Route): string[] {
    const problems: string[] = [];
    for (const [name, value] of query) {
      const parameter = operation.parameters.find((each) => each.name === name);
      if (!parameter) problems.push(`the query parameter ${name} is not documented`);
      else
        problems.push(
          ...this.#validate(
            `query ${operation.id} ${name}`,
            parameter.schema,
            'request',
            typed(value, parameter.schema),
            `query ${name}`,
          ),
        );
    }
    const given = new Set([...query.keys()].map((name) => name.replace(/\[.*/, '')));
    const isGiven = (name: string): boolean => given.has(name) || isTold(path, name);
    const required = operation.parameters.filter((each) => each.required).map(({ name }) => name);
    for (const name of [...required, ...path.keys()])
      if (!isGiven(name)) problems.push(`${name} is neither in the query nor in the path`);
    return problems;
  }

  #checkBody({ operation, query, path }: Route, text: string | undefined): string[] {
    if (query.size > 0) return ['the document has no query parameters here'];
    const body = text ? parse(text) : {};
    if (!isObject(body)) return ['the body is no JSON object'];
    const told = [...path]
      .filter(([name]) => isTold(path, name))
      .map(([name, value]) => [name, operation.lookups.has(name) ? { id: value } : value]);
    const merged: unknown = { ...Object.fromEntries(told), ...body };
    return this.#validate(`body ${operation.id}`, operation.body, 'request', merged, 'body');
  }

  checkResponse(exchange: Exchange): string[] {
    const { method, url, status } = exchange;
    const route = this.#routes.find(method, url);
    const name = `${method} ${url} → ${status}`;
    if (status === 304 && exchange.responseBody === '') return this.#needed('not modified');
    const body = parse(exchange.responseBody);
    if (!isObject(body)) return [`${name}: the body is no JSON object`];
    const type = Object.entries(exchange.responseHeaders ?? {}).find(
      ([header]) => header.toLowerCase() === 'content-type',
    )?.[1];
    if (type !== undefined && !type.startsWith('application/json'))
      return [`${name}: the content type is ${type}`];
    if (route) this.#exercised.add(`${route.operation.id} ${status}`);
    const problems =
      status < 400 ? this.#checkSuccess(route, status, body) : this.#checkError(route, status, body);
    return problems.map((problem) => `${name}: ${problem}`);
  }

  #checkSuccess(route: Route | null, status: number, body: Schema): string[] {
    const schema = route?.operation.answers.get(String(status));
    if (!route || !schema) return ['this answer is not documented'];
    const { operation } = route;
    return this.#validate(
      `${operation.id} ${status}`,
      schema,
      'response',
      this.#withoutType(operation, body),
      operation.id,
    );
  }

  #checkError(route: Route | null, status: number, body: Schema): string[] {
    const error = isObject(body.error) ? body.error : body;
    if (error !== body) this.#needed('wrapped error');
    if (error !== body && Object.keys(body).length > 1) return ['there is more beside the error'];
    const code = String(error.code);
    const documented = this.#documentedError(route, status, code);
    if (documented) return this.#validate(`${status} ${code}`, documented, 'response', error, 'error');
    return this.#checkFrameworkError(status, code, error);
  }

  /** The variant of an error answer that has this code. */
  #documentedError(route: Route | null, status: number, code: string): Schema | null {
    const answer = route?.operation.answers.get(String(status));
    if (!answer) return null;
    const schema = resolve(this.#document, answer);
    const variants = Array.isArray(schema.oneOf)
      ? schema.oneOf.map((each) => resolve(this.#document, asObject(each)))
      : [schema];
    return variants.find((each) => codesOf(this.#document, each).includes(code)) ?? null;
  }

  #checkFrameworkError(status: number, code: string, error: Schema): string[] {
    const known = FRAMEWORK_ERRORS[code];
    if (!known) return [`the code ${code} is not documented here`];
    if (known.status !== status) return [`${code} has the status ${known.status}`];
    this.#needed('framework error');
    const properties = {
      code: { const: code },
      description: { type: 'string' },
      detail: { type: 'object', ...known.detail },
    };
    const schema = {
      type: 'object',
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
    };
    return this.#problemsOf(
      this.#compile(`framework ${code}`, () => schema),
      error,
      'error',
      '',
    );
  }

  /** GET ip: replaces `{type, value}` by the value, once the type was looked at. */
  #withoutType({ id }: Operation, body: Schema): Schema {
    const { allocation } = body;
    if (id !== 'get /ip_addresses/ip_address' || !isObject(allocation) || !isObject(allocation.value))
      return body;
    if (typeof allocation.type !== 'string' || Object.keys(allocation).length !== 2) return body;
    this.#needed('typed allocation');
    return { ...body, allocation: allocation.value };
  }

  #needed(name: keyof typeof OTHER_DEVIATIONS): [] {
    this.#deviations.add(name);
    return [];
  }

  #validate(key: string, schema: Schema, purpose: Purpose, value: unknown, operation: string): string[] {
    const validate = this.#compile(`${purpose} ${key}`, () => convert(schema, purpose));
    return this.#problemsOf(validate, value, operation, purpose === 'request' ? 'request' : '');
  }

  #compile(key: string, schema: () => Schema): ValidateFunction {
    const known = this.#compiled.get(key);
    if (known) return known;
    const compiled = this.#ajv.compile(schema());
    this.#compiled.set(key, compiled);
    return compiled;
  }

  #problemsOf(validate: ValidateFunction, value: unknown, operation: string, prefix: string): string[] {
    if (validate(value)) return [];
    const problems = (validate.errors ?? []).filter(
      (error) => error.keyword !== 'if' && !this.#isTolerated(error, value, operation),
    );
    return problems.map(
      ({ instancePath, message = '', params }) =>
        `${prefix}${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  }

  #isTolerated({ keyword, instancePath, params }: ErrorObject, value: unknown, operation: string): boolean {
    const kind = keyword === 'additionalProperties' ? 'extra' : keyword === 'required' ? 'omitted' : null;
    const property = String(kind === 'extra' ? params.additionalProperty : params.missingProperty);
    const deviation = PROPERTY_DEVIATIONS.find(
      (each) =>
        each.kind === kind &&
        each.property === property &&
        each.operation.test(operation) &&
        each.at.test(instancePath),
    );
    if (!deviation) return false;
    this.#deviations.add(`${deviation.kind} ${property}`);
    const { schema } = deviation;
    return (
      !schema ||
      this.#compile(
        `deviation ${JSON.stringify(schema)}`,
        () => schema,
      )(at(value, `${instancePath}/${property}`))
    );
  }
}

/** Whether a segment of the path tells the argument, instead of leaving it to the query or the body. */
function isTold(path: Map<string, string>, name: string): boolean {
  const segment = path.get(name);
  return segment !== undefined && segment !== '_' && segment !== name;
}

/** A text from a query as what its schema wants it to be, if it can be that. */
function typed(value: string, schema: Schema): unknown {
  if (schema.type === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (schema.type === 'boolean') return value === 'true' || (value === 'false' ? false : value);
  return schema.type === 'array' ? [value] : value;
}

function codesOf(document: Schema, error: Schema): unknown[] {
  const code =
    isObject(error.properties) && isObject(error.properties.code)
      ? resolve(document, error.properties.code)
      : {};
  return Array.isArray(code.enum) ? code.enum : [];
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : isObject(inner) ? inner[key] : undefined),
      value,
    );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
