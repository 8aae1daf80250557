// VS Code servers with the packaged extension installed, as its users have it: one for each version, kept for all
// tests of a run. What a test changes lives in the browser's profile, and that is a fresh one each time.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { atEnd } from '../ending.ts';
import { runProgram } from '../processes.ts';
import { locate, type VSCodeVersion } from '../setup/vscode.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { type Server, startServer } from '../vscode/server.ts';
import { packageFile } from '../vsix.ts';

/** A server with the extension, and the folder of its settings. */
export interface Host extends Server {
  readonly dataFolder: string;
}

const hosts = new Map<VSCodeVersion, Promise<Host>>();
let chromium: Promise<Browser> | undefined;

/** The host of one version, started at the first call. */
export function hostOf(version: VSCodeVersion): Promise<Host> {
  const host = hosts.get(version) ?? startHost(version);
  hosts.set(version, host);
  return host;
}

/** The browser, started at the first call. */
export function theBrowser(): Promise<Browser> {
  chromium ??= launchChromium();
  return chromium;
}

async function startHost(version: VSCodeVersion): Promise<Host> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'katapult-browser-'));
  atEnd(() => rm(dataFolder, { recursive: true, force: true }));
  const extensionsFolder = join(dataFolder, 'extensions');
  await installPackage(version, extensionsFolder, dataFolder);
  // No gallery: nothing is looked up outside.
  const env = { EXTENSIONS_GALLERY: '{}' };
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
