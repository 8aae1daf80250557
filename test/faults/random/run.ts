// Episode after episode, each with a seed of its own, until enough has been done.
import { createHash } from 'node:crypto';
import { createRandom } from '../../../src/simulator/random.ts';
import { VirtualTime } from '../time.ts';
import { Episode } from './episode.ts';

export interface RandomResult {
  readonly operations: number;
  readonly writes: number;
  readonly problems: readonly string[];
  readonly doubles: number;
  readonly unknown: number;
  readonly stuck: number;
  readonly overtaken: number;
  readonly mistaken: number;
  readonly unknowable: number;
  readonly moved: number;
  /** The same for the same seed: what was asked for, and how it ended. */
  readonly fingerprint: string;
}

const operationsAnEpisode = 250;
const noon = Date.UTC(2026, 6, 1, 12);

/** Does so many things at random. The same seed does the same, in the same order. */
export async function runRandomly(seed: number, operations: number): Promise<RandomResult> {
  const original = Object.getOwnPropertyDescriptor(Math, 'random');
  const hash = createHash('sha256');
  const sums = {
    operations: 0,
    writes: 0,
    doubles: 0,
    unknown: 0,
    stuck: 0,
    overtaken: 0,
    mistaken: 0,
    unknowable: 0,
    moved: 0,
  };
  const problems: string[] = [];
  try {
    for (let episode = 0; sums.operations < operations; episode++) {
      const own = seed * 100_000 + episode;
      const chance = createRandom(own ^ 0x5eed);
      // The client's own chance is in the pauses before it tries again.
      Math.random = () => chance.next();
      const time = new VirtualTime(noon);
      const result = await new Episode(time, own)
        .run(Math.min(operationsAnEpisode, operations - sums.operations))
        .finally(() => time.restore());
      for (const key of [
        'operations',
        'doubles',
        'unknown',
        'stuck',
        'overtaken',
        'mistaken',
        'unknowable',
        'moved',
      ] as const)
        sums[key] += result[key];
      sums.writes += result.deeds.length;
      problems.push(...result.problems.map((problem) => `episode ${episode}: ${problem}`));
      hash.update(result.deeds.map(String).join('\n'));
    }
  } finally {
    if (original) Object.defineProperty(Math, 'random', original);
  }
  return { ...sums, problems, fingerprint: hash.digest('hex').slice(0, 12) };
}
