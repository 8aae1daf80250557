/**
 * Where the live API is known to differ from its own OpenAPI document, one by one.
 * Whatever else differs is a failure.
 */

/** A property that differs: more than the document has, or less. */
export interface PropertyDeviation {
  kind: 'extra' | 'omitted';
  property: string;
  /** The operations it is about, as `get /path` with the document's paths. */
  operation: RegExp;
  /** Where in the body the object is that has it, or has not, as a JSON pointer. */
  at: RegExp;
  /** What an extra property must be. */
  schema?: Record<string, unknown>;
  why: string;
}

const TEXT = { type: 'string' };
const SUBNET = {
  id: TEXT,
  address: TEXT,
  gateway: TEXT,
  mask: { type: 'integer' },
  billable: { type: 'boolean' },
  version: { enum: [4, 6] },
};

const OMITTED_ANYWHERE = { kind: 'omitted', operation: /./ } as const;
const FULLER_LISTS = {
  kind: 'extra',
  operation: /^get .*\/virtual_machine\/network_interfaces$/,
  at: /^\/virtual_machine_network_interfaces\/\d+\/ip_addresses\/\d+$/,
  schema: TEXT,
  why: 'The addresses in a list of interfaces carry more: recorded on 8 May 2026.',
} as const;

export const PROPERTY_DEVIATIONS: readonly PropertyDeviation[] = [
  {
    kind: 'extra',
    property: 'subnet',
    // All answers that have an address in full: itself, created, changed, allocated, available, or of a machine.
    operation:
      /^((get|patch) \/ip_addresses\/ip_address|get \/virtual_machines\/virtual_machine|post .*\/(ip_addresses|allocate_(new_)?ip)|get .*\/available_ips\/address_version)$/,
    at: /^(\/virtual_machine)?\/ip_address(es\/\d+)?$/,
    schema: {
      type: 'object',
      properties: SUBNET,
      required: Object.keys(SUBNET),
      additionalProperties: false,
    },
    why: 'An address comes with its subnet: recorded on 8 May 2026 in GET ip, GET vm and POST ip_addresses.',
  },
  { ...FULLER_LISTS, property: 'reverse_dns' },
  { ...FULLER_LISTS, property: 'address_with_mask' },
  {
    kind: 'extra',
    property: 'uuid',
    operation: /^get \/virtual_machines\/virtual_machine$/,
    at: /^\/virtual_machine\/organization$/,
    schema: { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    why: 'The organization of a machine has one: recorded on 8 May 2026.',
  },
  {
    kind: 'extra',
    property: 'suspended',
    operation: /^get \/virtual_machines\/virtual_machine$/,
    at: /^\/virtual_machine$/,
    schema: { type: 'boolean' },
    why: 'Whether a machine is suspended: recorded on 14 August 2026, and not yet on 7 June.',
  },
  {
    kind: 'extra',
    property: 'suspended_at',
    operation: /^get \/virtual_machines\/virtual_machine$/,
    at: /^\/virtual_machine$/,
    schema: { type: ['integer', 'null'] },
    why: 'Since when a machine is suspended: recorded on 14 August 2026, and not yet on 7 June.',
  },
  {
    ...OMITTED_ANYWHERE,
    property: 'hypervisor',
    at: /^\/virtual_machines?(\/\d+)?$/,
    why: 'Only operators of a cloud are told the hypervisor.',
  },
  {
    ...OMITTED_ANYWHERE,
    property: 'default',
    at: /\/network(s\/\d+)?$/,
    why: 'A network has it since December 2024; it is in no answer recorded before.',
  },
  {
    kind: 'omitted',
    property: 'country',
    operation: /^get \/organizations\/organization\/virtual_machines$/,
    at: /\/zone\/data_center$/,
    why: 'The list of machines has data centers without their country.',
  },
];

/** Errors of the framework that the API is built with; every endpoint has them, no page mentions them. */
export const FRAMEWORK_ERRORS: Readonly<Record<string, { status: number; detail: Record<string, unknown> }>> =
  {
    route_not_found: { status: 404, detail: {} },
    invalid_json_body: { status: 400, detail: {} },
    generic_runtime_error: { status: 400, detail: {} },
    null_value_for_non_null_field: { status: 500, detail: {} },
    unhandled_exception: { status: 500, detail: {} },
    missing_required_argument: { status: 400, detail: argumentDetail({}) },
    invalid_argument: {
      status: 400,
      detail: argumentDetail({
        index: { type: ['integer', 'null'] },
        issue: {
          enum: [
            'invalid_scalar',
            'parse_error',
            'validation_errors',
            'invalid_enum_value',
            'missing_lookup_value',
            'ambiguous_lookup_values',
            'array_expected',
            'object_expected',
          ],
        },
        issue_description: TEXT,
        errors: { type: 'array' },
      }),
    },
  };

/** What is no matter of single properties. The checker applies each of these by name, and says which it needed. */
export const OTHER_DEVIATIONS = {
  'wrapped error': 'Errors come as {"error":{…}}; the document shows what is inside.',
  'framework error': 'Errors of the framework are documented for no endpoint.',
  'typed allocation':
    'GET ip tells what it is allocated to as {type, value: {id, name}}; the document shows {id, name}.',
  'not modified': 'A GET with If-None-Match may be answered with 304 and no body.',
} as const;

function argumentDetail(more: Record<string, unknown>): Record<string, unknown> {
  const argument = {
    type: 'object',
    properties: { name: TEXT, description: TEXT },
    required: ['name', 'description'],
    additionalProperties: false,
  };
  const properties = { path: { type: 'array', items: TEXT }, argument, ...more };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
