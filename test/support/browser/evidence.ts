// What is kept of a test that fails: the picture, what a screen reader would say, and a trace of how it came to that.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { root } from '../setup/kit.mjs';

const pages = new Set<Page>();
let failure: string | undefined;

/** Has a trace made of everything that happens in a window from now on, should a test fail. */
export async function startEvidence(context: BrowserContext): Promise<void> {
  context.on('page', (page) => {
    pages.add(page);
    page.on('close', () => pages.delete(page));
  });
  await context.tracing.start({ snapshots: true, screenshots: false });
  await context.tracing.startChunk();
}

/** Remembers that a test or hook has failed, by its full title, until its windows have been looked at. */
export function noteFailure(title: string): void {
  failure = title;
}

/** Before each test: a failure of an earlier one is none of its windows. */
export function forgetFailure(): void {
  failure = undefined;
}

/** After each test: looks at the windows that are still open if it has failed, and forgets the failure. */
export async function keepFailures(): Promise<void> {
  for (const page of pages) await keepFailure(page);
  forgetFailure();
}

/** Puts the evidence of a failed test into out/failures and prints where; nothing if none has failed. */
export async function keepFailure(page: Page): Promise<void> {
  if (failure === undefined || !pages.has(page)) return;
  const name = failure.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 100);
  const folder = join(root, 'out', 'failures');
  const path = (extension: string) => join(folder, `${name}${extension}`);
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path('.png') }).catch(ignore);
  await page
    .locator('body')
    .ariaSnapshot()
    .then((text) => writeFile(path('.yml'), text), ignore);
  await keepTrace(page, path('.zip')).catch(ignore);
  console.log(
    `      What it looked like: ${path('.png')} (also .yml, and .zip for Playwright's trace viewer)`,
  );
}

async function keepTrace(page: Page, path: string): Promise<void> {
  const { tracing } = page.context();
  await tracing.stopChunk({ path });
  await tracing.startChunk();
}

// A page that has crashed gives no evidence; the failure itself is reported anyway.
const ignore = () => undefined;
