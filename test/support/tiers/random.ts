// Operations at random, by the thousands: of the unit tests' kind, but not of their pace.
import { runTests, type TestOptions, type Verdict } from './tier.ts';

/** Runs the tests in test/faults itself; what lies below belongs to them. */
export function randomTier(options: TestOptions): Promise<Verdict> {
  const args = ['240000', 'test/faults/*.test.ts'];
  return runTests({ name: 'Tests at random', script: 'mocha/main.ts', args, timeout: 500_000 }, options);
}
