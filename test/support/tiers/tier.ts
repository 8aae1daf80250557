// What all tiers of the tests have in common: a process that runs mocha, its counts, and what to say without them.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counts, TestEnvironment } from '../mocha/tests.ts';
import { nodeOptions } from '../katapult.ts';
import { runProgram } from '../processes.ts';
import { root } from '../setup/kit.mjs';

/** What the person who runs the tests has asked for. */
export interface TestOptions {
  /** Only tests whose full title matches. */
  readonly grep?: string;
}

/** Counts, and for what failed outside a single test, a sentence each; those are counted as failed. */
export interface Verdict extends Counts {
  readonly troubles: readonly string[];
}

export const nothing: Verdict = { passed: 0, failed: 0, skipped: 0, troubles: [] };

/** Adds two verdicts up. */
export function add(a: Verdict, b: Verdict): Verdict {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    troubles: [...a.troubles, ...b.troubles],
  };
}

/** The verdict of something that failed without having run a test. */
export function trouble(sentence: string): Verdict {
  return { ...nothing, failed: 1, troubles: [sentence] };
}

export interface Run {
  /** Begins every sentence about it, such as 'Workbench tests in VS Code 1.139.1'. */
  readonly name: string;
  /** A TypeScript file of test/support that runs mocha, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds for the whole run. */
  readonly timeout: number;
  /** Which of its lines to show; all unless told. */
  readonly shows?: (line: string) => boolean;
}

/** Runs a script that leaves its counts; a crash, a time-out and a run without tests count as failed. */
export async function runTests(run: Run, options: TestOptions): Promise<Verdict> {
  const results = join(root, 'out', `results-${process.pid}.json`);
  await mkdir(join(root, 'out'), { recursive: true });
  await rm(results, { force: true });
  const { code } = await runProgram({
    name: run.name,
    program: process.execPath,
    args: [...nodeOptions, join(root, 'test', 'support', run.script), ...run.args],
    env: { ...process.env, ...testEnvironment(results, options), ...run.env },
    timeout: run.timeout,
    patience: 15_000,
    onLine: (line) => {
      if (run.shows?.(line) ?? true) console.log(line);
    },
  });
  const counts = await readFile(results, 'utf8').then(
    (text) => JSON.parse(text) as Counts,
    () => undefined,
  );
  await rm(results, { force: true });
  return judge(run, code, counts, options);
}

function testEnvironment(results: string, { grep }: TestOptions): TestEnvironment {
  return {
    KATAPULT_RESULTS: results,
    ...(process.stdout.isTTY ? { KATAPULT_COLOR: '1' } : { NO_COLOR: '1' }),
    ...(grep === undefined ? {} : { KATAPULT_GREP: grep }),
  };
}

function judge(
  { name, timeout }: Run,
  code: number | undefined,
  counts: Counts | undefined,
  { grep }: TestOptions,
) {
  const verdict: Verdict = { ...nothing, ...counts };
  const because = (sentence: string) => add(verdict, trouble(`${name} ${sentence}`));
  if (code === undefined) return because(`did not end within ${timeout / 1000} s.`);
  if (!counts) return because(`ended with exit code ${code} before they were through.`);
  const ran = counts.passed + counts.failed > 0;
  if (!ran && grep === undefined) return because('ran no test.');
  if (code !== 0 && counts.failed === 0) return because(`passed, but ended with exit code ${code}.`);
  return verdict;
}
