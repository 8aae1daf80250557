import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotFiles } from '../accounts/snapshots.ts';

/**
 * Snapshots as files below the extension's own storage folder. Not through VS Code's file system: that asks the
 * window for each step, which has a lot to do while it starts.
 * @param storage the path of where VS Code keeps it
 */
export function snapshotFiles(storage: string): SnapshotFiles {
  const folder = join(storage, 'snapshots');
  const file = (name: string) => join(folder, name);
  return {
    ids: async () => (await readdir(folder)).flatMap((name) => idOf(name) ?? []),
    read: async (id) => readFile(file(nameOf(id)), 'utf8'),
    write: async (id, text) => {
      await mkdir(folder, { recursive: true });
      // Renamed when it is whole, so that nobody reads half of it; each window writes its own.
      const partial = file(`${globalThis.crypto.randomUUID()}.partial`);
      try {
        await writeFile(partial, text);
        await rename(partial, file(nameOf(id)));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    remove: async (id) => rm(file(nameOf(id))),
    keepOnly: async (ids) => {
      const kept = new Set(ids.map(nameOf));
      const others = (await readdir(folder)).filter((name) => !kept.has(name));
      await Promise.all(others.map((name) => rm(file(name))));
    },
  };
}

/** Undefined for what is no snapshot. */
function idOf(name: string): string | undefined {
  const [, encoded] = /^(.+)\.json$/.exec(name) ?? [];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Ids are our own, but they come out of a keyring that others may write to. */
function nameOf(id: string): string {
  return `${encodeURIComponent(id).replaceAll('.', '%2E')}.json`;
}
