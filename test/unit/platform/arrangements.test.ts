import assert from 'node:assert/strict';
import { noFilter, plainArrangement } from '../../../src/inventory/arrange/arrangement.ts';
import { Arrangements } from '../../../src/platform/arrangements.ts';

/** A store of VS Code's: what it is given it keeps as text. */
function memento() {
  const stored = new Map<string, string>();
  return {
    keys: () => [...stored.keys()],
    get: (key: string): unknown => {
      const text = stored.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    update: (key: string, value: unknown) => {
      stored.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

describe('How machines are to be seen', () => {
  it('is plain at first', () => {
    assert.deepEqual(new Arrangements(memento(), memento()).current, plainArrangement);
  });

  it('is remembered everywhere, but for the filter, which its workspace remembers', async () => {
    const [here, elsewhere, everywhere] = [memento(), memento(), memento()];
    const filter = { ...noFilter, text: 'web', conditions: ['stopped'] as const };
    await new Arrangements(here, everywhere).change({ groupBy: 'zone', favourites: ['vm_a'], filter });
    const others = { ...plainArrangement, groupBy: 'zone', favourites: ['vm_a'] };
    assert.deepEqual(new Arrangements(here, everywhere).current, { ...others, filter });
    assert.deepEqual(new Arrangements(elsewhere, everywhere).current, others);
  });

  it('tells of each change, and forgets the filter alone when that is cleared', async () => {
    const arrangements = new Arrangements(memento(), memento());
    const told: unknown[] = [];
    arrangements.onDidChange(({ sortBy, filter }) => told.push([sortBy, filter.text]));
    await arrangements.change({ sortBy: 'state', filter: { ...noFilter, text: 'web' } });
    await arrangements.clearFilter();
    assert.deepEqual(told, [
      ['state', 'web'],
      ['state', ''],
    ]);
  });

  it('is plain when what was stored can’t be read', async () => {
    const [workspace, everywhere] = [memento(), memento()];
    await workspace.update('filter', 7);
    await everywhere.update('arrangement', ['x']);
    assert.deepEqual(new Arrangements(workspace, everywhere).current, plainArrangement);
  });
});
