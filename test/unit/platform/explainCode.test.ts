import assert from 'node:assert/strict';
import type { ApiErrorDetail } from '../../../src/api/errorCodes.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { explain } from '../../faults/editor.ts';

describe('Katapult’s refusals in a person’s words', () => {
  it('a validation error says Katapult’s own sentences, without characters that deceive', () => {
    const errors = ["Label can't be blank", 'Reverse dns is \u202einvalid'];
    assert.equal(
      words('validation_error', { errors }),
      "Katapult does not accept this: Label can't be blank; Reverse dns is  invalid.",
    );
  });

  it('a validation error without sentences is quoted', () => {
    assert.equal(words('validation_error', {}), 'Katapult answered: No (validation_error)');
  });

  it('a task that could not be queued says why', () => {
    assert.equal(
      words('task_queueing_error', { details: 'the machine is being moved' }),
      'Katapult could not begin with it. the machine is being moved',
    );
  });

  for (const code of ['network_not_found', 'task_not_found'])
    it(`${code} is explained, not quoted`, () => {
      assert.doesNotMatch(words(code, {}), /Katapult answered/);
    });
});

function words(code: string, detail: ApiErrorDetail): string {
  const request = { method: 'PATCH', path: '/ip_addresses/ip_1', status: 422 };
  return explain(new ApiError({ code, description: 'No', detail }, request)).text;
}
