import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleInMemory, bytesAtStart, partsAtStart, type Bundle } from '../support/bundles.ts';
import { notices, noticesFile } from '../support/notices.ts';

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
