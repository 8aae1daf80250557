import { FileType, Uri, workspace } from 'vscode';
import type { SnapshotFiles } from '../accounts/snapshots.ts';

/** Snapshots as files below the extension's own storage folder. @param storage where VS Code keeps it */
export function snapshotFiles(storage: Uri): SnapshotFiles {
  const folder = Uri.joinPath(storage, 'snapshots');
  const file = (name: string) => Uri.joinPath(folder, name);
  const { fs } = workspace;
  const names = async () => {
    // Else VS Code notes it as an error where nothing was ever kept.
    await fs.createDirectory(folder);
    const entries = await fs.readDirectory(folder);
    return entries.filter(([, type]) => type === FileType.File).map(([name]) => name);
  };
  return {
    ids: async () => (await names()).flatMap((name) => idOf(name) ?? []),
    read: async (id) => new TextDecoder().decode(await fs.readFile(file(nameOf(id)))),
    write: async (id, text) => {
      // Renamed when it is whole, so that nobody reads half of it; each window writes its own.
      const partial = file(`${globalThis.crypto.randomUUID()}.partial`);
      await fs.writeFile(partial, new TextEncoder().encode(text));
      await fs.rename(partial, file(nameOf(id)), { overwrite: true });
    },
    remove: async (id) => fs.delete(file(nameOf(id))),
    keepOnly: async (ids) => {
      const kept = new Set(ids.map(nameOf));
      const others = (await names()).filter((name) => !kept.has(name));
      await Promise.all(others.map((name) => fs.delete(file(name))));
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
