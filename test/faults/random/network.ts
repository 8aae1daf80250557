// A network without wires: requests take time, get lost, come late, and their answers do too. What a client does
// with what Node tells of it is the table's matter; here only the errors are of the same form.
import type { Fetch, FetchAnswer, FetchRequest } from '../../../src/api/fetch.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { header, type SimulatorResponse } from '../../../src/simulator/http.ts';
import type { Random } from '../../../src/simulator/random.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import { canaryToken, secretsIn } from '../canary.ts';
import type { VirtualTime } from '../time.ts';

/** What becomes of one request. */
type Fate =
  | 'refused'
  | 'lost on the way there'
  | 'never arrives, never answers'
  | 'arrives late'
  | 'answer lost'
  | 'answer never comes'
  | 'breaks off'
  | 'not UTF-8'
  | 'spoiled';

const fates: readonly Fate[] = [
  'refused',
  'lost on the way there',
  'never arrives, never answers',
  'arrives late',
  'answer lost',
  'answer never comes',
  'breaks off',
  'not UTF-8',
  'spoiled',
  'spoiled',
  'spoiled',
];

const spoilers: readonly { readonly fault: Fault; readonly when: 'before' | 'after' }[] = [
  { when: 'before', fault: { kind: 'error', code: 'unhandled_exception' } },
  { when: 'after', fault: { kind: 'error', code: 'unhandled_exception' } },
  { when: 'before', fault: { kind: 'error', code: 'service_unavailable', wrapped: false } },
  { when: 'before', fault: { kind: 'error', code: 'rate_limit_reached' } },
  { when: 'before', fault: { kind: 'error', code: 'permission_denied' } },
  { when: 'after', fault: { kind: 'body', status: 502, body: '<html>Bad gateway</html>' } },
  { when: 'before', fault: { kind: 'body', status: 504, body: '' } },
  { when: 'after', fault: { kind: 'body', status: 204, body: '' } },
  { when: 'after', fault: { kind: 'redirect', location: 'https://elsewhere.invalid/' } },
  { when: 'after', fault: { kind: 'truncated-json' } },
  { when: 'after', fault: { kind: 'content-type', value: 'text/plain' } },
];

/** The time from which on a late request arrives, and until when at the latest. In milliseconds. */
const late = { least: 20_000, most: 80_000 } as const;

/** Somebody who wants to know which of his requests have reached the cloud. */
export interface Sender {
  sent(method: string): void;
  arrived(method: string, requestId: string): void;
}

export class Network {
  readonly #simulator: Simulator;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly origin = 'https://katapult.test';
  /** How likely a request is not to go well. */
  trouble = 0;
  /** What has been answered and nobody may see. */
  readonly secrets = new Set<string>();
  /** Requests to another origin than Katapult's, and tokens where none belong. */
  readonly strays: string[] = [];

  constructor(simulator: Simulator, random: Random, time: VirtualTime) {
    this.#simulator = simulator;
    this.#random = random;
    this.#time = time;
  }

  /** @param sender whose request it is, if anybody asks. */
  fetch(sender: () => Sender | undefined): Fetch {
    return (url, request) => this.#fetch(new URL(url), request, sender());
  }

  async #fetch(url: URL, request: FetchRequest, sender: Sender | undefined): Promise<FetchAnswer> {
    const fate = this.#random.chance(this.trouble) ? this.#random.pick(fates) : undefined;
    const { signal } = request;
    sender?.sent(request.method);
    if (url.origin !== this.origin) this.strays.push(`another origin was asked: ${url.href}`);
    if (`${url.href}${request.body ?? ''}`.includes(canaryToken))
      this.strays.push(`the token is outside of the header in ${url.pathname}`);
    if (fate === 'refused') throw broken('ECONNREFUSED', 'connect');
    if (fate === 'never arrives, never answers') return until(signal);
    if (fate === 'lost on the way there') {
      await within(signal, pause(this.#random.int(1, 2_000)));
      throw broken('ECONNRESET');
    }
    const answered = this.#arrive(url, request, sender, fate);
    if (fate === 'answer never comes') return until(signal);
    const response = await within(signal, answered);
    if (fate === 'answer lost') throw broken('ECONNRESET');
    return this.#answer(response, fate, signal);
  }

  /** On its way, a request does not care any more for whether its sender waits. */
  async #arrive(url: URL, request: FetchRequest, sender: Sender | undefined, fate: Fate | undefined) {
    await pause(fate === 'arrives late' ? this.#random.int(late.least, late.most) : this.#random.int(1, 90));
    const spoiler = fate === 'spoiled' ? this.#random.pick(spoilers) : undefined;
    if (spoiler) this.#simulator.addFault(spoiler);
    const response = await this.#handled(url, request, sender);
    await pause(this.#random.int(1, 90));
    return response;
  }

  async #handled({ pathname, search }: URL, request: FetchRequest, sender: Sender | undefined) {
    const { method, headers, body = '' } = request;
    this.#time.begin();
    try {
      const response = await this.#simulator.handle({ method, url: pathname + search, headers, body });
      for (const secret of secretsIn(response.body)) this.secrets.add(secret);
      sender?.arrived(method, this.#simulator.requests().at(-1)?.requestId ?? '');
      return response;
    } finally {
      this.#time.end();
    }
  }

  #answer({ status, headers, body }: SimulatorResponse, fate: Fate | undefined, signal?: AbortSignal) {
    const text = async (): Promise<string> => {
      await within(signal, pause(this.#random.int(0, 20)));
      if (fate === 'breaks off') throw broken('ERR_STREAM_PREMATURE_CLOSE');
      if (fate === 'not UTF-8') throw broken('ERR_ENCODING_INVALID_ENCODED_DATA');
      return body;
    };
    return { status, headers: { get: (name: string) => header(headers, name) ?? null }, text };
  }
}

function broken(code: string, syscall?: string): Error {
  return Object.assign(new Error(`simulated ${code}`), { code, ...(syscall && { syscall }) });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits for the work, but no longer than the signal lets it. */
function within<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  return Promise.race([work, until(signal)]);
}

function until(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(new Error('aborted'));
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
