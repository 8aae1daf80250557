/** The requests that were made and how they were answered. A token is never among it. */
import type { SimulatorRequest, SimulatorResponse } from './http.ts';

export interface RecordedRequest {
  requestId: string;
  /** Unix milliseconds at which it arrived. */
  time: number;
  method: string;
  /** Path and query. */
  url: string;
  requestBody: string;
  /** Whether it carried a valid token. */
  authorized: boolean;
  /** Whether a token was found where none belongs, in the URL or the body; it is replaced there. */
  tokenOutsideHeader: boolean;
  /** 0 when there was no answer. */
  status: number;
  durationMs: number;
  responseHeaders: Record<string, string>;
  responseBody: string;
  /** The kind of fault that struck it. */
  fault: string | null;
}

const HIDDEN = '[token]';

/** Keeps the last `limit` requests. */
export class RequestLog {
  readonly #limit: number;
  #records: RecordedRequest[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(record: RecordedRequest): void {
    this.#records.push(record);
    // Cutting back only now and then keeps this cheap.
    if (this.#records.length > this.#limit * 2) this.#records = this.list();
  }

  list(): RecordedRequest[] {
    return this.#limit === 0 ? [] : this.#records.slice(-this.#limit);
  }

  clear(): void {
    this.#records = [];
  }
}

/** A record of an exchange, without the tokens given. */
export function record(
  request: SimulatorRequest,
  response: SimulatorResponse,
  rest: Pick<RecordedRequest, 'requestId' | 'time' | 'authorized' | 'durationMs' | 'fault'>,
  tokens: readonly string[],
): RecordedRequest {
  const hide = (text: string): string =>
    tokens.reduce((hidden, token) => hidden.replaceAll(token, HIDDEN), text);
  const url = hide(request.url);
  const requestBody = hide(request.body);
  return {
    ...rest,
    method: request.method,
    url,
    requestBody,
    tokenOutsideHeader: url !== request.url || requestBody !== request.body,
    status: response.status,
    responseHeaders: response.headers,
    responseBody: response.body,
  };
}
