// Runs mocha and counts, in whatever process the tests run: plain Node or VS Code's extension host.
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** How a run of tests is told what to do and where to leave its counts: environment, as it crosses processes. */
export interface TestEnvironment {
  /** The file for the counts. */
  readonly KATAPULT_RESULTS: string;
  /** Only tests whose full title matches this regular expression. */
  readonly KATAPULT_GREP?: string;
  /** '1' for coloured output. */
  readonly KATAPULT_COLOR?: string;
  /** '1' for output without colours, which others than mocha heed. */
  readonly NO_COLOR?: string;
}

/** What a run of tests leaves in the file KATAPULT_RESULTS. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      leave({ passed: passes, failed: failures, skipped: pending });
    });
  }
}

function leave(counts: Counts): void {
  const file = process.env['KATAPULT_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
}

/** A mocha with the project's reporter. `timeout` is for one test, in milliseconds. */
export function createMocha(timeout: number): Mocha {
  // One finished text a line: the console of the extension host passes arguments on without formatting them.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args));
  return new Mocha({
    ui: 'bdd',
    timeout,
    reporter: Reporter,
    color: process.env['KATAPULT_COLOR'] === '1',
    forbidOnly: process.env['CI'] !== undefined,
    ...(process.env['KATAPULT_GREP'] ? { grep: new RegExp(process.env['KATAPULT_GREP']) } : {}),
  });
}

/** Runs what has been loaded and resolves with the number of failures; `watch` may listen to how it goes. */
export function runMocha(mocha: Mocha, watch?: (runner: Mocha.Runner) => void): Promise<number> {
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    watch?.(runner);
  });
}
