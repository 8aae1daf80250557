// node browser/main.ts PATTERN: runs the test files of a pattern, with evidence kept of those that fail.
import { globSync } from 'node:fs';
import { runCommand } from '../ending.ts';
import { createMocha, runMocha } from '../mocha/tests.ts';
import { forgetFailure, keepFailures, noteFailure } from './evidence.ts';

await runCommand(async ([pattern = '']) => {
  const mocha = createMocha(60_000);
  mocha.rootHooks({ afterEach: keepFailures });
  for (const file of globSync(pattern).sort()) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const failures = await runMocha(mocha, (runner) => {
    runner.on('test', forgetFailure);
    runner.on('fail', (test) => noteFailure(test.fullTitle()));
  });
  return Math.min(1, failures);
});
