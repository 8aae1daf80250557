// A running VS Code server: the real extension host, its workbench as a web page.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startService } from '../processes.ts';
import { locate, type VSCodeVersion } from '../setup/vscode.ts';

export interface ServerOptions {
  readonly version: VSCodeVersion;
  /** Where it keeps settings and logs; see writeSettings. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** Environment for the extension host, beside this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Whether a page's address may name an extension under development and tests: see pageAddress.
   * Not for looking at: VS Code then shows no notifications.
   */
  readonly driven?: boolean;
}

export interface Server {
  /** Without a slash at the end. */
  readonly url: string;
  /** Resolves with its exit code if it ends by itself. */
  readonly ended: Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, server } = locate(options.version);
  const { ready, ended, stop } = await startService({
    name: `VS Code ${options.version}`,
    program: node,
    args: [server, ...serverArguments(options)],
    env: { ...process.env, ...options.env },
    ready: /Extension host agent listening on (\d+)/,
  });
  return { url: `http://127.0.0.1:${ready[1] ?? ''}`, ended, stop };
}

function serverArguments({ dataFolder, extensionsFolder, driven = false }: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0'],
    ...['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
    ...['--accept-server-license-terms', '--without-connection-token'],
    ...(driven ? ['--enable-smoke-test-driver'] : []),
    ...['--telemetry-level', 'off', '--disable-update-check', '--disable-getting-started-override'],
  ];
}

/** What an extension's settings may be; `machine` for those with the scope machine, `user` for all others. */
export interface Settings {
  readonly machine?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
}

/** Settings for a server's data folder; a page reads them when it is opened. */
export async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
  await writeJson(join(dataFolder, 'data', 'Machine'), settings.machine ?? {});
  await writeJson(join(dataFolder, 'data', 'User'), settings.user ?? {});
}

/** The same, but leaves the user's settings alone if there are any. */
export async function refreshSettings(dataFolder: string, settings: Settings): Promise<void> {
  await writeJson(join(dataFolder, 'data', 'Machine'), settings.machine ?? {});
  const user = join(dataFolder, 'data', 'User');
  if (!existsSync(join(user, 'settings.json'))) await writeJson(user, settings.user ?? {});
}

async function writeJson(folder: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(value, null, 2));
}

/** The path and query under which a driven server's page opens an empty window with these extras. */
export function pageAddress(payload: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ew: 'true', payload: JSON.stringify(Object.entries(payload)) });
  return `/?${query.toString()}`;
}

/** How the page names a file or folder on this machine. */
export function remotePath(path: string): string {
  return `vscode-remote://remote${path}`;
}
