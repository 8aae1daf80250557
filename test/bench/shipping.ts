// How large is what ships.
import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import { bundleInMemory, bytesAtStart } from '../support/bundles.ts';
import { makePackage, packageFile } from '../support/vsix.ts';
import type { BenchRow } from './row.ts';

/** Kilobytes of a thousand bytes, of the code and of the whole package. */
export async function shipping(): Promise<BenchRow[]> {
  const bundle = await bundleInMemory();
  const main = bundle.outputFiles.find(({ path }) => basename(path) === 'extension.js');
  await makePackage();
  const kilobytes = (bytes: number) => bytes / 1_000;
  const rest = { size: '', unit: 'KB' } as const;
  return [
    { ...rest, what: 'dist/extension.js', measured: kilobytes(main?.contents.length ?? NaN), target: 150 },
    { ...rest, what: 'code loaded at the start', measured: kilobytes(bytesAtStart(bundle)), target: 150 },
    { ...rest, what: 'the package', measured: kilobytes((await stat(packageFile)).size), target: 300 },
  ];
}
