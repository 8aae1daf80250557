// Puts an extension of these folders where VS Code keeps its extensions.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Extensions that run beside ours, for what no person can do: their folders. */
export type Companion = 'clock' | 'stopwatch';

/** To be called before anything else is installed there: VS Code then takes in what it finds. */
export async function installCompanion(name: Companion, extensionsFolder: string): Promise<void> {
  const source = join(import.meta.dirname, name);
  const folder = join(extensionsFolder, `test.${name}-1.0.0`);
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
