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
  return new NetworkError(reasonOf(code), words, request, error);
}

/** Codes of Node's that mean that nothing of the request has reached a server. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

function reasonOf(code: string): NetworkFailure {
  if (neverSent.has(code)) return 'unreachable';
  return /CERT|TLS|SSL|UNABLE_TO_VERIFY|SELF_SIGNED/.test(code) ? 'certificate' : 'interrupted';
}

function codeOf(error: unknown): string | undefined {
  return (
    stringField(error, 'code') ?? (error instanceof Error && error.cause ? codeOf(error.cause) : undefined)
  );
}

function typeOf(error: unknown): string | undefined {
  return stringField(error, 'type');
}

function stringField(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'string' ? field : undefined;
}
