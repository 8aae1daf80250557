// The extension's bundle as it ships, made in memory.
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type BuildResult } from 'esbuild';
import { root } from './setup/kit.mjs';

interface BuildScript {
  readonly bundles: (production: boolean) => BuildOptions;
}

export type Bundle = BuildResult<{ write: false; metafile: true }>;

/** Bundles for production with what esbuild.js says, and writes nothing. */
export async function bundleInMemory(): Promise<Bundle> {
  const { bundles } = (await import(pathToFileURL(join(root, 'esbuild.js')).href)) as BuildScript;
  return build({
    ...bundles(true),
    absWorkingDir: root,
    logLevel: 'silent',
    write: false,
    metafile: true,
  });
}

/** extension.js and what it imports statically, by name. */
export function partsAtStart({ metafile }: Bundle): Set<string> {
  const start = Object.keys(metafile.outputs).find((file) => basename(file) === 'extension.js') ?? '';
  const parts = new Set<string>();
  const add = (part: string) => {
    if (parts.has(part)) return;
    parts.add(part);
    for (const { path, kind, external } of metafile.outputs[part]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) add(path);
    }
  };
  add(start);
  return parts;
}

/** Bytes of code that are loaded at the start. */
export function bytesAtStart(bundle: Bundle): number {
  const names = new Set([...partsAtStart(bundle)].map((part) => basename(part)));
  return bundle.outputFiles
    .filter(({ path }) => names.has(basename(path)))
    .reduce((sum, { contents }) => sum + contents.length, 0);
}
