import assert from 'node:assert/strict';
import { startingWith } from '../../support/browser/names.ts';

describe('Finding by the beginning of a name', () => {
  const cases: readonly (readonly [name: string, label: string, found: boolean])[] = [
    ['10.0.0.1', '10.0.0.1, allocated', true],
    ['10.0.0.1', '10.0.0.11', false],
    ['10.0.0.1', '10x0.0.1', false],
    ['web-1', 'web-1', true],
    ['web-1', 'web-10', false],
    ['web-1', 'web-1.example', false],
    ['2001:db8::', '2001:db8::1', false],
    ['Allocate (new)', 'Allocate (new) IP address', true],
  ];
  for (const [name, label, found] of cases) {
    it(`${name} ${found ? 'finds' : 'does not find'} ${label}`, () => {
      assert.equal(startingWith(name).test(label), found);
    });
  }
});
