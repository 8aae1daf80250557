import assert from 'node:assert/strict';
import type { ApiErrorDetail } from '../../../src/api/errorCodes.ts';
import { knownErrorCodes } from '../../../src/api/errorCodes.ts';
import { ApiError, hasCode } from '../../../src/api/errors.ts';
import type { JsonObject } from '../../../src/simulator/json.ts';
import { ENDPOINTS, SUBJECT } from './endpoints.ts';
import { clientGiven, clientOf, closeAll, cloud, failureOf } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';

/** The status of every code, and for those with a detail what it is on the wire and what it becomes. */
const CODES: Record<string, [status: number, detail?: JsonObject, read?: ApiErrorDetail]> = {
  missing_api_token: [400],
  invalid_api_token: [403, { details: 'expired' }, { details: 'expired' }],
  unauthorized_network_for_api_token: [403, { ip_address: '192.0.2.9' }, { ipAddress: '192.0.2.9' }],
  invalid_capabilities_token: [403],
  scope_not_granted: [403, { scopes: ['a', 'b:read'] }, { scopes: ['a', 'b:read'] }],
  rate_limit_reached: [429, { total_permitted: 200 }, { totalPermitted: 200 }],
  service_unavailable: [503],
  route_not_found: [404],
  invalid_json_body: [400, { details: 'unexpected token' }, { details: 'unexpected token' }],
  missing_required_argument: [400, { path: ['ip_address'], argument: { name: 'ip_address' } }],
  invalid_argument: [
    400,
    { path: ['page'], index: null, issue: 'parse_error', issue_description: 'No', errors: [], argument: {} },
    { errors: [] },
  ],
  generic_runtime_error: [400],
  null_value_for_non_null_field: [500],
  unhandled_exception: [500],
  organization_suspended: [403],
  organization_not_activated: [403],
  organization_not_found: [404],
  no_user_associated_with_identity: [404],
  permission_denied: [403, { details: null }],
  virtual_machine_not_found: [404],
  object_in_trash: [
    406,
    { trash_object: { id: 'trsh_1', keep_until: 1_782_900_000, object_id: 'vm_1', object_type: 'X' } },
    { keepUntil: 1_782_900_000 },
  ],
  virtual_machine_network_interface_not_found: [404],
  ip_address_not_found: [404],
  ip_already_allocated: [422],
  invalid_ip: [422],
  no_interface_available: [422],
  no_available_addresses: [503],
  no_allocation: [422],
  resource_does_not_support_unallocation: [409],
  network_not_found: [404],
  validation_error: [422, { errors: ["Label can't be blank"] }, { errors: ["Label can't be blank"] }],
  task_queueing_error: [406, { details: 'no host' }, { details: 'no host' }],
  task_not_found: [404],
};

/** Those that every endpoint may answer with, the framework's among them. */
const EVERYWHERE = Object.keys(CODES).slice(0, 14);

describe('api: the forms of errors', () => {
  afterEach(closeAll);

  for (const { name, call, codes, request } of ENDPOINTS) {
    it(`${name} knows each of its errors, wrapped and bare`, async () => {
      const harbour = await cloud();
      const katapult = harbour.client({ timeLimitMs: NO_LIMIT });
      const waits = withoutWaiting();
      try {
        for (const code of [...EVERYWHERE, ...codes]) {
          for (const wrapped of [true, false]) {
            const [status, detail = {}, read = {}] = CODES[code] ?? assert.fail(code);
            const fault = { kind: 'error', code, status, description: 'In words', detail, wrapped } as const;
            harbour.simulator.addFault({ times: 'always', fault });
            const error = await waits.skip(failureOf(call(katapult, SUBJECT), ApiError));
            harbour.simulator.clearFaults();
            const { requestId } = harbour.simulator.requests().at(-1) ?? assert.fail();
            const [method, path] = request(SUBJECT).split(' ');
            assert.equal(error.code, code);
            assert.equal(error.description, 'In words');
            // Fewer items a page are tried where the most is refused.
            const asSent = code === 'invalid_argument' ? error.request.path : path;
            assert.deepEqual(error.request, { method, path: asSent, status, requestId });
            assert.partialDeepStrictEqual(error.detail, read);
          }
        }
      } finally {
        waits.restore();
      }
    });
  }

  it('knows every code that is documented for what the client calls', () => {
    const unknown = Object.keys(CODES).filter((code) => !knownErrorCodes.some((each) => each === code));
    assert.deepEqual(unknown, []);
  });

  it('takes a code that nobody has documented yet', async () => {
    const error = await provoked(
      { error: { code: 'quota_exceeded', description: 'Enough', detail: {} } },
      422,
    );
    assert.equal(error.code, 'quota_exceeded');
    assert.equal(error.description, 'Enough');
  });

  it('takes an error without description and detail', async () => {
    const error = await provoked({ error: { code: 'no_allocation' } }, 422);
    assert.equal(error.description, '');
    assert.deepEqual(error.detail, {});
  });

  it('takes an error whose description and detail are of another type', async () => {
    const error = await provoked({ error: { code: 'no_allocation', description: 7, detail: 'none' } }, 422);
    assert.equal(error.code, 'no_allocation');
    assert.equal(error.description, '');
    assert.deepEqual(error.detail, {});
  });

  it('reads the rest of a detail of which a part is of another type', async () => {
    const detail = { scopes: 'one', total_permitted: '200', details: 'But this' };
    const error = await provoked({ error: { code: 'rate_limit_reached', detail } }, 429);
    assert.equal(error.detail.scopes, undefined);
    assert.equal(error.detail.totalPermitted, undefined);
    assert.equal(error.detail.details, 'But this');
  });

  it('reads an object in the trash that is not told', async () => {
    const error = await provoked({ error: { code: 'object_in_trash', detail: { trash_object: null } } }, 406);
    assert.equal(error.detail.keepUntil, undefined);
  });

  it('reads the sentences of a validation error', async () => {
    const detail = { errors: ["Label can't be blank"] };
    const error = await provoked({ error: { code: 'validation_error', detail } }, 422);
    assert.deepEqual(error.detail.errors, ["Label can't be blank"]);
  });

  it('tells errors by their code', async () => {
    const error = await provoked({ error: { code: 'no_allocation' } }, 422);
    assert.equal(hasCode(error, 'no_allocation'), true);
    assert.equal(hasCode(error, 'invalid_ip', 'no_allocation'), true);
    assert.equal(hasCode(error, 'invalid_ip'), false);
    assert.equal(hasCode(new Error('no_allocation'), 'no_allocation'), false);
  });

  it('is called by its own name', async () => {
    const error = await provoked({ error: { code: 'no_allocation' } }, 422);
    assert.equal(error.name, 'ApiError');
    assert.ok(error instanceof Error);
  });

  it('answers a path that is none of the API with route_not_found', async () => {
    const harbour = await cloud();
    const elsewhere = clientOf(`${harbour.url}/elsewhere`, { token: harbour.token });
    const error = await failureOf(elsewhere.organizations.list(), ApiError);
    assert.equal(error.code, 'route_not_found');
    assert.equal(error.request.status, 404);
  });

  function provoked(json: unknown, status: number): Promise<ApiError> {
    return failureOf(clientGiven(json, status).ipAddresses.unallocate(SUBJECT.allocated), ApiError);
  }
});
