// How the cost grows as the work does.
import type { BenchRow } from './row.ts';

/** Below it, a figure says more about the machine's moods than about the work. */
const leastMs = 0.5;

/** For each figure that was measured at several sizes, a line: to which power of the machines it grows. */
export function growth(rows: readonly BenchRow[]): string[] {
  const keys = [...new Set(rows.map(keyOf))];
  const lines = keys.flatMap((key) => {
    const points = rows.filter((row) => keyOf(row) === key).flatMap(pointOf);
    const power = slope(points);
    return power === undefined
      ? []
      : `${key}: ${wordFor(power)} (machines to the power of ${power.toFixed(2)})`;
  });
  return lines.length > 0 ? ['How it grows with the number of machines:', ...lines] : [];
}

/** The same figure, under the same circumstances but for the size. */
function keyOf({ what, size }: BenchRow): string {
  return [what, size.replace(/^[\d,]+ machines(, )?/, '')].filter(Boolean).join(', ');
}

function pointOf({ size, measured, unit }: BenchRow): [number, number][] {
  const [text] = /^[\d,]+(?= machines)/.exec(size) ?? [];
  if (text === undefined || measured <= 0 || (unit === 'ms' && measured < leastMs)) return [];
  return [[Math.log(Number(text.replaceAll(',', ''))), Math.log(measured)]];
}

/** Of the line that is nearest to all points; undefined for fewer than three. */
function slope(points: readonly (readonly [number, number])[]): number | undefined {
  if (points.length < 3) return undefined;
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([each]) => each), mean(([, each]) => each)];
  return mean(([a, b]) => (a - x) * (b - y)) / mean(([a]) => (a - x) ** 2);
}

function wordFor(power: number): string {
  if (power < 0.15) return 'hardly';
  if (power < 0.85) return 'less than the machines';
  return power < 1.15 ? 'as the machines' : 'more than the machines';
}
