import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDemo } from '../../../src/simulator/demo.ts';
import type { DemoResponse } from '../../../src/simulator/demo.ts';

describe('simulator: the demo account', () => {
  const get = (path: string, signal?: AbortSignal): Promise<DemoResponse> => {
    const { url, token, fetch } = openDemo();
    return fetch(url + path, {
      method: 'GET',
      headers: { authorization: `Bearer ${token}` },
      ...(signal ? { signal } : {}),
    });
  };

  it('answers like the cloud, inside the process', async () => {
    const response = await get('/organizations');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(response.headers.get('retry-after'), null);
    assert.match(await response.text(), /Harbour Digital.*Meadow Studio/);
  });

  it('gives up at once when it is aborted, before and while it waits', async () => {
    await assert.rejects(get('/organizations', AbortSignal.abort()), { name: 'AbortError' });
    const controller = new AbortController();
    const answer = get('/organizations', controller.signal);
    controller.abort();
    const later = new Promise((resolve) => setImmediate(resolve, 'later'));
    const outcome = answer.catch((error: unknown) => (error instanceof Error ? error.name : error));
    assert.equal(await Promise.race([outcome, later]), 'AbortError');
  });

  it('lets nothing out to another host', async () => {
    const { fetch } = openDemo();
    await assert.rejects(
      fetch('https://example.com/core/v1/organizations', { method: 'GET', headers: {} }),
      TypeError,
    );
  });

  it('is not reached by what is below the API, such as the controls', async () => {
    const { url, fetch } = openDemo();
    const response = await fetch(url.replace('/core/v1', '/__simulator__/state'), {
      method: 'GET',
      headers: {},
    });
    assert.equal(response.status, 404);
  });
});

describe('simulator: its own boundaries', () => {
  const root = fileURLToPath(new URL('../../../src/simulator/', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const imports = (name: string): string[] =>
    [...readFileSync(root + name, 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');

  it('imports nothing but itself, and what Node has only to serve', () => {
    for (const name of files) {
      for (const specifier of imports(name)) {
        const isInside =
          new URL(specifier, `file:///simulator/${name}`).pathname.startsWith('/simulator/') &&
          specifier.startsWith('.');
        assert.ok(
          isInside || (name === 'serve.ts' && specifier.startsWith('node:')),
          `${name} imports ${specifier}`,
        );
      }
    }
  });
});
