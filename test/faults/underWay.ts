// Requests under way, and which of them go on by themselves: only when none does, time may pass.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { VirtualTime } from './time.ts';

/** One request, from when it leaves until its answer has been read or given up. */
export class UnderWay {
  readonly url: string;
  /** Whether the cloud has it; of two requests for the same, the one that came first is answered first. */
  arrived = false;
  /** Its answer is one that breaks off or never ends. */
  endless = false;
  readonly #time: VirtualTime;
  #over = false;
  #hangs = false;

  constructor(url: string, time: VirtualTime) {
    this.url = url;
    this.#time = time;
    time.begin();
  }

  /** Nothing more will come of it until time has passed. */
  hang(): void {
    if (this.#hangs || this.#over) return;
    this.#hangs = true;
    this.#time.hang(1);
  }

  /** It is on its way like any other again. */
  goOn(): void {
    if (!this.#hangs) return;
    this.#hangs = false;
    this.#time.hang(-1);
  }

  end(): void {
    this.goOn();
    if (!this.#over) this.#time.end();
    this.#over = true;
  }
}

/** The request that is being answered, wherever in the simulator that is. */
const answering = new AsyncLocalStorage<UnderWay | undefined>();

/** Answers a request, of which `pause` then knows. */
export function answerTo<T>(request: UnderWay | undefined, answer: () => Promise<T>): Promise<T> {
  return answering.run(request, answer);
}

/**
 * How the simulator waits. The request hangs from when the timer runs until it has run out, and not from when the
 * request has come: how long the machine takes in between, nobody knows, and time that passes meanwhile is lost.
 */
export async function pause(milliseconds: number): Promise<void> {
  const request = answering.getStore();
  const over = new Promise((resolve) => setTimeout(resolve, milliseconds));
  request?.hang();
  await over;
  request?.goOn();
}
