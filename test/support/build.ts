// The extension's bundle, as esbuild.js makes it.
import { join } from 'node:path';
import { runProgram, type Service, startService } from './processes.ts';
import { root } from './setup/kit.mjs';

const script = join(root, 'esbuild.js');

/** Builds dist/; rejects with the bundler's words when that fails. */
export async function buildExtension(): Promise<void> {
  const { code, last } = await runProgram({ name: 'esbuild', program: process.execPath, args: [script] });
  if (code !== 0) throw new Error(['The extension could not be built:', ...last].join('\n  '));
}

/** Builds dist/ again whenever the source changes, and prints what the bundler says to that. */
export async function watchExtension(): Promise<Service> {
  let says: (line: string) => void = () => undefined;
  const service = await startService({
    name: 'esbuild',
    program: process.execPath,
    args: [script, '--watch'],
    ready: /\[watch\] build finished/,
    onLine: (line) => says(line),
  });
  says = (line) => console.log(line);
  return service;
}
