import assert from 'node:assert/strict';
import { normalizeApiUrl, UnusableApiUrl } from '../../../src/accounts/apiUrl.ts';

describe('The API address', () => {
  const good: readonly (readonly [string, string])[] = [
    ['https://api.katapult.io/core/v1', 'https://api.katapult.io/core/v1'],
    [' https://API.katapult.io/core/v1/ ', 'https://api.katapult.io/core/v1'],
    ['http://127.0.0.1:8080/core/v1', 'http://127.0.0.1:8080/core/v1'],
    ['http://localhost/core/v1', 'http://localhost/core/v1'],
    ['http://[::1]:9/core/v1', 'http://[::1]:9/core/v1'],
  ];
  for (const [text, url] of good) it(`takes ${text}`, () => assert.equal(normalizeApiUrl(text), url));

  const bad = [
    '',
    'api.katapult.io',
    'http://api.katapult.io/core/v1',
    'http://localhost.example/core/v1',
    'http://127.0.0.1.example/',
    'ftp://localhost/',
    'https://user:secret@api.katapult.io/core/v1',
    'https://user@api.katapult.io/core/v1',
    'https://:secret@api.katapult.io/core/v1',
    'https://api.katapult.io/core/v1?token=x',
    'https://api.katapult.io/core/v1#token=x',
    'http://notlocalhost/core/v1',
    'http://evil.localhost/core/v1',
    'http://0.0.0.0/core/v1',
    'http://[::ffff:7f00:1]/core/v1',
  ];
  for (const text of bad) {
    it(`refuses “${text}”`, () => assert.throws(() => normalizeApiUrl(text), UnusableApiUrl));
  }
});
