// npm run bench [-- --json FILE --machines N]: how quick the extension is, as a table of ratios and counts.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startCloud, type BenchCloud } from '../bench/cloud.ts';
import { finding } from '../bench/finding.ts';
import { againstTools, coldLoad, requestCount } from '../bench/loading.ts';
import { circumstances, head, line } from '../bench/printing.ts';
import { refreshOne, refreshUnchanged } from '../bench/refreshing.ts';
import { isMet, type BenchRow } from '../bench/row.ts';
import { changing, memory, opening } from '../bench/using.ts';
import { shipping } from '../bench/shipping.ts';
import { activating } from '../bench/window/activating.ts';
import { allocating } from '../bench/window/allocating.ts';
import { looking } from '../bench/window/looking.ts';
import { refreshing } from '../bench/window/refreshing.ts';
import { resting } from '../bench/window/resting.ts';
import { openScene } from '../bench/window/scene.ts';
import { starting } from '../bench/window/starting.ts';
import { manyWindows } from '../bench/windows.ts';
import { growth } from '../bench/growth.ts';
import { keepFailures, noteFailure } from './browser/evidence.ts';
import { runCommand } from './ending.ts';

const usage = 'Usage: npm run bench [-- --json FILE] [--machines N,N…] [--only process|window]';

await runCommand(async (args) => {
  const { sizes, file, parts } = readOptions(args);
  console.log(`${circumstances()}\n\n${head()}`);
  const rows: BenchRow[] = [];
  try {
    for await (const row of measure(sizes, parts)) {
      rows.push(row);
      console.log(line(row));
    }
  } catch (error) {
    noteFailure('bench');
    await keepFailures();
    throw error;
  }
  console.log(`\n${growth(rows).join('\n')}`);
  if (file !== undefined) await writeFile(file, JSON.stringify({ on: circumstances(), rows }, undefined, 2));
  const missed = rows.filter((row) => isMet(row) === false).length;
  console.log(`\n${rows.filter(isMet).length} met, ${missed} missed`);
  return Math.min(1, missed);
});

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      machines: { type: 'string', default: '10,100,1000,10000' },
      only: { type: 'string' },
    },
  });
  const sizes = values.machines.split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0 && size <= 10_000)) throw new Error(usage);
  const parts = values.only === undefined ? ['process', 'window'] : [values.only];
  if (!parts.every((part) => part === 'process' || part === 'window')) throw new Error(usage);
  return { sizes, file: values.json, parts };
}

async function* measure(sizes: readonly number[], parts: readonly string[]): AsyncGenerator<BenchRow> {
  if (parts.includes('process')) yield* inProcess(sizes);
  if (parts.includes('window')) yield* inWindow(sizes);
}

/** What can be measured without a window: the client and the inventory. */
async function* inProcess(sizes: readonly number[]): AsyncGenerator<BenchRow> {
  for (const size of sizes) yield* withCloud(size, measureOne);
  yield* withCloud(1_000, (cloud) => againstTools(cloud, 20));
  yield manyWindows(8, 1_000);
}

/** What a person sees: the package, installed in a real VS Code. */
async function* inWindow(sizes: readonly number[]): AsyncGenerator<BenchRow> {
  yield* await shipping();
  yield* await activating(5);
  for (const size of sizes) yield* measureWindow(size);
  yield* await allocating();
  yield* await resting(1_000);
}

async function* measureWindow(machines: number): AsyncGenerator<BenchRow> {
  const workbench = await openScene(machines);
  yield* await starting(workbench, machines);
  yield* await looking(workbench, machines);
  yield* await refreshing(workbench, machines);
  await workbench.close();
}

async function* withCloud(
  size: number,
  run: (cloud: BenchCloud) => AsyncIterable<BenchRow> | Promise<readonly BenchRow[]>,
): AsyncGenerator<BenchRow> {
  const cloud = await startCloud(size);
  try {
    const rows = run(cloud);
    yield* Symbol.asyncIterator in rows ? rows : await rows;
  } finally {
    await cloud.stop();
  }
}

/** Everything that can be measured at any size; where there is little to do, more often. */
async function* measureOne(cloud: BenchCloud): AsyncGenerator<BenchRow> {
  yield requestCount(cloud);
  yield* await coldLoad(cloud, [0, 20, 100], cloud.machines > 1_000 ? 5 : 9);
  yield* await opening(cloud, Math.min(20, cloud.machines));
  yield* await changing(cloud, 10);
  yield* await refreshUnchanged(cloud);
  yield refreshOne(cloud);
  yield* await finding(cloud, cloud.machines > 1_000 ? 3 : 10);
  yield memory(cloud);
}
