// npm run test:faults [-- --random --seed N --operations N]: faults × operations over real HTTP, then windows, faults
// and somebody else at random; with --random that alone. Prints what happened; the last line is the count.
import { parseArgs } from 'node:util';
import { catalogue } from '../faults/catalogue/index.ts';
import { runRandomly, type RandomResult } from '../faults/random/run.ts';
import { headOfTable, lineOfTable, runTable, type Entry } from '../faults/table.ts';
import { runCommand } from './ending.ts';

const usage = 'Usage: npm run test:faults [-- [--random] [--seed N] [--operations N]]';
/** Problems printed of each kind of run; the rest is counted. */
const mostShown = 20;

await runCommand(async (args) => {
  const { isRandomOnly, seed, operations } = readOptions(args);
  const complaints = listenForComplaints();
  const entries = isRandomOnly ? [] : await table();
  const random = await randomly(seed, operations);
  // What was thrown at nobody is reported a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  for (const complaint of complaints) console.log(complaint);
  return conclude(entries, random, complaints.length);
});

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      random: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      operations: { type: 'string', default: '5000' },
    },
  });
  const number = (text: string): number => {
    if (!/^\d{1,9}$/.test(text)) throw new Error(usage);
    return Number(text);
  };
  return {
    isRandomOnly: values.random,
    seed: number(values.seed),
    operations: number(values.operations),
  };
}

/** What a process says when something was forgotten. */
function listenForComplaints(): string[] {
  const complaints: string[] = [];
  const listen = (kind: string) => (problem: unknown) =>
    void complaints.push(
      `${kind}: ${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}`,
    );
  process.on('unhandledRejection', listen('unhandled rejection'));
  process.on('uncaughtException', listen('uncaught exception'));
  process.on('warning', listen('warning'));
  return complaints;
}

async function table(): Promise<Entry[]> {
  const started = performance.now();
  console.log(headOfTable());
  const entries = await runTable(catalogue, undefined, (own) => {
    console.log(lineOfTable(own));
    for (const { one, result } of own
      .filter(({ result: { problems } }) => problems.length > 0)
      .slice(0, mostShown))
      console.log(`    ${one.operation}, ${one.name}: ${result.problems.slice(0, 3).join('; ')}`);
  });
  console.log(`\n${entries.length} cases, ${since(started)}`);
  return entries;
}

async function randomly(seed: number, operations: number): Promise<RandomResult> {
  const started = performance.now();
  console.log(
    `\n${operations} operations at random, seed ${seed} (--random --seed ${seed} --operations ${operations} repeats them)`,
  );
  const result = await runRandomly(seed, operations);
  for (const problem of result.problems.slice(0, mostShown)) console.log(`    ${problem}`);
  const { writes, overtaken, mistaken, unknowable, moved, fingerprint } = result;
  console.log(
    `${writes} of them writes; undone by others before they were read back: ${overtaken}; ` +
      `another's new address taken for one's own: ${mistaken}; ` +
      `new addresses of which nobody can tell: ${unknowable}; ` +
      `unallocated where somebody else had just moved it: ${moved}; ` +
      `fingerprint ${fingerprint}; ${since(started)}`,
  );
  return result;
}

function conclude(entries: readonly Entry[], random: RandomResult, complaints: number): number {
  const results = entries.map(({ result }) => result);
  const survived = results.filter(({ problems }) => problems.length === 0).length;
  const sum = (pick: (result: (typeof results)[number]) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  const doubles = sum((result) => result.doubles) + random.doubles;
  const unknown = sum((result) => (result.unknown ? 1 : 0)) + random.unknown;
  const stuck = sum((result) => result.stuck) + random.stuck;
  console.log(
    `\nfaults survived: ${survived} of ${results.length}; double allocations: ${doubles}; ` +
      `unknown outcomes reported as such: ${unknown}; stuck spinners: ${stuck}; unhandled rejections: ${complaints}`,
  );
  const failed = results.length - survived + random.problems.length + complaints;
  const passed = survived + Math.max(0, random.operations - random.problems.length);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function since(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
