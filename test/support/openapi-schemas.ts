/** OpenAPI 3.0 schemas, and what they are as JSON Schema. */

export type Schema = Record<string, unknown>;
/** A request need not tell everything; an answer has all that is documented, and nothing else. */
export type Purpose = 'request' | 'response';

export function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws TypeError */
export function asObject(value: unknown): Schema {
  if (isObject(value)) return value;
  throw new TypeError('the OpenAPI document has something else where an object is expected');
}

/** Follows a `$ref` within the document; anything else is given back as it is. */
export function resolve(document: Schema, schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  const found = schema.$ref
    .split('/')
    .slice(1)
    .reduce<Schema>((inner, key) => asObject(inner[key]), document);
  return resolve(document, found);
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type of null, and its references point into the document. */
export function convert(schema: Schema, purpose: Purpose): Schema {
  const { nullable, ...rest } = schema;
  const plain = convertPlain(rest, purpose);
  // Not anyOf: its errors would hide which property it is about.
  return nullable === true ? { if: { type: 'null' }, else: plain } : plain;
}

function convertPlain(schema: Schema, purpose: Purpose): Schema {
  if (typeof schema.$ref === 'string')
    return { $ref: schema.$ref.replace('#/components/schemas/', `${purpose}#/definitions/`) };
  const converted: Schema = {};
  for (const [key, value] of Object.entries(schema)) converted[key] = convertKeyword(key, value, purpose);
  return isObject(schema.properties)
    ? { type: 'object', ...converted, ...limits(schema.properties, schema.required, purpose) }
    : converted;
}

function convertKeyword(key: string, value: unknown, purpose: Purpose): unknown {
  if (key === 'properties')
    return Object.fromEntries(
      Object.entries(asObject(value)).map(([name, each]) => [name, convert(asObject(each), purpose)]),
    );
  if (key === 'items') return convert(asObject(value), purpose);
  if (Array.isArray(value) && ['allOf', 'oneOf', 'anyOf'].includes(key))
    return value.map((each) => convert(asObject(each), purpose));
  return value;
}

function limits(properties: Schema, required: unknown, purpose: Purpose): Schema {
  return {
    additionalProperties: false,
    required: purpose === 'response' ? Object.keys(properties) : (required ?? []),
  };
}
