import type * as v from 'valibot';
import { readAnswer } from './answer.ts';
import type { FailedRequest } from './errors.ts';
import { NetworkError, RequestError } from './errors.ts';
import { httpFetch, type Fetch, type FetchAnswer } from './fetch.ts';
import type { KnownAnswers } from './known.ts';
import { networkError } from './networkFailure.ts';
import { RateLimit, type Urgency } from './rateLimit.ts';
import { retryRead } from './retry.ts';
import { turnFor } from './turns.ts';

/** One request. `path` is below the API's base address and already encoded. */
export interface Call<T> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  /** The fields that are used of the answer. */
  readonly answer: v.GenericSchema<unknown, T>;
  readonly signal?: AbortSignal | undefined;
  /** Who waits for it; a person, unless told. */
  readonly urgency?: Urgency | undefined;
  /** Keeps the answer, to be asked for again. */
  readonly known?: KnownAnswers<T> | undefined;
  /** Takes the kept answer, if Katapult says that it is still the same. */
  readonly onlyNews?: boolean | undefined;
}

/** What happened to one request, for the log. Holds no header and no body. */
export interface RequestRecord extends FailedRequest {
  readonly durationMs: number;
  /** Katapult's error code, or the kind of failure; undefined when it went well. */
  readonly failure?: string;
}

/** How to reach a Katapult. */
export interface TransportOptions {
  /** Base address without a slash at its end, like `https://api.katapult.io/core/v1`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly userAgent: string;
  readonly fetch?: Fetch;
  /** The time limit of one request, its body included. In milliseconds; 30 s when left out. */
  readonly timeLimitMs?: number;
  readonly onRequest?: (record: RequestRecord) => void;
  /** Shared by everything that uses the token in this window. */
  readonly rateLimit?: RateLimit;
}

/**
 * Sends a request to Katapult and gives the validated answer.
 * Reads are tried again when the failure is likely to pass; writes are sent once.
 * @throws RequestError: ApiError, NetworkError or AnswerError.
 */
export type Send = <T>(call: Call<T>) => Promise<T>;

const defaultTimeLimitMs = 30_000;

/** Makes the one function through which every request goes. */
export function createTransport(options: TransportOptions): Send {
  const rateLimit = options.rateLimit ?? new RateLimit();
  return (call) => {
    const send = () => sendAdmitted(options, rateLimit, call);
    return call.method === 'GET' ? retryRead(send, call.signal) : send();
  };
}

async function sendAdmitted<T>(options: TransportOptions, rateLimit: RateLimit, call: Call<T>): Promise<T> {
  if (!(await rateLimit.admit(call.urgency ?? 'person', call.signal))) throw notSent(call);
  let answer: FetchAnswer | undefined;
  try {
    return await sendOnce(options, call, (answered) => (answer = answered));
  } finally {
    rateLimit.settled(answer);
  }
}

function notSent(call: Call<unknown>): NetworkError {
  const request = { method: call.method, path: pathWithQuery(call) };
  return new NetworkError('not_sent', 'cancelled while waiting for the rate limit', request);
}

async function sendOnce<T>(
  options: TransportOptions,
  call: Call<T>,
  onAnswer: (answer: FetchAnswer) => void,
): Promise<T> {
  const started = performance.now();
  const path = pathWithQuery(call);
  const request: { -readonly [K in keyof FailedRequest]: FailedRequest[K] } = { method: call.method, path };
  const known = call.onlyNews ? call.known?.get(path) : undefined;
  const deadline = new Deadline(options.timeLimitMs ?? defaultTimeLimitMs, call.signal);
  try {
    const answer = await (options.fetch ?? httpFetch)(
      options.apiUrl + path,
      init(options, call, deadline.signal, known?.etag),
    );
    onAnswer(answer);
    request.status = answer.status;
    request.requestId = requestIdOf(answer);
    const text = await answer.text();
    await turnFor(text);
    const result =
      known && answer.status === 304 ? known.answer : readAnswer(call.answer, answer, text, request);
    call.known?.keep(path, answer.headers.get('etag') ?? known?.etag ?? null, result);
    record(options, request, started);
    return result;
  } catch (error) {
    const failure = error instanceof RequestError ? error : networkError(error, request, deadline);
    record(options, request, started, failure);
    throw failure;
  } finally {
    deadline.clear();
  }
}

/** Aborts when the caller does, or when time is up; tells which it was. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  readonly limitMs: number;
  expired = false;

  constructor(limitMs: number, caller: AbortSignal | undefined) {
    this.limitMs = limitMs;
    this.#caller = caller;
    this.#timer = setTimeout(() => {
      this.expired = true;
      this.#controller.abort();
    }, limitMs);
    caller?.addEventListener('abort', this.#abort);
    if (caller?.aborted) this.#abort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#abort);
  }

  readonly #abort = () => this.#controller.abort();
}

function init(
  { token, userAgent }: TransportOptions,
  call: Call<unknown>,
  signal: AbortSignal,
  etag: string | undefined,
) {
  const headers: Record<string, string> = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/json',
    'User-Agent': userAgent,
  };
  if (call.body) headers['Content-Type'] = 'application/json';
  if (etag !== undefined) headers['If-None-Match'] = etag;
  return { method: call.method, headers, signal, ...(call.body && { body: JSON.stringify(call.body) }) };
}

function pathWithQuery({ path, query }: Call<unknown>): string {
  if (!query) return path;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  return `${path}?${parameters.toString()}`;
}

function requestIdOf(answer: FetchAnswer): string | undefined {
  return answer.headers.get('x-request-id') ?? undefined;
}

function record(options: TransportOptions, request: FailedRequest, started: number, failure?: RequestError) {
  const durationMs = Math.round(performance.now() - started);
  options.onRequest?.({ ...request, durationMs, ...(failure && { failure: failure.kind }) });
}
