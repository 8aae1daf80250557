// What F5 needs beside it: the bundle, made anew at every change, and a simulated Katapult, for the extension under
// development to find through .vscode-test/development.env.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension, watchExtension } from './build.ts';
import { runCommand } from './ending.ts';
import { startSimulator } from './katapult.ts';
import { cache } from './setup/kit.mjs';

await runCommand(async () => {
  // tasks.json waits for this line, and for the last one.
  console.log('Building …');
  const [simulator] = await Promise.all([startSimulator(), buildExtension()]);
  await mkdir(cache, { recursive: true });
  const { url, token } = simulator;
  const variables = `KATAPULT_DEVELOPMENT_URL=${url}\nKATAPULT_DEVELOPMENT_TOKEN=${token}\n`;
  await writeFile(join(cache, 'development.env'), variables);
  const watcher = await watchExtension();
  console.log(`Ready: a simulated Katapult at ${url}`);
  return Promise.race([simulator.ended, watcher.ended]);
});
