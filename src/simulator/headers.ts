/** The headers of answers: CORS, security, caching, request id, rate limit, ETag. */
import type { Answer } from './answer.ts';
import { header } from './http.ts';
import type { SimulatorRequest, SimulatorResponse } from './http.ts';

/** No header is exposed, so a browser can read none of the API's own. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
};

/** What every answer carries, errors included, whether it is compressed or not. */
const COMMON = {
  ...CORS,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  Vary: 'Accept-Encoding',
};

const ERROR = {
  'Cache-Control': 'no-cache',
  'Content-Type': 'application/json',
  'X-Api-Schema': 'json-error',
};

/** The headers of an error, on top of those of any answer. */
export function errorHeaders(headers: Record<string, string>): Record<string, string> {
  return { ...headers, ...ERROR };
}

export function preflight(requestId: string): SimulatorResponse {
  return { status: 204, headers: { ...CORS, 'X-Request-Id': requestId }, body: '' };
}

/** Puts an answer on the wire. A GET whose ETag the client already has becomes an empty 304. */
export async function respond(
  { status, body, isError }: Answer,
  request: SimulatorRequest,
  requestId: string,
  rateLimit: Record<string, string>,
  mayBeNotModified: boolean,
): Promise<SimulatorResponse> {
  const text = JSON.stringify(body);
  const headers: Record<string, string> = { ...COMMON, 'X-Request-Id': requestId, ...rateLimit };
  if (isError) return { status, headers: errorHeaders(headers), body: text };
  headers['Cache-Control'] = 'max-age=0, private, must-revalidate';
  headers.ETag = await etag(text);
  const isKnown =
    mayBeNotModified && request.method === 'GET' && header(request.headers, 'if-none-match') === headers.ETag;
  if (isKnown) return { status: 304, headers, body: '' };
  return { status, headers: { ...headers, 'Content-Type': 'application/json' }, body: text };
}

/** `W/"<first 32 hex digits of the SHA-256 of the body>"` */
async function etag(body: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const hex = [...new Uint8Array(digest).subarray(0, 16)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return `W/"${hex}"`;
}
