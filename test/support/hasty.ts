// A rate limit whose minutes pass as fast as somebody waits for them.
import { RateLimit } from '../../src/api/rateLimit.ts';

export function hastyRateLimit(): RateLimit {
  let time = 0;
  const pause = (ms: number) => {
    time += ms;
    return Promise.resolve();
  };
  return new RateLimit({ now: () => time, pause, random: () => 0 });
}
