import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quote } from '../../../../src/inventory/ssh/quote.ts';

/** What a POSIX shell makes of a line of words: the grammar's quoting, and nothing that expands. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  const token = /\s+|'([^']*)'|\\(.)|([^\s'\\"$`&|;<>()*?[\]#~=!{}])/gsuy;
  let word: string | undefined;
  while (token.lastIndex < line.length) {
    const at = token.lastIndex;
    const match = token.exec(line);
    assert.ok(match, `at ${at} of ${line} stands what a shell would act on`);
    const piece = match[1] ?? match[2] ?? match[3];
    if (piece !== undefined) word = (word ?? '') + piece;
    else if (word !== undefined) words.push(word);
    if (piece === undefined) word = undefined;
  }
  return word === undefined ? words : [...words, word];
}

const anything = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from(`'"\\$\`;&|<>()*?[]#~=!{} \t\n-a`)) }),
);

describe('Quoting for a shell', () => {
  it('gives back exactly the arguments, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1 }), (args) => {
        assert.deepEqual(shellWords(quote(args)), args);
      }),
    );
  });

  it('does so in a real shell', () => {
    const args = [`it's`, '$(touch x)', '`id`', '; ls', '$HOME', '~', '*', '"', '\\', 'a=b', '-x', '', 'é😀'];
    const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${quote(args)}`], { encoding: 'utf8' });
    assert.deepEqual(printed.slice(0, -1).split('\n'), args);
  });

  it('leaves alone what needs no quotes', () => {
    assert.equal(quote(['ssh', '-p', '2222', 'root@2001:db8::1']), 'ssh -p 2222 root@2001:db8::1');
  });
});
