// The start of the extension beside those that VS Code brings along, as VS Code itself measures it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../support/browser/eventually.ts';
import { openWorkbench } from '../../support/browser/open.ts';
import { rowOf, type BenchRow } from '../row.ts';
import { spreadOf } from '../statistics.ts';
import { host } from './scene.ts';

/** A row of VS Code's own table: milliseconds to load the code, to call activate(), and until that had ended. */
interface Activation {
  readonly id: string;
  readonly builtIn: boolean;
  readonly took: number;
}

/** What there is to be opened, so that extensions of VS Code's own have a reason to start. */
const files = { 'a.json': '{}', 'a.md': '# A', 'package.json': '{}' };

/** The time of our activation over the median of the built-in ones, of several windows. */
export async function activating(windows: number): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'katapult-bench-'));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  const ratios: number[] = [];
  const own: number[] = [];
  const theirs: number[] = [];
  for (let window = 0; window <= windows; window++) {
    const all = await activationsIn(folder);
    const ours = all.find(({ id }) => id.endsWith('.vscode-katapult'))?.took ?? NaN;
    const median = spreadOf(all.filter(({ builtIn }) => builtIn).map(({ took }) => took)).median;
    // The first reads from the disk what the others find in memory.
    if (window === 0) continue;
    ratios.push(ours / median);
    own.push(ours);
    theirs.push(median);
  }
  await rm(folder, { recursive: true });
  const note = `${Math.round(spreadOf(own).median)} ms; theirs ${Math.round(spreadOf(theirs).median)} ms`;
  return [
    rowOf(spreadOf(ratios), {
      what: 'activation ÷ median of built-in ones',
      size: '',
      unit: '×',
      target: 1,
      note,
    }),
  ];
}

async function activationsIn(folder: string): Promise<Activation[]> {
  const workbench = await openWorkbench({ ...host, folder });
  const { page } = workbench;
  await workbench.openKatapult();
  // Those that start when the others have ended have their turn.
  await page.waitForTimeout(5_000);
  await workbench.command('Developer: Startup Performance');
  const text = await eventually(async () => {
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    const copied = await workbench.clipboard();
    if (!/\| [\w-]+\.vscode-katapult +\|/.test(copied)) throw new Error('The table is not there yet.');
    return copied;
  }, 30_000);
  await workbench.close();
  return activationsOf(text);
}

function activationsOf(text: string): Activation[] {
  const rows = text.matchAll(/^\| ([\w-]+)\.([\w-]+) +\| (?:true|false) +\| (\d+) +\| (\d+) +\| (\d+) +\|/gm);
  return [...rows].map(([, publisher = '', name = '', ...times]) => ({
    id: `${publisher}.${name}`,
    builtIn: publisher === 'vscode',
    took: times.map(Number).reduce((sum, each) => sum + each, 0),
  }));
}
