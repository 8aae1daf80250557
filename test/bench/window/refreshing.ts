// Refreshing in the window.
import { eventually } from '../../support/browser/eventually.ts';
import type { Workbench } from '../../support/browser/workbench.ts';
import { sizeOf } from '../loading.ts';
import { rowOf, type BenchRow } from '../row.ts';
import { spreadOf } from '../statistics.ts';
import { longestPause } from './scene.ts';

/** For the page: counts what is drawn in the tree of machines until it is taken. */
const watchRows = `(() => {
  const rows = document.querySelector('.part.sidebar [role=tree][aria-label^="Virtual Machines"] .monaco-list-rows');
  window.katapultDrawn = 0;
  window.katapultObserver = new MutationObserver((changes) => (window.katapultDrawn += changes.length));
  window.katapultObserver.observe(rows, { childList: true, subtree: true, characterData: true });
})()`;

const takeRows = `(() => {
  window.katapultObserver.disconnect();
  return window.katapultDrawn;
})()`;

/** A refresh that brings nothing new: what is drawn, and how long the extension host stands still. */
export async function refreshing(workbench: Workbench, machines: number): Promise<BenchRow[]> {
  const { cloud, page } = workbench;
  const size = sizeOf({ machines });
  const refresh = async () => {
    await cloud.forget();
    await workbench.command('Katapult: Refresh');
    await workbench.quickInput.root.waitFor({ state: 'hidden' });
    await untilQuiet(workbench);
  };
  await refresh();
  // A row that is pointed at, or has the focus, shows its buttons.
  await page.mouse.click(600, 300);
  await page.evaluate(watchRows);
  const pauses: number[] = [];
  const idle: number[] = [];
  for (let time = 0; time < 5; time++) {
    pauses.push(await longestPause(workbench, refresh));
    idle.push(await longestPause(workbench, () => page.waitForTimeout(1_000)));
  }
  const drawn = Number(await page.evaluate(takeRows));
  const note = `without a refresh ${spreadOf(idle).median.toFixed(1)} ms`;
  return [
    { what: 'changes drawn by refreshes without news', size, measured: drawn, unit: '', target: 0 },
    rowOf(spreadOf(pauses), {
      what: 'longest pause of the extension host',
      size,
      unit: 'ms',
      target: 50,
      note,
    }),
  ];
}

/** Resolves when nothing is asked of the cloud any more. */
async function untilQuiet({ cloud, page }: Workbench): Promise<void> {
  let before = -1;
  await eventually(async () => {
    const { length } = await cloud.requests();
    const isQuiet = length > 0 && length === before;
    before = length;
    if (!isQuiet) {
      await page.waitForTimeout(500);
      throw new Error('Something is still asked.');
    }
  }, 60_000);
}
