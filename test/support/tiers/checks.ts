// The compiler, the linter and the formatter, each counted as one test.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../processes.ts';
import { root } from '../setup/kit.mjs';
import { add, nothing, trouble, type Verdict } from './tier.ts';

interface Check {
  readonly title: string;
  /** A file of node_modules, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
}

const checks: readonly Check[] = [
  { title: 'tsc finds no error', script: 'typescript/bin/tsc', args: [] },
  { title: 'eslint finds no problem', script: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { title: 'prettier would change nothing', script: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
];

/** Runs all checks side by side; one that fails does not hide the others. */
export async function runChecks(): Promise<Verdict> {
  console.log('\n  Checks');
  const verdicts = await Promise.all(checks.map(runCheck));
  return verdicts.reduce(add, nothing);
}

async function runCheck({ title, script, args }: Check): Promise<Verdict> {
  const lines: string[] = [];
  const path = join(root, 'node_modules', script);
  if (!existsSync(path)) return trouble(`${title}: ${path} is missing.`);
  const { code } = await runProgram({
    name: title,
    program: process.execPath,
    args: [path, ...args],
    onLine: (line) => lines.push(line),
    timeout: 300_000,
  });
  console.log(`    ${code === 0 ? '✔' : '✖'} ${title}`);
  if (code === 0) return { ...nothing, passed: 1 };
  console.log(lines.map((line) => `      ${line}`).join('\n'));
  return trouble(`The check '${title}' has failed.`);
}
