// VS Code servers with the packaged extension installed, as its users have it: one for each version, kept for all
// tests of a run. What a test changes lives in the browser's profile, and that is a fresh one each time.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { atEnd } from '../ending.ts';
import { runProgram } from '../processes.ts';
import { locate, newest, type VSCodeVersion } from '../setup/vscode.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { type Server, startServer } from '../vscode/server.ts';
import { packageFile } from '../vsix.ts';
import { type Companion, installCompanion } from './companions/install.ts';

/** A server with the extension, and the folder of its settings. */
export interface Host extends Server {
  readonly dataFolder: string;
}

/** Which host a test needs. */
export interface HostOptions {
  readonly version?: VSCodeVersion;
  /** An extension that is installed as well. */
  readonly companion?: Companion | undefined;
}

/** What stands in for programs that would leave this machine. */
const programs = join(import.meta.dirname, 'programs');

const hosts = new Map<string, Promise<Host>>();
let chromium: Promise<Browser> | undefined;

/** The host of one kind, started at the first call; of the newest VS Code unless told. */
export function hostOf({ version = newest, companion }: HostOptions = {}): Promise<Host> {
  const key = `${version} ${companion ?? ''}`;
  const host = hosts.get(key) ?? startHost(version, companion);
  hosts.set(key, host);
  return host;
}

/** The browser, started at the first call. */
export function theBrowser(): Promise<Browser> {
  chromium ??= launchChromium();
  return chromium;
}

async function startHost(version: VSCodeVersion, companion: Companion | undefined): Promise<Host> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'katapult-browser-'));
  atEnd(() => rm(dataFolder, { recursive: true, force: true }));
  const extensionsFolder = join(dataFolder, 'extensions');
  if (companion) await installCompanion(companion, extensionsFolder);
  await installPackage(version, extensionsFolder, dataFolder);
  // No gallery: nothing is looked up outside. Nor does a terminal get out: the programs that it finds first only say
  // how they were called, since as from a command line the environment is taken as it is.
  const path = [programs, process.env['PATH']].join(delimiter);
  const env = { EXTENSIONS_GALLERY: '{}', VSCODE_CLI: '1', PATH: path };
  return { ...(await startServer({ version, dataFolder, extensionsFolder, env })), dataFolder };
}

async function installPackage(version: VSCodeVersion, extensions: string, data: string): Promise<void> {
  const { node, server } = locate(version);
  const folders = ['--extensions-dir', extensions, '--server-data-dir', data];
  const { code, last } = await runProgram({
    name: 'The installation of the extension',
    program: node,
    args: [server, '--install-extension', packageFile, ...folders],
    timeout: 60_000,
  });
  if (code !== 0)
    throw new Error([`VS Code ${version} does not install ${packageFile}:`, ...last].join('\n  '));
}
