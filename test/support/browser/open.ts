// A VS Code of one's own for a test, as a person has it before them.
import type { BrowserContext, Page } from 'playwright-core';
import { type Simulator, type SimulatorOptions, startSimulator } from '../katapult.ts';
import { writeSettings } from '../vscode/server.ts';
import { keepFailure, startEvidence } from './evidence.ts';
import { hostOf, type HostOptions, theBrowser } from './host.ts';
import { Workbench } from './workbench.ts';

export type Theme = 'light' | 'dark' | 'hc';

export interface WorkbenchOptions extends HostOptions {
  /** What is opened in it: a folder's path, or the address of one that is on no disk; nothing unless told. */
  readonly folder?: string;
  /** Dark unless told. */
  readonly theme?: Theme;
  /** Of the window, in pixels; 1280 × 1000 unless told: room for what stands below each other in three views. */
  readonly width?: number;
  readonly height?: number;
  /** User settings, beside those that keep VS Code itself quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A running simulator, which stays when the workbench is closed; or what one of its own should be like. */
  readonly simulator?: Simulator | SimulatorOptions;
  /** Another value for the setting katapult.apiUrl than the simulator's address. */
  readonly apiUrl?: string;
}

const themes: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  hc: 'Default High Contrast',
};

/** What VS Code would otherwise show of its own beside the extension. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // What is asked of Katapult is what the test does.
  'katapult.refreshInterval': 0,
  'katapult.readStates': false,
};

/**
 * Opens a window of a VS Code in which the packaged extension is installed and nobody is signed in.
 * Every call gives a fresh browser profile: no secrets, no layout. Settings belong to the server of a version:
 * those of two windows that are open at the same time should be the same.
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { theme = 'dark', width = 1280, height = 1_000 } = options;
  const [host, browser, simulator] = await Promise.all([
    hostOf(options),
    theBrowser(),
    simulatorFor(options),
  ]);
  await writeSettings(host.dataFolder, {
    machine: { 'katapult.apiUrl': options.apiUrl ?? simulator.url },
    user: { ...quiet, 'workbench.colorTheme': themes[theme], ...options.settings },
  });
  const context = await browser.newContext({
    viewport: { width, height },
    screen: { width: width + 200, height: height + 200 },
    colorScheme: theme === 'light' ? 'light' : 'dark',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  await keepSecrets(context);
  await startEvidence(context);
  const page = await context.newPage();
  const opened = options.folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(options.folder)}`;
  await page.goto(`${host.url}/?${opened}`);
  const own = simulator === options.simulator ? undefined : simulator;
  const workbench = new Workbench(page, simulator, () => closeWindow(context, page, own));
  await workbench.waitUntilReady();
  return workbench;
}

/**
 * Has the page keep secrets in the browser's profile, as VS Code keeps them in the system's keyring: it seals them
 * with a key that the program around the server gives out, and here there is none.
 */
async function keepSecrets(context: BrowserContext): Promise<void> {
  const key = Buffer.alloc(32, 'k');
  await context.route('**/mint-key', (route) => route.fulfill({ body: key }));
}

function simulatorFor({ simulator }: WorkbenchOptions): Promise<Simulator> {
  if (simulator && 'url' in simulator) return Promise.resolve(simulator);
  return startSimulator(simulator);
}

async function closeWindow(context: BrowserContext, page: Page, own: Simulator | undefined): Promise<void> {
  await keepFailure(page);
  await Promise.all([context.close(), own?.stop()]);
}
