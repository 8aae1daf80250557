// A tree of many rows in the window: scrolling, opening, finding by keys.
import { eventually } from '../../support/browser/eventually.ts';
import type { Workbench } from '../../support/browser/workbench.ts';
import { sizeOf } from '../loading.ts';
import { rowOf, type BenchRow } from '../row.ts';
import { quantile, spreadOf } from '../statistics.ts';
import { framesDuring, timeToRowAfter } from './scene.ts';

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
    rowOf(spreadOf(typing), { what: 'typing a letter, to its row', size, unit: 'ms' }),
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
  await focusFirst(workbench);
  await page.keyboard.press('ArrowLeft');
  await tree
    .row(/, organization/)
    .and(page.locator('[aria-expanded=false]'))
    .waitFor();
  const isBelow = "(row) => row.dataset.index === '1' && row.ariaLevel === '2'";
  return timeToRowAfter(workbench, 'ArrowRight', isBelow);
}

async function scroll(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await focusFirst(workbench);
  for (let press = 0; press < 40; press++) await page.keyboard.press('PageDown');
}

/** The name of the machine that stands last. */
async function lastName(workbench: Workbench): Promise<string> {
  await focusFirst(workbench);
  await workbench.page.keyboard.press('End');
  const label = await focused(workbench, (row) => row.includes(', virtual machine'));
  return label.split(',')[0] ?? '';
}

/** As VS Code finds rows: a letter is typed. */
async function typeTo(workbench: Workbench, name: string): Promise<number> {
  await focusFirst(workbench);
  const letter = name.slice(0, 1).toLowerCase();
  const isMeant = `(row) => row.matches('.focused') && row.ariaLabel.toLowerCase().startsWith('${letter}')`;
  return timeToRowAfter(workbench, letter, isMeant);
}

/** Not by a click, which would open or close it. */
async function focusFirst(workbench: Workbench): Promise<void> {
  const { page, tree } = workbench;
  await tree.root.focus();
  await page.keyboard.press('Home');
  await focused(workbench, (row) => row.includes(', organization'));
  // What was typed before is no longer a part of what is typed next.
  await page.waitForTimeout(1_000);
}

/** What a screen reader calls the row that has the focus, once it is the one that is meant. */
function focused({ tree }: Workbench, isMeant: (label: string) => boolean): Promise<string> {
  return eventually(async () => {
    const label = (await tree.root.locator('.monaco-list-row.focused').getAttribute('aria-label')) ?? '';
    if (!isMeant(label)) throw new Error(`The focus is on ${label}.`);
    return label;
  });
}
