/** What the client needs of an HTTP answer. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The whole body as text. Rejects when it breaks off, is too large, or is not UTF-8. */
  text(): Promise<string>;
}

/** What the client asks of an HTTP implementation. */
export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** One HTTP request. Must not follow redirects, and must end when the signal aborts. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

/** No answer of Katapult's comes near it; it stops a body without end. */
const largestBody = 64 * 1024 * 1024;

/**
 * HTTP over node-fetch: VS Code patches the `http` and `https` beneath it, so that its proxy settings
 * and the system's certificates are used. Redirects are handed back, never followed: the token must
 * not travel along one.
 */
export const httpFetch: Fetch = async (url, { method, headers, body, signal }) => {
  // node-fetch would destroy the body that it made, and nobody listens to that body's error.
  signal?.throwIfAborted();
  // Loaded with the first request: the first rows may come from what was kept, and need none.
  const { default: nodeFetch } = await import('node-fetch');
  const answer = await nodeFetch(url, {
    method,
    headers,
    body,
    signal,
    redirect: 'manual',
    size: largestBody,
  });
  return {
    status: answer.status,
    headers: answer.headers,
    text: async () => decode(await answer.arrayBuffer()),
  };
};

function decode(body: ArrayBuffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(body);
}
