// The extension's bundle, as esbuild.js makes it.
import { join } from 'node:path';
import { runProgram } from './processes.ts';
import { root } from './setup/kit.mjs';

/** Builds dist/; rejects with the bundler's words when that fails. */
export async function buildExtension(): Promise<void> {
  const script = join(root, 'esbuild.js');
  const { code, last } = await runProgram({ name: 'esbuild', program: process.execPath, args: [script] });
  if (code !== 0) throw new Error(['The extension could not be built:', ...last].join('\n  '));
}
