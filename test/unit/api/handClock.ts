import type { RateLimitClock } from '../../../src/api/rateLimit.ts';

export const noon = Date.UTC(2026, 6, 1, 12);

/** A clock that is turned by hand, and whose pauses end when it gets there. */
export class HandClock implements RateLimitClock {
  time = noon;
  readonly #pauses: { readonly until: number; readonly end: () => void }[] = [];

  readonly now = () => this.time;
  readonly random = () => 0.5;
  readonly pause = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      this.#pauses.push({ until: this.time + ms, end: resolve });
      signal?.addEventListener('abort', () => resolve());
    });

  async turn(ms: number): Promise<void> {
    this.time += ms;
    for (const { until, end } of this.#pauses) if (until <= this.time) end();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
