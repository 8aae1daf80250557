import assert from 'node:assert/strict';
import { NetworkError } from '../../../src/api/errors.ts';
import type { NetworkFailure } from '../../../src/api/errors.ts';
import { SUBJECT } from './endpoints.ts';
import { clientOf, failureOf } from './support.ts';

interface Failure {
  code: string;
  /** The call to the system that failed, as Node tells. */
  systemCall?: string;
  reason: NetworkFailure;
}

/** What Node reports, and what it means for a write: only `interrupted` may have arrived. */
const FAILURES: readonly Failure[] = [
  { code: 'ECONNREFUSED', systemCall: 'connect', reason: 'unreachable' },
  { code: 'ENOTFOUND', systemCall: 'getaddrinfo', reason: 'unreachable' },
  { code: 'EAI_AGAIN', systemCall: 'getaddrinfo', reason: 'unreachable' },
  { code: 'EHOSTUNREACH', systemCall: 'connect', reason: 'unreachable' },
  { code: 'ENETUNREACH', systemCall: 'connect', reason: 'unreachable' },
  { code: 'EADDRNOTAVAIL', systemCall: 'connect', reason: 'unreachable' },
  { code: 'ETIMEDOUT', systemCall: 'connect', reason: 'unreachable' },
  { code: 'ECONNRESET', systemCall: 'connect', reason: 'unreachable' },
  // Several addresses were tried: Node tells the first one's code, and no system call.
  { code: 'ECONNREFUSED', reason: 'unreachable' },
  { code: 'ENOTFOUND', reason: 'unreachable' },
  { code: 'EAI_AGAIN', reason: 'unreachable' },
  { code: 'EHOSTUNREACH', reason: 'unreachable' },
  { code: 'ENETUNREACH', reason: 'unreachable' },
  { code: 'EADDRNOTAVAIL', reason: 'unreachable' },
  { code: 'ECONNRESET', systemCall: 'read', reason: 'interrupted' },
  { code: 'ECONNRESET', reason: 'interrupted' },
  { code: 'EPIPE', systemCall: 'write', reason: 'interrupted' },
  { code: 'ETIMEDOUT', systemCall: 'read', reason: 'interrupted' },
  // The network went away under a connection that stood.
  { code: 'EHOSTUNREACH', systemCall: 'read', reason: 'interrupted' },
  { code: 'ENETUNREACH', systemCall: 'write', reason: 'interrupted' },
  { code: 'ERR_STREAM_PREMATURE_CLOSE', reason: 'interrupted' },
  { code: 'HPE_INVALID_CONSTANT', reason: 'interrupted' },
  { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', reason: 'certificate' },
  { code: 'SELF_SIGNED_CERT_IN_CHAIN', reason: 'certificate' },
  { code: 'CERT_HAS_EXPIRED', reason: 'certificate' },
  { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', reason: 'certificate' },
  { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', reason: 'certificate' },
  { code: 'ERR_TLS_CERT_ALTNAME_INVALID', reason: 'certificate' },
  { code: 'ERR_TLS_HANDSHAKE_TIMEOUT', reason: 'interrupted' },
  // TLS can fail on a connection that stood, too.
  { code: 'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC', systemCall: 'write', reason: 'interrupted' },
  { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', reason: 'interrupted' },
];

describe('api: what a failure of the connection means', () => {
  for (const { code, systemCall, reason } of FAILURES) {
    const during = systemCall === undefined ? '' : ` during ${systemCall}`;
    it(`${code}${during} is ${reason}`, async () => {
      const told = Object.assign(new Error('told by the system'), { code, erroredSysCall: systemCall });
      const error = await failWith(told);
      assert.equal(error.reason, reason);
      assert.equal(error.outcomeUnknown, reason === 'interrupted');
      assert.equal(error.cause, told);
      assert.match(error.message, /: told by the system$/);
    });
  }

  it('finds the code of the cause, as implementations of fetch wrap it', async () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const error = await failWith(new TypeError('fetch failed', { cause }));
    assert.equal(error.reason, 'unreachable');
  });

  it('believes the system call of the cause as well', async () => {
    const cause = Object.assign(new Error('read'), { code: 'EHOSTUNREACH', syscall: 'read' });
    const error = await failWith(new TypeError('fetch failed', { cause }));
    assert.equal(error.reason, 'interrupted');
  });

  it('takes what is no error as interrupted', async () => {
    for (const thrown of ['a sentence', undefined, null]) {
      const error = await failWith(thrown);
      assert.equal(error.reason, 'interrupted');
      assert.equal(error.outcomeUnknown, true);
    }
  });

  function failWith(thrown: unknown): Promise<NetworkError> {
    const katapult = clientOf('http://katapult.test', {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever is thrown
      fetch: () => Promise.reject(thrown),
    });
    return failureOf(katapult.ipAddresses.unallocate(SUBJECT.allocated), NetworkError);
  }
});
