import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SnapshotFiles } from '../../../src/accounts/snapshots.ts';
import { snapshotFiles } from '../../../src/platform/snapshotFiles.ts';

describe('The files of snapshots', () => {
  let storage: string;
  let files: SnapshotFiles;

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'katapult-unit-'));
    files = snapshotFiles(storage);
  });
  afterEach(() => rm(storage, { recursive: true }));

  const list = () => readdir(join(storage, 'snapshots'));
  const odd = ['..', '../../outside', 'a/b', 'a\\b', 'nul\0', '.hidden', 'ü ✓'];

  it('give back what was kept, by ids of any kind, and are nowhere else', async () => {
    for (const id of odd) await files.write(id, `of ${id}`);
    for (const id of odd) assert.equal(await files.read(id), `of ${id}`);
    assert.deepEqual(new Set(await files.ids()), new Set(odd));
    assert.deepEqual(await readdir(storage), ['snapshots']);
    assert.equal((await list()).length, odd.length);
  });

  it('are removed one by one, or all but some, and what was left half written with them', async () => {
    for (const id of ['a', 'b', 'c']) await files.write(id, id);
    await mkdir(join(storage, 'snapshots', 'd.json'));
    await files.remove('a');
    await assert.rejects(files.write('d', 'can’t be renamed'));
    assert.deepEqual(await list(), ['b.json', 'c.json', 'd.json']);
    await rm(join(storage, 'snapshots', 'd.json'), { recursive: true });
    await files.keepOnly(['c']);
    assert.deepEqual(await list(), ['c.json']);
  });

  it('reject, and never throw, for what can’t be a name, and where there are none', async () => {
    await assert.rejects(files.ids());
    await assert.rejects(files.read('none'));
    for (const id of ['\ud800', 'none']) {
      const attempts = [() => files.read(id), () => files.remove(id)];
      for (const attempt of attempts) await assert.rejects(attempt());
    }
  });
});
