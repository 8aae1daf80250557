// A window of a real VS Code on a simulated cloud of some size, and what its processes know of their time.
import type { Locator } from 'playwright-core';
import { signIn } from '../../support/browser/account.ts';
import { eventually } from '../../support/browser/eventually.ts';
import { openWorkbench, type WorkbenchOptions } from '../../support/browser/open.ts';
import type { Workbench } from '../../support/browser/workbench.ts';

/** What is installed beside the extension, to measure it. */
export const host = { companion: 'stopwatch' } as const;

/** Thousands of rows take their time, and so may a busy machine. In milliseconds. */
export const patience = 120_000;

/** Opens a window, signs in, and waits for machines. */
export async function openScene(machines: number, options: WorkbenchOptions = {}): Promise<Workbench> {
  const simulator = { vms: machines, permitted: 1_000_000 };
  const workbench = await openWorkbench({ ...host, simulator, ...options });
  await workbench.openKatapult();
  await signIn(workbench);
  await firstMachine(workbench).waitFor({ timeout: patience });
  return workbench;
}

/** The row of the first machine that is to be seen. */
export function firstMachine({ tree }: Workbench): Locator {
  return tree.row(/, virtual machine/);
}

/** What a command of the stopwatch copies. */
export async function measured(workbench: Workbench, command: string): Promise<Record<string, unknown>> {
  await workbench.page.evaluate('navigator.clipboard.writeText("")');
  await workbench.command(`Stopwatch: ${command}`);
  return eventually(async () => JSON.parse(await workbench.clipboard()) as Record<string, unknown>);
}

/** For the page: when a row first is as it should be, in milliseconds since the next key was pressed. */
const timeToRow = (isMeant: string) => `new Promise((resolve) => {
  const sideBar = document.querySelector('.part.sidebar');
  let begun;
  const check = () => {
    const rows = [...sideBar.querySelectorAll('.monaco-list-rows [role=treeitem]')];
    if (begun === undefined || !rows.some(${isMeant})) return;
    observer.disconnect();
    resolve(performance.now() - begun);
  };
  const observer = new MutationObserver(check);
  observer.observe(sideBar, { childList: true, subtree: true, attributes: true });
  const begin = () => {
    begun = performance.now();
    check();
  };
  window.addEventListener('keydown', begin, { capture: true, once: true });
})`;

/**
 * Presses a key, and waits for a row as the page sees it: whoever looks from outside looks now and then.
 * @param isMeant for the page: a function of a row's element. @returns the time it took, in milliseconds
 */
export async function timeToRowAfter({ page }: Workbench, key: string, isMeant: string): Promise<number> {
  const time = page.evaluate<number>(timeToRow(isMeant));
  // Evaluated in the order in which it was sent.
  await page.evaluate('undefined');
  await page.keyboard.press(key);
  return time;
}

/** For the page: begins to note how long each of its pictures is shown, in milliseconds. */
const watchFrames = `(() => {
  const frames = (window.katapultFrames = []);
  let last = performance.now();
  const note = (now) => {
    frames.push(now - last);
    last = now;
    if (window.katapultFrames === frames) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
})()`;

/** For the page: ends it, and gives them. */
const takeFrames = `(() => {
  const frames = window.katapultFrames;
  window.katapultFrames = undefined;
  return frames;
})()`;

/** How long each picture of the window was shown while something was done, sorted, in milliseconds. */
export async function framesDuring({ page }: Workbench, run: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(watchFrames);
  await run();
  const frames = await page.evaluate<number[]>(takeFrames);
  return frames.sort((a, b) => a - b);
}

/** The longest pause of the extension host while something was done, in milliseconds. */
export async function longestPause(workbench: Workbench, run: () => Promise<unknown>): Promise<number> {
  await workbench.command('Stopwatch: Watch Pauses');
  await workbench.quickInput.root.waitFor({ state: 'hidden' });
  await run();
  return Number((await measured(workbench, 'Copy Pauses'))['longest']);
}
