// Puts an extension of these folders where VS Code keeps its extensions.
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Extensions that run beside ours, for what no person can do: their folders. The one called remote-ssh does nothing:
 * it only is there, under the name of one that opens windows on other machines.
 */
export type Companion = 'clock' | 'stopwatch' | 'remote-ssh';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/** To be called before anything else is installed there: VS Code then takes in what it finds. */
export async function installCompanion(companion: Companion, extensionsFolder: string): Promise<void> {
  const source = join(import.meta.dirname, companion);
  const manifest = await readFile(join(source, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(manifest) as Manifest;
  const folder = join(extensionsFolder, `${publisher}.${name}-${version}`);
  await cp(join(source, 'package.json'), join(folder, 'package.json'));
  const code = join(source, 'extension.ts');
  if (!existsSync(code)) return;
  await build({
    entryPoints: [code],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  });
}
