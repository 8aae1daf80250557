// node mocha/main.ts TIMEOUT PATTERN: runs the test files of a pattern in plain Node.
import { globSync } from 'node:fs';
import { createMocha, runMocha } from './tests.ts';
import { runCommand } from '../ending.ts';

await runCommand(async ([timeout, pattern = '']) => {
  const mocha = createMocha(Number(timeout));
  for (const file of globSync(pattern).sort()) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return Math.min(1, await runMocha(mocha));
});
