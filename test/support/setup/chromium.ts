// The browser that the workbench is shown in.
import { existsSync } from 'node:fs';
import { quietly, SetupError, step } from './kit.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// With fonts for any script, so that pictures show letters and not boxes.
const debianPackages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];

/**
 * The browser's path: CHROMIUM_PATH, or where it usually is; undefined when there is none.
 * @throws SetupError when CHROMIUM_PATH names nothing.
 */
export function findChromium(): string | undefined {
  const wanted = process.env['CHROMIUM_PATH'];
  if (!wanted) return usualPlaces.find((path) => existsSync(path));
  if (existsSync(wanted)) return wanted;
  throw new SetupError(`CHROMIUM_PATH is ${wanted}, but there is no such file.`);
}

/** Installs Chromium where that can be done without asking: as root on Debian. */
export async function installChromium(): Promise<void> {
  await step('Chromium', () => findChromium() !== undefined, installDebianPackages);
}

async function installDebianPackages(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new SetupError(advice);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await quietly('apt-get', ['update'], 'apt-get update', { env });
  const install = ['install', '--yes', '--no-install-recommends', ...debianPackages];
  await quietly('apt-get', install, `apt-get ${install.join(' ')}`, { env });
  if (findChromium() === undefined) throw new SetupError(advice);
}

const advice =
  'These tests need Chromium, and none was found. ' +
  `Install it (on Debian: sudo apt-get install ${debianPackages.join(' ')}), or set CHROMIUM_PATH to yours.`;
