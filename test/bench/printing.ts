// The table as people read it.
import { cpus, totalmem } from 'node:os';
import { isMet, type BenchRow } from './row.ts';

/** The machine and the versions, without which no figure means anything. */
export function circumstances(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model ?? 'unknown processor'} × ${cpus().length}, ${memory} GiB, Node ${process.version}, ${process.platform} ${process.arch}`;
}

/** The heads of the columns. */
export function head(): string {
  return lineOf(['what', 'size', 'measured', 'quartiles', 'to reach', 'met', '']);
}

/** A row in columns. */
export function line(row: BenchRow): string {
  const { spread, target, unit } = row;
  const met = isMet(row);
  return lineOf([
    row.what,
    row.size,
    withUnit(row.measured, unit),
    spread ? `${short(spread.lower)}–${short(spread.upper)} (${spread.count})` : '',
    target === undefined ? '' : `${row.atLeast ? '≥' : '≤'} ${withUnit(target, unit)}`,
    met === undefined ? '' : met ? 'yes' : 'NO',
    row.note ?? '',
  ]);
}

const widths = [36, 24, 12, 18, 10, 4, 0];

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join(' ')
    .trimEnd();
}

function withUnit(value: number, unit: string): string {
  return unit === '×' ? `${short(value)} ×` : unit ? `${short(value)} ${unit}` : value.toLocaleString('en');
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
