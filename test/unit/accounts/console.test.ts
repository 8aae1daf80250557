import assert from 'node:assert/strict';
import { defaultApiUrl } from '../../../src/accounts/apiUrl.ts';
import { consoleOf } from '../../../src/accounts/console.ts';

describe('The console', () => {
  it('is known of the public Katapult, at whatever version of its API', () => {
    assert.equal(consoleOf(defaultApiUrl), 'https://my.katapult.io/');
    assert.equal(consoleOf('https://api.katapult.io/core/v2'), 'https://my.katapult.io/');
  });

  it('is not known of any other, however much its address looks like it', () => {
    for (const url of ['http://127.0.0.1:4000/core/v1', 'https://api.katapult.io.example/core/v1'])
      assert.equal(consoleOf(url), undefined, url);
  });
});
