/** The demo account: a cloud inside the process, reached by a fetch of its own. No port, no network. */
import type { SimulatorResponse } from './http.ts';
import { header } from './http.ts';
import { createRandom } from './random.ts';
import { createSimulator } from './simulator.ts';

export interface DemoResponse {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export type DemoFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
) => Promise<DemoResponse>;

export interface Demo {
  url: string;
  token: string;
  fetch: DemoFetch;
}

/** A host that can never exist, so a demo that got out would go nowhere. */
const ORIGIN = 'https://demo.invalid';
const LATENCY = { least: 90, most: 210 };

/** A small cloud that looks like somebody's: 24 machines in 2 organizations, answering after about 150 ms. */
export function openDemo(): Demo {
  const simulator = createSimulator({ seed: 24, machines: 24, organizations: 2, recordLimit: 0 });
  const random = createRandom(24);
  const fetch: DemoFetch = async (url, { method, headers, body = '', signal }) => {
    if (!url.startsWith(`${ORIGIN}/`))
      throw new TypeError('The demo account reaches nothing but the demo cloud.');
    await pause(random.int(LATENCY.least, LATENCY.most), signal);
    return toDemoResponse(await simulator.handle({ method, url: url.slice(ORIGIN.length), headers, body }));
  };
  return { url: `${ORIGIN}/core/v1`, token: simulator.token, fetch };
}

function toDemoResponse({ status, headers, body }: SimulatorResponse): DemoResponse {
  return {
    status,
    headers: { get: (name) => header(headers, name) ?? null },
    text: () => Promise.resolve(body),
  };
}

/** Waits; rejects at once when the signal aborts, as fetch does. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
