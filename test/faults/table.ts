// The table of faults and operations.
import { casesOf, type Case } from './cases.ts';
import type { TableFault } from './catalogue/fault.ts';
import { openHosts } from './hosts.ts';
import { readings, writings } from './operations.ts';
import { runCase, type Result } from './run-case.ts';
import { VirtualTime } from './time.ts';

export interface Entry {
  readonly one: Case;
  readonly result: Result;
}

const noon = Date.UTC(2026, 6, 1, 12);

/** Runs all cases of the faults that `wanted` lets through, one after the other: time is the whole process's. */
export async function runTable(
  faults: readonly TableFault[],
  wanted: (one: Case) => boolean = () => true,
  onFault: (entries: readonly Entry[]) => void = () => undefined,
): Promise<Entry[]> {
  const hosts = await openHosts();
  const time = new VirtualTime(noon);
  try {
    const all: Entry[] = [];
    for (const fault of faults) {
      const entries: Entry[] = [];
      for (const one of casesOf(fault).filter(wanted))
        entries.push({ one, result: await runCase(one, time, hosts) });
      onFault(entries);
      all.push(...entries);
    }
    return all;
  } finally {
    time.restore();
    await hosts.close();
  }
}

const columns = [
  ...readings.map(({ name }) => name),
  'sign in',
  ...writings.map(({ name }) => name),
] as const;

export function headOfTable(): string {
  return [''.padEnd(first), ...columns.map((name) => name.padEnd(widthOf(name)))].join(' ').trimEnd();
}

/** One line: what happened to each operation, over all requests that the fault has struck. */
export function lineOfTable(entries: readonly Entry[]): string {
  const cells = columns.map((name) =>
    cell(entries.filter(({ one }) => one.operation === name)).padEnd(widthOf(name)),
  );
  return [(entries[0]?.one.fault.name ?? '').padEnd(first), ...cells].join(' ').trimEnd();
}

const first = 46;

function widthOf(name: string): number {
  return Math.max(name.length, 20);
}

const letters: Readonly<Record<string, string>> = {
  true: 'true',
  stale: 'stale',
  failed: 'failed',
  partial: 'partial',
  done: 'done',
  'signed in': 'in',
  refused: 'refused',
  broken: 'BROKEN',
};

/** Different outcomes at different requests stand side by side; `!` where something did not hold. */
function cell(entries: readonly Entry[]): string {
  if (entries.length === 0) return '–';
  const words = new Set(
    entries.map(({ result }) => letters[result.outcome] ?? result.outcome.split(',')[0] ?? ''),
  );
  const bad = entries.some(({ result }) => result.problems.length > 0);
  return `${[...words].sort().join('/')}${bad ? ' !' : ''}`;
}
