// Wherever something might be left behind by what was done in a window.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { Workbench } from './workbench.ts';

/** Every file below a folder, by its path, but for those of the installed extension itself. */
export async function filesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(join('extensions', 'katapult-community')));
  // Logs come and go while VS Code works.
  const texts = paths.map(async (path) => [path, await readFile(path, 'utf8').catch(() => '')] as const);
  return new Map(await Promise.all(texts));
}

/** For the page: all that it keeps in the browser's profile, where VS Code's settings, state and secrets are. */
const everythingKept = `(async () => {
  const result = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const text = (value) => {
    const bytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
    return bytes ? new TextDecoder().decode(value) : (JSON.stringify(value) ?? '');
  };
  const kept = [text({ ...localStorage }), text({ ...sessionStorage }), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const database = await result(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = () => database.transaction(store).objectStore(store);
      kept.push(name, store, text(await result(all().getAllKeys())));
      kept.push(...(await result(all().getAll())).map(text));
    }
    database.close();
  }
  return kept.join('\\n');
})()`;

/** All that a window keeps in the browser's profile. */
export async function profileOf(page: Page): Promise<string> {
  return String(await page.evaluate(everythingKept));
}

/** Everything that can be read in a window now, a screen reader's words included. */
export async function sightOf({ page, notifications }: Workbench): Promise<string> {
  const body = page.locator('body');
  const parts = [body.innerText(), body.ariaSnapshot(), page.content(), page.title()];
  return [...(await Promise.all(parts)), ...(await notifications.texts())].join('\n');
}

/** All context keys with their values, as VS Code's own developer command prints them. */
export async function contextKeysOf(workbench: Workbench): Promise<string> {
  const printed: string[] = [];
  workbench.page.on('console', (message) => {
    for (const value of message.args())
      void value.jsonValue().then((json) => printed.push(JSON.stringify(json)));
  });
  await workbench.command('Developer: Inspect Context Keys');
  await workbench.sideBar.click();
  return eventually(() => {
    const found = printed.find((text) => text.includes('katapult.session'));
    if (found === undefined) throw new Error('The context keys were not printed.');
    return found;
  });
}
