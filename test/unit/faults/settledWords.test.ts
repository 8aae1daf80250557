import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import type { Settled } from '../../../src/inventory/operations/settle.ts';
import { Activities } from '../../../src/inventory/activities/activities.ts';
import { tellSettled } from '../../faults/editor.ts';

const words = { running: '', failed: '', unknown: '', done: 'Unallocated it' };
const already = 'It is not allocated any more';
const refusal = new ApiError(
  { code: 'no_allocation', description: '', detail: {} },
  { method: 'POST', path: '/x', status: 422 },
);

/** What a person is told of a write that was done. */
async function told(settled: Settled<unknown>, own: object): Promise<string[]> {
  const said: string[] = [];
  const context = {
    activities: new Activities(),
    messages: { done: (what: string) => said.push(what) },
  };
  const account = { id: 'a', name: 'Robin' };
  const run = () => Promise.resolve(settled);
  await Reflect.apply(tellSettled, undefined, [context, { account, words: { ...words, ...own }, run }]);
  return said;
}

describe('The word on a write that was done', () => {
  const done = { kind: 'done', value: 1, readBack: true } as const;

  it('is that it was done', async () => {
    assert.deepEqual(await told(done, { already }), [words.done]);
  });

  it('claims no more than that it is so when Katapult has refused it as being so already', async () => {
    assert.deepEqual(await told({ ...done, refusal }, { already }), [already]);
  });

  it('is the same when it is true either way', async () => {
    assert.deepEqual(await told({ ...done, refusal }, {}), [words.done]);
  });
});
