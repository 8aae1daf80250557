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

const chromiumPackages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];
const fontPackage = 'fonts-droid-fallback';
const font = '/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf';

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
  await step(
    'Chromium',
    () => findChromium() !== undefined,
    async () => {
      if (!mayInstall()) throw new SetupError(advice);
      await installPackages(chromiumPackages);
      if (findChromium() === undefined) throw new SetupError(advice);
    },
  );
}

/** Installs a font with the letters of East Asia, so that pictures show no boxes; where it cannot, lets it be. */
export async function installFonts(): Promise<void> {
  await step(
    'Fonts',
    () => existsSync(font) || !mayInstall(),
    () => installPackages([fontPackage]),
  );
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

async function installPackages(packages: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await quietly('apt-get', ['update'], 'apt-get update', { env });
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  await quietly('apt-get', install, `apt-get ${install.join(' ')}`, { env });
}

const advice =
  'These tests need Chromium, and none was found. ' +
  `Install it (on Debian: sudo apt-get install ${chromiumPackages.join(' ')}), or set CHROMIUM_PATH to yours.`;
