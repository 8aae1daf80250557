// What the extension keeps of the lists for its next start, by which rows are there at once.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { eventually } from './eventually.ts';
import { hostOf, type HostOptions } from './host.ts';
import { filesOf } from './traces.ts';

/** Resolves when a machine, or a text like that, is kept for the next start. @returns the files in which it is */
export function waitUntilKept(machine: string | RegExp, host?: HostOptions): Promise<string[]> {
  return eventually(async () => {
    const { dataFolder } = await hostOf(host);
    const files = [...(await filesOf(dataFolder))];
    const isIn = (text: string) =>
      machine instanceof RegExp ? machine.test(text) : text.includes(`"${machine}"`);
    const kept = files
      .filter(([path, text]) => /[\\/]snapshots[\\/].+\.json$/.test(path) && isIn(text))
      .map(([path]) => path);
    assert.ok(kept.length > 0, `${String(machine)} is kept`);
    return kept;
  });
}

/** Waits until a machine is kept, and has that forgotten: the next start is like the first. */
export async function forgetKept(machine: string, host?: HostOptions): Promise<void> {
  await Promise.all((await waitUntilKept(machine, host)).map((path) => rm(path)));
}
