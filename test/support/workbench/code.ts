// Stands in for the VS Code executable where the desktop one cannot be had: takes the arguments with which
// @vscode/test-electron starts VS Code, runs the tests in the server's extension host, exits with their result.
import { appendFileSync } from 'node:fs';
import { inspect, parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { isEnding, runCommand } from '../ending.ts';
import { newest, oldest } from '../setup/vscode.ts';
import { launchChromium } from '../vscode/chromium.ts';
import { pageAddress, remotePath, type Server, startServer } from '../vscode/server.ts';
import { testOutput } from './console.ts';

await runCommand(async (args) => {
  const { values } = parseArgs({ args: [...args], strict: false });
  const argument = (name: string) => String(values[name]);
  const [server, browser] = await Promise.all([
    startServer({
      version: process.env['KATAPULT_VSCODE'] === oldest ? oldest : newest,
      dataFolder: argument('user-data-dir'),
      extensionsFolder: argument('extensions-dir'),
      driven: true,
      // No gallery: nothing is looked up outside.
      env: { EXTENSIONS_GALLERY: '{}' },
    }),
    launchChromium(),
  ]);
  const page = await browser.newPage();
  const extension = remotePath(argument('extensionDevelopmentPath'));
  const tests = remotePath(argument('extensionTestsPath'));
  const address = pageAddress({ extensionDevelopmentPath: extension, extensionTestsPath: tests });
  return openAndWait(page, server, address);
});

/** Opens the page and resolves with the exit code of the tests in it. */
async function openAndWait(page: Page, server: Server, address: string): Promise<number> {
  const outcome = new Promise<number | string>((resolve) => {
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    page.on('crash', () => resolve('The page with VS Code crashed.'));
    void server.ended.then((code) => resolve(`The VS Code server ended with exit code ${code}.`));
  });
  await page.exposeFunction('codeAutomationLog', log);
  await page.goto(server.url + address);
  const result = await outcome;
  if (typeof result === 'string' && !isEnding()) console.error(result);
  return typeof result === 'string' ? 1 : result;
}

function log(level: string, entry: unknown[]): void {
  const file = process.env['KATAPULT_LOG'];
  const text = entry.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');
  if (file !== undefined) appendFileSync(file, `${level} ${text}\n`);
  const output = testOutput(entry);
  if (output !== undefined) console.log(output);
}
