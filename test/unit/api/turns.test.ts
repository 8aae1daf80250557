import assert from 'node:assert/strict';
import { turnFor } from '../../../src/api/turns.ts';

describe('api: answers that come together', () => {
  const large = 'x'.repeat(16_000);

  it('are read one after the other when they are large, and others have their turn in between', async () => {
    const order: string[] = [];
    const read = async (name: string) => {
      await turnFor(large);
      order.push(name);
      setImmediate(() => order.push('others'));
    };
    await Promise.all(['one', 'two', 'three'].map(read));
    assert.deepEqual(order, ['one', 'others', 'two', 'others', 'three']);
  });

  it('are read at once when they are small', async () => {
    const order: string[] = [];
    const read = async (name: string) => {
      await turnFor('{}');
      order.push(name);
      setImmediate(() => order.push('others'));
    };
    await Promise.all(['one', 'two'].map(read));
    assert.deepEqual(order, ['one', 'two']);
  });
});
