import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const words = globSync('src/{platform,commands}/**/*.ts', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

/** What the first column of the troubleshooting table quotes. */
const quotes = readme
  .split('\n')
  .filter((line) => line.startsWith('| “'))
  .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/“([^”]+)”/g)].map(([, quote]) => quote ?? ''));

/** Every text by which a failure is explained. */
const explanations = ['explain.ts', 'explainCode.ts'].flatMap((file) => {
  const text = readFileSync(join(root, 'src', 'platform', file), 'utf8');
  return [...text.matchAll(/l10n\.t\(\s*(['"])(.+?)\1[,)\s]/g)].map(([, , sentence]) => sentence ?? '');
});

describe('The README', () => {
  it('quotes in its troubleshooting only what the extension says', () => {
    assert.ok(quotes.length > 20);
    const said = quotes.map((quote) => quote.replace(/ …$/, ''));
    assert.deepEqual(
      said.filter((quote) => !words.includes(quote)),
      [],
    );
  });

  it('explains every failure that the extension explains', () => {
    const fragments = new Set([
      ' or ',
      'that this needs',
      'address unknown',
      'no answer',
      'It was cancelled.',
      'in a state that could not be read',
    ]);
    const generic = /^(Katapult answered: |An unexpected error)/;
    const sentences = explanations.filter((sentence) => !fragments.has(sentence) && !generic.test(sentence));
    assert.ok(sentences.length > 25, sentences.join('\n'));
    assert.deepEqual(
      sentences.filter((sentence) => !quotes.some((quote) => sentence.includes(quote.replace(/ …$/, '')))),
      [],
    );
  });

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link ?? '');
    const files = new Set(globSync('{*.md,LICENSE,docs/**/*.md,media/**/*.png}', { cwd: root }));
    assert.deepEqual(
      links.filter((link) => !files.has(link)),
      [],
    );
  });
});
