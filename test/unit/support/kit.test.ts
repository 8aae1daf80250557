import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cache, install, isInstalled, quietly, SetupError, withLock } from '../../support/setup/kit.mjs';

describe('Set-up', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'katapult-setup-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const nothing = () => Promise.resolve();

  it('has installed what was completed by the same recipe', async () => {
    const target = join(folder, 'thing');
    await install(target, { version: 1 }, nothing);
    assert.equal(await isInstalled(target, { version: 1 }), true);
    assert.equal(await isInstalled(target, { version: 2 }), false);
  });

  it('keeps what there was when an install fails, and leaves no rest', async () => {
    const target = join(folder, 'thing');
    await install(target, 1, nothing);
    await assert.rejects(
      install(target, 2, () => Promise.reject(new Error('no space'))),
      /no space/,
    );
    assert.equal(await isInstalled(target, 1), true);
    assert.deepEqual(readdirSync(folder), ['thing']);
  });

  it('sweeps away what a killed install has left', async () => {
    mkdirSync(join(folder, 'thing.installing-1234'));
    await install(join(folder, 'thing'), 1, nothing);
    assert.deepEqual(readdirSync(folder), ['thing']);
  });

  it('does one thing at a time', async () => {
    const order: string[] = [];
    const work = (name: string) =>
      withLock(
        'test-lock',
        () => order.push(`${name} waits`),
        async () => {
          order.push(`${name} begins`);
          await new Promise((resolve) => setTimeout(resolve, 20));
          order.push(`${name} ends`);
        },
      );
    await Promise.all([work('a'), work('b')]);
    const doing = order.filter((entry) => !entry.endsWith('waits')).map((entry) => entry.split(' ')[1]);
    assert.deepEqual(doing, ['begins', 'ends', 'begins', 'ends']);
  });

  it('takes over the lock of a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const lock = join(cache, 'locks', 'test-dead');
    mkdirSync(join(cache, 'locks'), { recursive: true });
    writeFileSync(lock, String(pid));
    assert.equal(
      await withLock(
        'test-dead',
        () => undefined,
        () => Promise.resolve('done'),
      ),
      'done',
    );
    assert.equal(existsSync(lock), false);
  });

  it('shows the last lines of what failed', async () => {
    const failing = quietly(process.execPath, ['-e', 'console.log("the reason"); process.exit(3)'], 'it');
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof SetupError);
      assert.equal(error.message, 'it failed with exit code 3. Its last lines:\n  the reason');
      return true;
    });
  });
});
