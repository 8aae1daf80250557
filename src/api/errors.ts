import type { ApiErrorCode, ApiErrorDetail } from './errorCodes.ts';

/** What is known about the request that failed. Never holds headers or the token. */
export interface FailedRequest {
  /** HTTP method, upper case. */
  readonly method: string;
  /** Path below the API's base address, with query. */
  readonly path: string;
  /** HTTP status, when an answer came. */
  readonly status?: number;
  /** Katapult's `X-Request-Id`, when an answer came. */
  readonly requestId?: string;
}

/**
 * Any request to Katapult that did not end in a usable answer.
 * The message names the endpoint; `cause` keeps what lies beneath.
 */
export abstract class RequestError extends Error {
  readonly request: FailedRequest;

  constructor(message: string, request: FailedRequest, options?: ErrorOptions) {
    super(`${request.method} ${request.path}: ${message}`, options);
    this.name = new.target.name;
    this.request = request;
  }

  /**
   * True when a write may have taken effect although its answer is missing or unusable,
   * so that the truth has to be read back.
   */
  abstract readonly outcomeUnknown: boolean;

  /** One word for the log: Katapult's code, or what went wrong on the way. */
  abstract readonly kind: string;
}

/** Katapult answered with an error of its own: a code, a description and a detail. */
export class ApiError extends RequestError {
  readonly code: ApiErrorCode;
  readonly description: string;
  readonly detail: ApiErrorDetail;

  constructor(answer: ApiErrorAnswer, request: FailedRequest) {
    super(`${answer.code} (${request.status ?? '?'}): ${answer.description}`, request);
    this.code = answer.code;
    this.description = answer.description;
    this.detail = answer.detail;
  }

  get kind(): string {
    return this.code;
  }

  /** Neither a server error nor one with a status of success says anything about the effect, unless its code does. */
  get outcomeUnknown(): boolean {
    const { status = 0 } = this.request;
    return (status < 300 || status >= 500) && this.code !== 'no_available_addresses';
  }
}

/** The three parts of Katapult's error object. */
export interface ApiErrorAnswer {
  readonly code: ApiErrorCode;
  readonly description: string;
  readonly detail: ApiErrorDetail;
}

/** Why no answer came. */
export type NetworkFailure =
  | 'unreachable'
  | 'interrupted'
  | 'timeout'
  | 'cancelled'
  | 'certificate'
  /** It waited for the rate limit, and the waiting was cancelled: it was never sent. */
  | 'not_sent';

/** No answer came, or it broke off. */
export class NetworkError extends RequestError {
  readonly reason: NetworkFailure;

  constructor(reason: NetworkFailure, message: string, request: FailedRequest, cause?: unknown) {
    super(message, request, { cause });
    this.reason = reason;
  }

  get kind(): string {
    return this.reason;
  }

  /** The other reasons fail before the request is sent. */
  get outcomeUnknown(): boolean {
    return this.reason === 'interrupted' || this.reason === 'timeout' || this.reason === 'cancelled';
  }
}

/** What is wrong with an answer that came. */
export type AnswerProblem =
  | 'html'
  | 'empty'
  | 'content_type'
  | 'truncated'
  | 'encoding'
  | 'too_large'
  | 'shape'
  | 'redirect'
  | 'foreign_error';

/** An answer came that Katapult would not give, or that can't be read. */
export class AnswerError extends RequestError {
  readonly problem: AnswerProblem;
  /** The field that is not as documented, like `virtual_machines.3.id`; only with `shape`. */
  readonly field: string | undefined;

  constructor(problem: AnswerProblem, message: string, request: FailedRequest, more: AnswerErrorMore = {}) {
    super(message, request, { cause: more.cause });
    this.problem = problem;
    this.field = more.field;
  }

  get kind(): string {
    return this.problem;
  }

  readonly outcomeUnknown = true;
}

interface AnswerErrorMore {
  readonly field?: string;
  readonly cause?: unknown;
}

/** True for an {@link ApiError} with one of the codes. */
export function hasCode(error: unknown, ...codes: readonly ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}

/** True when Katapult, or something before it, refused a request because there were too many. */
export function isRateLimited(error: unknown): error is RequestError {
  return error instanceof RequestError && error.request.status === 429;
}
