// The package that people install.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { runProgram } from './processes.ts';
import { root } from './setup/kit.mjs';

/** Where makePackage leaves the package. */
export const packageFile = join(root, 'dist', 'vscode-katapult.vsix');

/** Builds the extension for production and packs it; rejects with the packer's words when that fails. */
export async function makePackage(onLine?: (line: string) => void): Promise<string> {
  await writeReadme();
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

const readme = join(root, 'out', 'package', 'README.md');

const packing = [
  ...['--out', packageFile],
  ...['--readme-path', relative(root, readme)],
  // The bundle holds them.
  '--no-dependencies',
  // The links in the README are relative and stay so: there is no public repository that they could point to.
  ...['--allow-missing-repository', '--no-rewrite-relative-links'],
];

async function writeReadme(): Promise<void> {
  const text = await readFile(join(root, 'README.md'), 'utf8');
  await mkdir(dirname(readme), { recursive: true });
  await writeFile(readme, withoutPictures(text));
}

/**
 * A README without the pictures of this repository: VS Code's page about an extension shows only those with an
 * https address, and in the place of others the mark of a broken picture.
 */
export function withoutPictures(text: string): string {
  return text.replaceAll(
    /^[ \t]*(?:!\[[^\]]*\]\((?!https:)[^)]*\)|<img [^>]*src="(?!https:)[^>]*>)[ \t]*\n+/gm,
    '',
  );
}
