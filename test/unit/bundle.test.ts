import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { bundleInMemory } from '../support/bundles.ts';
import { notices, noticesFile } from '../support/notices.ts';

type Bundle = Awaited<ReturnType<typeof bundleInMemory>>;

describe('The bundles that ship', () => {
  let bundle: Bundle;

  before(async () => (bundle = await bundleInMemory()));

  it('are named with their licences, as `npm run notices` writes them', async () => {
    assert.equal(await readFile(noticesFile, 'utf8'), await notices());
  });

  it('are small: what is loaded at the start is at most 150 KB', () => {
    assert.ok(bytesAtStart(bundle) <= 150_000, `${bytesAtStart(bundle)} bytes`);
  });

  it('hold the simulator apart from what is loaded at the start', () => {
    const parts = partsAtStart(bundle);
    const simulator = Object.entries(bundle.metafile.outputs).filter(([, { inputs }]) =>
      Object.keys(inputs).some((file) => file.startsWith('src/simulator/')),
    );
    assert.ok(simulator.length > 0);
    for (const [part] of simulator) assert.ok(!parts.has(part), part);
  });
});

/** extension.js and what it imports statically, by name. */
function partsAtStart({ metafile }: Bundle): Set<string> {
  const start = Object.keys(metafile.outputs).find((file) => basename(file) === 'extension.js') ?? '';
  const parts = new Set<string>();
  const add = (part: string) => {
    if (parts.has(part)) return;
    parts.add(part);
    for (const { path, kind, external } of metafile.outputs[part]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) add(path);
    }
  };
  add(start);
  return parts;
}

function bytesAtStart(bundle: Bundle): number {
  return [...partsAtStart(bundle)].reduce(
    (sum, part) => sum + (bundle.metafile.outputs[part]?.bytes ?? 0),
    0,
  );
}
