// Tests in the extension host of a real VS Code: the newest, the oldest that the manifest admits, the desktop's.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cache, root } from '../setup/kit.mjs';
import { newest, oldest } from '../setup/vscode.ts';
import { bundleSuite } from '../workbench/bundle.ts';
import { add, runTests, type TestOptions, trouble, type Verdict } from './tier.ts';

/** What is started in place of desktop VS Code. */
const standIn = join(root, 'test', 'support', 'workbench', 'code');

/** Runs test/workbench in the newest and in the oldest VS Code. */
export async function workbenchTier(options: TestOptions): Promise<Verdict> {
  await bundleSuite();
  return add(await runIn(newest, options), await runIn(oldest, options));
}

/** Runs test/workbench in the newest desktop VS Code, which is downloaded. */
export async function desktopTier(options: TestOptions): Promise<Verdict> {
  const executable = await download();
  if (executable instanceof Error) {
    return trouble(
      `Desktop VS Code could not be downloaded (${executable.message}); npm run test:workbench needs no download.`,
    );
  }
  await bundleSuite();
  return runIn('desktop', options, executable);
}

/** The path of the executable, or why there is none. */
async function download(): Promise<string | Error> {
  try {
    const cachePath = join(cache, 'desktop');
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath, reporter: new SilentReporter() });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function runIn(version: string, options: TestOptions, executable = standIn): Promise<Verdict> {
  const log = join(root, 'out', 'logs', `workbench-${version}.log`);
  await mkdir(join(root, 'out', 'logs'), { recursive: true });
  await rm(log, { force: true });
  console.log(`\n  VS Code ${version}`);
  return runTests(
    {
      name: `Workbench tests in VS Code ${version} (log: ${log})`,
      script: 'workbench/main.ts',
      args: [version],
      env: { KATAPULT_LOG: log, KATAPULT_EXECUTABLE: executable },
      timeout: 300_000,
      shows: (line) => !line.startsWith('Exit code: '),
    },
    options,
  );
}
