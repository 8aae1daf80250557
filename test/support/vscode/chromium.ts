// The browser window in which the workbench is shown.
import { type Browser, chromium } from 'playwright-core';
import { atEnd } from '../ending.ts';
import { findChromium } from '../setup/chromium.ts';

const flags = [
  // Nothing of its own over the network.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  // The same letters on every machine.
  '--font-render-hinting=none',
];

/** Starts Chromium without a window, with a fresh profile. It ends with the command at the latest. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium was not found.');
  const browser = await chromium.launch({
    executablePath,
    // Its sandbox cannot be had by root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: flags,
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
  });
  const forget = atEnd(() => browser.close());
  browser.on('disconnected', forget);
  return browser;
}
