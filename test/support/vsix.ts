// The package that people install.
import { join } from 'node:path';
import { runProgram } from './processes.ts';
import { root } from './setup/kit.mjs';

/** Where makePackage leaves the package. */
export const packageFile = join(root, 'dist', 'vscode-katapult.vsix');

/** Builds the extension for production and packs it; rejects with the packer's words when that fails. */
export async function makePackage(onLine?: (line: string) => void): Promise<string> {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { code, last } = await runProgram({
    name: 'vsce',
    program: process.execPath,
    args: [vsce, 'package', ...packing],
    ...(onLine ? { onLine } : {}),
  });
  if (code !== 0) throw new Error(['The extension could not be packed:', ...last].join('\n  '));
  return packageFile;
}

const packing = [
  ...['--out', packageFile],
  // The bundle holds them.
  '--no-dependencies',
  // The links in the README are relative and stay so: there is no public repository that they could point to.
  ...['--allow-missing-repository', '--no-rewrite-relative-links'],
];
