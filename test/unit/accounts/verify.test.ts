import assert from 'node:assert/strict';
import { verifyToken } from '../../../src/accounts/verify.ts';
import { hasCode } from '../../../src/api/errors.ts';
import type { Fetch } from '../../../src/api/fetch.ts';
import { createKatapult, type Katapult } from '../../../src/api/katapult.ts';

const open = { id: 'org_open', name: 'Open', sub_domain: 'open', suspended: false };
const shut = { id: 'org_shut', name: 'Shut', sub_domain: 'shut', suspended: true };

/** A Katapult in which the lists of an organization are refused with a code. */
function cloud(
  organizations: readonly { id: string }[],
  refusals: Readonly<Record<string, string>>,
  instead: (url: string) => Fetch | undefined = () => undefined,
): Katapult {
  const fetch: Fetch = (url, request) => {
    const other = instead(url);
    if (other) return other(url, request);
    const [, id] = /organizations\/(\w+)\//.exec(url) ?? [];
    const code = id === undefined ? undefined : refusals[id];
    if (code) return answer(403, { error: { code, description: '', detail: {} } });
    if (url.includes('/users/')) return answer(404, { error: { code: 'odd', description: '', detail: {} } });
    return answer(200, { organizations, virtual_machines: [], ip_addresses: [], pagination: { total: 0 } });
  };
  return createKatapult({
    apiUrl: 'https://katapult.test/core/v1',
    token: 'token',
    userAgent: 'test',
    fetch,
  });
}

function answer(status: number, json: object): ReturnType<Fetch> {
  const headers = new Headers({ 'Content-Type': 'application/json' });
  return Promise.resolve({ status, headers, text: () => Promise.resolve(JSON.stringify(json)) });
}

describe('Trying a token', () => {
  for (const code of ['organization_suspended', 'organization_not_activated', 'permission_denied']) {
    it(`accepts it where an organization answers ${code}: that says nothing about the token`, async () => {
      assert.equal(await verifyToken(cloud([open], { [open.id]: code })), 'Open');
    });
  }

  it('refuses it where an organization answers anything else', async () => {
    const refused = verifyToken(cloud([open], { [open.id]: 'scope_not_granted' }));
    await assert.rejects(refused, (error) => hasCode(error, 'scope_not_granted'));
  });

  it('tries it in an organization that is not suspended', async () => {
    const refusals = { [shut.id]: 'organization_suspended', [open.id]: 'scope_not_granted' };
    await assert.rejects(verifyToken(cloud([shut, open], refusals)), (error) =>
      hasCode(error, 'scope_not_granted'),
    );
  });

  for (const path of ['/organizations', '/virtual_machines', '/ip_addresses', '/users/current']) {
    it(`ends when the person closes the box while ${path} is asked`, async () => {
      const closed = new AbortController();
      const hanging: Fetch = (_, { signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
          closed.abort();
        });
      const api = cloud([open], {}, (url) => (new URL(url).pathname.endsWith(path) ? hanging : undefined));
      await verifyToken(api, closed.signal).catch(() => undefined);
      assert.ok(closed.signal.aborted);
    });
  }
});
