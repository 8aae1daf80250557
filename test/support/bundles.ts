// The extension's bundle as it ships, made in memory.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { root } from './setup/kit.mjs';

interface BuildScript {
  readonly bundles: (production: boolean) => BuildOptions;
}

/** Bundles for production with what esbuild.js says, and writes nothing. */
export async function bundleInMemory() {
  const { bundles } = (await import(pathToFileURL(join(root, 'esbuild.js')).href)) as BuildScript;
  return build({
    ...bundles(true),
    absWorkingDir: root,
    logLevel: 'silent',
    write: false,
    metafile: true,
  });
}
