// Tests in the extension host of a real VS Code: the newest, the oldest that the manifest admits, the desktop's.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/kit.mjs';
import { newest, oldest } from '../setup/vscode.ts';
import { bundleSuite } from '../workbench/bundle.ts';
import { add, runTests, type TestOptions, type Verdict } from './tier.ts';

/** Runs test/workbench in the newest and in the oldest VS Code. */
export async function workbenchTier(options: TestOptions): Promise<Verdict> {
  await bundleSuite();
  return add(await runIn(newest, options), await runIn(oldest, options));
}

/** Runs test/workbench in a desktop VS Code, which is downloaded. */
export async function desktopTier(options: TestOptions): Promise<Verdict> {
  await bundleSuite();
  return runIn('desktop', options);
}

async function runIn(version: string, options: TestOptions): Promise<Verdict> {
  const log = join(root, 'out', 'logs', `workbench-${version}.log`);
  await mkdir(join(root, 'out', 'logs'), { recursive: true });
  await rm(log, { force: true });
  console.log(`\n  VS Code ${version}`);
  return runTests(
    {
      name: `Workbench tests in VS Code ${version} (log: ${log})`,
      script: 'workbench/main.ts',
      args: [version],
      env: { KATAPULT_LOG: log },
      timeout: 300_000,
      shows: (line) => !line.startsWith('Exit code: '),
    },
    options,
  );
}
