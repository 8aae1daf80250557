// Tests of the installed package through the window, as a person would.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../setup/kit.mjs';
import { makePackage } from '../vsix.ts';
import { runTests, type TestOptions, type Verdict } from './tier.ts';

/** Packs the extension and runs test/browser. */
export function browserTier(options: TestOptions): Promise<Verdict> {
  return runBrowser('test/browser/**/*.test.ts', {}, options);
}

/** Packs the extension and takes the README's pictures: those of the files named *pictures.test.ts. */
export async function picturesTier(options: TestOptions): Promise<Verdict> {
  const folder = join(root, 'media', 'pictures');
  await mkdir(folder, { recursive: true });
  return runBrowser('test/browser/**/*pictures.test.ts', { KATAPULT_PICTURES: folder }, options);
}

async function runBrowser(pattern: string, env: NodeJS.ProcessEnv, options: TestOptions): Promise<Verdict> {
  await rm(join(root, 'out', 'failures'), { recursive: true, force: true });
  await makePackage();
  const run = { name: 'Browser tests', script: 'browser/main.ts', args: [pattern], env, timeout: 1_500_000 };
  return runTests(run, options);
}
