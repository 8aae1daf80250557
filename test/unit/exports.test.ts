import assert from 'node:assert/strict';
import { activateIn } from '../faults/editor.ts';

describe('What the extension exports', () => {
  for (const mode of ['Production', 'Development'] as const) {
    it(`is nothing: ${mode}`, () => {
      assert.equal(activateIn(mode), undefined);
    });
  }

  it('is what tests drive, in tests alone', () => {
    const exported = activateIn('Test');
    assert.ok(typeof exported === 'object' && exported);
    assert.deepEqual(Object.keys(exported), ['accounts', 'activities', 'arrangements', 'tree', 'pool']);
  });
});
