// A tree of many rows in the window: scrolling, opening, finding by keys.
import { eventually } from '../../support/browser/eventually.ts';
import type { Workbench } from '../../support/browser/workbench.ts';
import { sizeOf } from '../loading.ts';
import { rowOf, type BenchRow } from '../row.ts';
import { quantile, spreadOf } from '../statistics.ts';
import { firstMachine, framesDuring, patience } from './scene.ts';

/** How long people wait for the rows that are there. */
export async function looking(workbench: Workbench, machines: number): Promise<BenchRow[]> {
  const size = sizeOf({ machines });
  const opening = await several(5, () => openAll(workbench));
  const frames = await framesDuring(workbench, () => scroll(workbench));
  const name = await lastName(workbench);
  const typing = await several(5, () => typeTo(workbench, name));
  return [
    rowOf(spreadOf(opening), { what: 'opening the row of all machines', size, unit: 'ms' }),
    {
      what: 'scrolling, a picture (p95)',
      size,
      measured: quantile(frames, 0.95),
      unit: 'ms',
      note: `of ${frames.length}, longest ${Math.round(frames.at(-1) ?? 0)} ms`,
    },
    rowOf(spreadOf(typing), { what: 'typing three letters, to their row', size, unit: 'ms' }),
  ];
}

/** The first time does not count. */
async function several(times: number, run: (time: number) => Promise<number>): Promise<number[]> {
  const measured: number[] = [];
  for (let time = 0; time <= times; time++) measured.push(await run(time));
  return measured.slice(1);
}

/** Closes and opens the first row, an organization's, from the key to the first machine on screen. */
async function openAll(workbench: Workbench): Promise<number> {
  const { page, tree } = workbench;
  await tree.row(/, organization/).click();
  await page.keyboard.press('ArrowLeft');
  await tree
    .row(/, organization/)
    .and(page.locator('[aria-expanded=false]'))
    .waitFor();
  const begun = performance.now();
  await page.keyboard.press('ArrowRight');
  await firstMachine(workbench).waitFor({ timeout: patience });
  return performance.now() - begun;
}

async function scroll({ page, tree }: Workbench): Promise<void> {
  await tree.row(/, organization/).click();
  for (let press = 0; press < 40; press++) await page.keyboard.press('PageDown');
  await page.keyboard.press('Home');
}

/** The name of the machine that stands last. */
async function lastName({ page, tree }: Workbench): Promise<string> {
  await tree.row(/, organization/).click();
  await page.keyboard.press('End');
  const label = (await tree.root.locator('.monaco-list-row.focused').getAttribute('aria-label')) ?? '';
  return label.split(',')[0] ?? '';
}

/** As VS Code finds rows: a name is typed. */
async function typeTo({ page, tree }: Workbench, name: string): Promise<number> {
  await tree.row(/, organization/).click();
  const letters = name.slice(0, 3).toLowerCase();
  const begun = performance.now();
  await page.keyboard.type(letters);
  const focused = tree.root.locator('.monaco-list-row.focused');
  await eventually(async () => {
    const label = (await focused.getAttribute('aria-label')) ?? '';
    if (!label.toLowerCase().startsWith(letters)) throw new Error(`The focus is on ${label}.`);
  });
  const took = performance.now() - begun;
  await page.keyboard.press('Home');
  return took;
}
