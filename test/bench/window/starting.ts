// The start of a window: how soon there are rows, and what that costs.
import { waitUntilKept } from '../../support/browser/kept.ts';
import type { Workbench } from '../../support/browser/workbench.ts';
import { sizeOf } from '../loading.ts';
import { rowOf, type BenchRow } from '../row.ts';
import { spreadOf } from '../statistics.ts';
import { firstMachine, host, measured, patience } from './scene.ts';

/** More than any start takes: no answer comes before the first rows. In milliseconds. */
const farAway = 60_000;

interface Start {
  /** From activate() to the rows that VS Code was given. */
  readonly whole: number;
  /** Of that, what the extension itself took to give them when it was asked. */
  readonly own: number;
  /** From opening the window to the rows on screen. */
  readonly onScreen: number;
  readonly requests: number;
}

/** Starts again with what was kept, some times, while no answer comes. */
export async function starting(workbench: Workbench, machines: number): Promise<BenchRow[]> {
  const [kept] = (await workbench.cloud.state()).virtualMachines.filter(({ inTrash }) => !inTrash);
  await waitUntilKept(kept?.name ?? '', host);
  await workbench.cloud.fail('.*', { kind: 'delay', ms: farAway });
  const starts: Start[] = [];
  for (let time = 0; time < 4; time++) starts.push(await startAgain(workbench));
  await workbench.cloud.heal();
  // What the last start has asked would be answered too late.
  await reload(workbench);
  await workbench.sideBar.getByText(/^As of/).waitFor({ state: 'hidden', timeout: patience });
  // What is compiled for the first time belongs to the first.
  const counted = starts.slice(1);
  const size = sizeOf({ machines });
  const spread = (field: keyof Start) => spreadOf(counted.map((start) => start[field]));
  const onScreen = spread('onScreen');
  return [
    {
      what: 'requests before the rows of a start',
      size,
      measured: spread('requests').median,
      unit: '',
      target: 0,
    },
    rowOf(spread('own'), { what: 'start, own time to the first rows', size, unit: 'ms', target: 100 }),
    rowOf(spread('whole'), {
      what: 'start, activate() to the first rows',
      size,
      unit: 'ms',
      note: `with VS Code's keyring and its asking; window opened to rows on screen ${Math.round(onScreen.median)} ms`,
    }),
  ];
}

async function startAgain(workbench: Workbench): Promise<Start> {
  await workbench.cloud.forget();
  const begun = performance.now();
  await reload(workbench);
  const onScreen = performance.now() - begun;
  const requests = (await workbench.cloud.requests()).length;
  const times = timesOf(await measured(workbench, 'Copy Marks'));
  return { ...times, onScreen, requests };
}

/** Until there are rows. Once in a while VS Code comes up with its side bar closed: such a start takes longer. */
async function reload(workbench: Workbench): Promise<void> {
  const machine = firstMachine(workbench);
  await workbench.page.reload();
  await machine.waitFor({ timeout: patience / 4 }).catch(() => workbench.openKatapult());
  await machine.waitFor({ timeout: patience });
}

/** VS Code asks for organizations, then for what is below each: in between it has the word. */
function timesOf(marks: Record<string, unknown>): Pick<Start, 'whole' | 'own'> {
  const [activate, asked, given] = ['activate', 'asked', 'given'].map(
    (name) => marks[`katapult/${name}`] as number[],
  );
  const last = given?.at(-1) ?? NaN;
  const own = (asked ?? []).reduce((sum, time, index) => sum + (given?.[index] ?? time) - time, 0);
  return { whole: last - (activate?.at(-1) ?? NaN), own };
}
