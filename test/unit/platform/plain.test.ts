import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain, plainMessage, plainPick, plainStatus } from '../../../src/platform/plain.ts';

// Pieces of which attacks are made, and anything else.
const piece = fc.constantFrom(
  '[a](command:x)',
  '](',
  ']',
  '(',
  '$(bug)',
  '$(',
  '$',
  '\\',
  '**',
  '<img src=x>',
  '\n',
  '\r\n',
  '\u202e',
  '\u2066',
  '\u061c',
  '\u200e',
  '\u200f',
  '\u0000',
  '\u001b[31m',
  '\u0085',
  '\u2028',
);
const hostile = fc
  .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 })
  .map((pieces) => pieces.join(''));

// These must not get through.
const deceiving = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('Foreign text, whatever it holds', () => {
  it('is one short line without control and bidirectional characters, wherever it shows', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const show of [plain, plainMessage]) {
          const shown = show(text);
          assert.doesNotMatch(shown, deceiving);
          assert.ok(shown.length <= 2_000);
        }
        assert.doesNotMatch(plainPick(text), deceiving);
      }),
    );
  });

  it('makes no link in a notification or the status bar', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const show of [plainMessage, plainStatus]) assert.ok(!show(text).includes(']('));
      }),
    );
  });

  it('makes no icon in a quick pick or the status bar', () => {
    // What VS Code takes for an icon: an even number of backslashes, then $(name).
    const icon = /(?<!\\)(?:\\\\)*\$\([a-z0-9-~]+\)/i;
    fc.assert(
      fc.property(hostile, (text) => {
        for (const show of [plainPick, plainStatus]) {
          const shown = show(text);
          assert.ok(!shown.replaceAll('\\$(', '').includes('$('), shown);
        }
      }),
    );
    assert.match('$(bug)', icon);
    assert.doesNotMatch(plainPick('$(bug)'), icon);
  });

  it('is cut where it is too long, and left alone where it is harmless', () => {
    assert.equal(plain('x'.repeat(10_000)).length, 300);
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'Z', 'ä', 'é', '日', '本', '-', '_', '.', '7', ' '),
          maxLength: 200,
        }),
        (text) => assert.equal(plain(text), text.trim()),
      ),
    );
  });
});
