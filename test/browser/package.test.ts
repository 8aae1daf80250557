import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from '../support/setup/kit.mjs';
import { packageFile } from '../support/vsix.ts';

describe('The package', () => {
  it('is only what is needed', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const expected =
      /^(package(\.nls)?\.json|README\.md|(CHANGELOG|SECURITY|THIRD-PARTY-NOTICES)\.md|LICENSE|dist\/[\w-]+\.js|media\/(walkthrough\/)?[\w-]+\.(svg|png))$/;
    assert.deepEqual(
      files.filter((file) => !expected.test(file)),
      [],
    );
    for (const file of ['package.json', 'README.md', 'LICENSE', 'media/icon.png'])
      assert.ok(files.includes(file), file);
  });

  it('is small: at most 300 KB', async () => {
    const { size } = await stat(packageFile);
    assert.ok(size <= 300_000, `${size} bytes`);
  });
});
