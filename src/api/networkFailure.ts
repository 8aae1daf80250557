import {
  AnswerError,
  NetworkError,
  type FailedRequest,
  type NetworkFailure,
  type RequestError,
} from './errors.ts';

/** What the request's own time limit knows. */
interface DeadlineState {
  readonly expired: boolean;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Turns what the HTTP layer throws into an error that says what happened.
 * @param request what was known when it failed; with a status, the answer had begun.
 */
export function networkError(error: unknown, request: FailedRequest, deadline: DeadlineState): RequestError {
  if (deadline.expired) {
    return new NetworkError('timeout', `no answer within ${deadline.limitMs / 1000} s`, request, error);
  }
  if (deadline.signal.aborted) return new NetworkError('cancelled', 'cancelled', request, error);
  return bodyError(error, request) ?? failedConnection(error, request);
}

function bodyError(error: unknown, request: FailedRequest): AnswerError | undefined {
  if (codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new AnswerError('encoding', 'the answer is not valid UTF-8', request, { cause: error });
  }
  if (typeOf(error) === 'max-size') {
    return new AnswerError('too_large', 'the answer is too large', request, { cause: error });
  }
  return undefined;
}

function failedConnection(error: unknown, request: FailedRequest): NetworkError {
  const code = codeOf(error) ?? '';
  const words = error instanceof Error ? error.message : String(error);
  return new NetworkError(reasonOf(code, error), words, request, error);
}

/** Codes of Node's that mean that nothing of the request has reached a server, unless it was a read or a write that failed. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

function reasonOf(code: string, error: unknown): NetworkFailure {
  if (neverConnected(code, error)) return 'unreachable';
  return isUntrusted(code) ? 'certificate' : 'interrupted';
}

/** A connection that stood can fail with `EHOSTUNREACH` too: then the request may have arrived. */
function neverConnected(code: string, error: unknown): boolean {
  const systemCall = fieldOf(error, 'erroredSysCall') ?? fieldOf(error, 'syscall');
  if (systemCall === undefined) return neverSent.has(code);
  return systemCall === 'connect' || systemCall === 'getaddrinfo';
}

/** Only what Node finds before it sends: `ERR_SSL_…` comes in the middle of a connection too. */
function isUntrusted(code: string): boolean {
  return /CERT|UNABLE_TO_VERIFY/.test(code) && !code.startsWith('ERR_SSL');
}

function codeOf(error: unknown): string | undefined {
  return fieldOf(error, 'code');
}

function typeOf(error: unknown): string | undefined {
  return stringField(error, 'type');
}

/** A field of the error, or of what caused it: implementations of HTTP wrap what Node tells. */
function fieldOf(error: unknown, name: string): string | undefined {
  return (
    stringField(error, name) ??
    (error instanceof Error && error.cause ? fieldOf(error.cause, name) : undefined)
  );
}

function stringField(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' ? field : undefined;
}
