// Puts the companion where VS Code keeps its extensions.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../setup/kit.mjs';

const source = join(root, 'test', 'support', 'browser', 'companion');

/** To be called before anything else is installed there: VS Code then takes in what it finds. */
export async function installCompanion(extensionsFolder: string): Promise<void> {
  const folder = join(extensionsFolder, 'test.companion-1.0.0');
  await cp(join(source, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(source, 'extension.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
