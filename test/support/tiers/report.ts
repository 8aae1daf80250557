// The end of a run of tests.
import type { Verdict } from './tier.ts';

/** Prints what went wrong outside the tests, then the counts, alone on the last line. Gives the exit code. */
export function report({ passed, failed, skipped, troubles }: Verdict): number {
  console.log(troubles.length > 0 ? `\n${troubles.join('\n')}\n` : '');
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
}
