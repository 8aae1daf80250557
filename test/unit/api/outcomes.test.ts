import assert from 'node:assert/strict';
import { AnswerError, ApiError, NetworkError } from '../../../src/api/errors.ts';
import type { AnswerProblem, NetworkFailure } from '../../../src/api/errors.ts';

const REQUEST = { method: 'POST', path: '/ip_addresses/ip_1/unallocate' };

/** After which errors of Katapult's a write may have taken effect, so that the truth is read back. */
const ANSWERED: readonly (readonly [status: number, code: string, outcomeUnknown: boolean])[] = [
  [400, 'missing_api_token', false],
  [400, 'invalid_argument', false],
  [400, 'generic_runtime_error', false],
  [403, 'scope_not_granted', false],
  [404, 'ip_address_not_found', false],
  [406, 'object_in_trash', false],
  [409, 'resource_does_not_support_unallocation', false],
  [422, 'no_allocation', false],
  [429, 'rate_limit_reached', false],
  [500, 'unhandled_exception', true],
  [500, 'null_value_for_non_null_field', true],
  [502, 'bad_gateway', true],
  [503, 'service_unavailable', true],
  // It says itself that there was nothing to allocate.
  [503, 'no_available_addresses', false],
];

const UNANSWERED: Record<NetworkFailure, boolean> = {
  unreachable: false,
  certificate: false,
  interrupted: true,
  timeout: true,
  cancelled: true,
  not_sent: false,
};

const UNUSABLE: readonly AnswerProblem[] = [
  'html',
  'empty',
  'content_type',
  'truncated',
  'encoding',
  'too_large',
  'shape',
  'redirect',
  'foreign_error',
];

describe('api: whether a write may have taken effect', () => {
  for (const [status, code, outcomeUnknown] of ANSWERED) {
    it(`${outcomeUnknown ? 'is open' : 'is settled'} after ${status} ${code}`, () => {
      const error = new ApiError({ code, description: '', detail: {} }, { ...REQUEST, status });
      assert.equal(error.outcomeUnknown, outcomeUnknown);
    });
  }

  for (const reason of [
    'unreachable',
    'certificate',
    'interrupted',
    'timeout',
    'cancelled',
    'not_sent',
  ] as const) {
    it(`${UNANSWERED[reason] ? 'is open' : 'is settled'} when the connection is ${reason}`, () => {
      assert.equal(new NetworkError(reason, '', REQUEST).outcomeUnknown, UNANSWERED[reason]);
    });
  }

  for (const problem of UNUSABLE) {
    it(`is open after an answer that is ${problem}`, () => {
      assert.equal(new AnswerError(problem, '', { ...REQUEST, status: 200 }).outcomeUnknown, true);
    });
  }
});
