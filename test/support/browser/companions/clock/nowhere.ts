// A file system with one folder and one file, both of them made up.
import { Disposable, EventEmitter, type FileChangeEvent, FileSystemError, FileType, type Uri } from 'vscode';
import type { FileStat, FileSystemProvider } from 'vscode';

const content = new TextEncoder().encode('This file is on no disk.\n');

export class Nowhere implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat(uri: Uri): FileStat {
    const times = { ctime: 0, mtime: 0 };
    if (isFile(uri)) return { type: FileType.File, size: content.length, ...times };
    if (isFolder(uri)) return { type: FileType.Directory, size: 0, ...times };
    throw FileSystemError.FileNotFound(uri);
  }

  readDirectory(): [string, FileType][] {
    return [['nowhere.txt', FileType.File]];
  }

  readFile(uri: Uri): Uint8Array {
    if (isFile(uri)) return content;
    throw FileSystemError.FileNotFound(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}

function isFolder({ path }: Uri): boolean {
  return path === '/folder' || path === '/';
}

function isFile({ path }: Uri): boolean {
  return path === '/folder/nowhere.txt';
}
