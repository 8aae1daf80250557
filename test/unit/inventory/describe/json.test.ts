import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonText } from '../../../../src/inventory/describe/json.ts';

describe('JSON for people', () => {
  const text = fc.string({ unit: 'binary' });

  it('says what was given, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.double(), fc.array(text))), (value) => {
        assert.equal(JSON.stringify(JSON.parse(jsonText(value))), JSON.stringify(value));
      }),
    );
  });

  it('shows no character that can’t be seen', () => {
    const hidden = fc.constantFrom(
      ...Array.from('\u0000\u001b\r\n\u009b\u202e\u2066\u200b\u2028\ufeff\u061cab'),
    );
    fc.assert(
      fc.property(fc.string({ unit: hidden }), (name) => {
        const lines = jsonText({ name }).split('\n');
        assert.equal(lines.length, 4);
        assert.match(lines.join(''), /^[\x20-\x7e]*$/);
      }),
    );
  });
});
