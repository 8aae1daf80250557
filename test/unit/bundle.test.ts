import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { notices, noticesFile } from '../support/notices.ts';

const root = join(import.meta.dirname, '..', '..');

interface BuildScript {
  readonly bundles: (production: boolean) => BuildOptions;
}

/** The bundles as the package holds them, by name, in bytes. */
async function bundleSizes(): Promise<Map<string, number>> {
  const { bundles } = createRequire(import.meta.url)('../../esbuild.js') as BuildScript;
  const options: BuildOptions = { ...bundles(true), absWorkingDir: root, logLevel: 'silent', write: false };
  const { outputFiles = [] } = await build(options);
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(root.length + 1), contents.length]));
}

describe('The bundles that ship', () => {
  it('are named with their licences, as `npm run notices` writes them', async () => {
    assert.equal(await readFile(noticesFile, 'utf8'), await notices());
  });

  it('are small: the extension under 200 KB, the simulator apart from it', async () => {
    const sizes = await bundleSizes();
    assert.deepEqual([...sizes.keys()].sort(), [join('dist', 'extension.js'), join('dist', 'simulator.js')]);
    assert.ok((sizes.get(join('dist', 'extension.js')) ?? Infinity) < 200_000);
  });
});
