import assert from 'node:assert/strict';
import { AnswerError } from '../../../src/api/errors.ts';
import { ENDPOINTS, SUBJECT } from './endpoints.ts';
import { clientOf, closeAll, failureOf, tinyServer } from './support.ts';

const STATUSES = [301, 302, 303, 307, 308];

describe('api: redirects', () => {
  afterEach(closeAll);

  for (const status of STATUSES) {
    it(`${status} to another origin is not followed, and the token does not go there`, async () => {
      const elsewhere = await tinyServer((_, response) => response.end('{}'));
      const redirecting = await tinyServer((request, response) => {
        response.writeHead(status, { Location: `${elsewhere.url}${request.url ?? ''}` }).end();
      });
      for (const { call, request } of ENDPOINTS) {
        const error = await failureOf(call(clientOf(redirecting.url), SUBJECT), AnswerError);
        assert.equal(error.problem, 'redirect');
        assert.equal(error.request.status, status);
        assert.ok(error.message.startsWith(`${request(SUBJECT)}: `));
        assert.ok(error.message.includes(elsewhere.url));
        assert.equal(error.outcomeUnknown, true);
      }
      assert.deepEqual(elsewhere.asked, []);
      assert.equal(redirecting.asked.length, ENDPOINTS.length);
    });

    it(`${status} to the same origin is not followed either`, async () => {
      const server = await tinyServer((_, response) => {
        response.writeHead(status, { Location: '/elsewhere' }).end();
      });
      const error = await failureOf(clientOf(server.url).organizations.list(), AnswerError);
      assert.equal(error.problem, 'redirect');
      assert.deepEqual(server.asked, ['GET /organizations']);
    });
  }

  it('names the origin that it goes to, and nothing else of the address', async () => {
    const server = await tinyServer((_, response) => {
      response.writeHead(302, { Location: 'https://user:word@login.example/sso?ticket=secret' }).end();
    });
    const error = await failureOf(clientOf(server.url).organizations.list(), AnswerError);
    assert.match(error.message, /redirected to https:\/\/login\.example, /);
    assert.doesNotMatch(error.message, /word|ticket|secret/);
  });

  it('takes a redirect to nowhere as one', async () => {
    for (const headers of [{}, { Location: 'http://[' }]) {
      const server = await tinyServer((_, response) => {
        response.writeHead(302, headers).end();
      });
      const error = await failureOf(clientOf(server.url).organizations.list(), AnswerError);
      assert.equal(error.problem, 'redirect');
    }
  });
});
