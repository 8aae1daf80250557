import assert from 'node:assert/strict';
import { AnswerError, ApiError } from '../../../src/api/errors.ts';
import type { AnswerProblem } from '../../../src/api/errors.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { ENDPOINTS, SUBJECT } from './endpoints.ts';
import { clientGiven, clientOf, closeAll, cloud, failureOf, tinyServer } from './support.ts';
import type { Cloud } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';
import type { Waits } from './waits.ts';

const JSON_TYPE = 'application/json';

/** Answers that are none of Katapult's, by what is wrong with them. */
const ANSWERS: readonly (readonly [name: string, fault: Fault, problem: AnswerProblem])[] = [
  ['a web page', body(200, '<!DOCTYPE html><title>Sign in</title>', 'text/html'), 'html'],
  ['a web page behind white space', body(200, '\n  <html></html>', 'text/html'), 'html'],
  ['a web page that says that it is JSON', body(200, '<html></html>', JSON_TYPE), 'html'],
  ["a proxy's 502", body(502, '<html><h1>502 Bad Gateway</h1></html>', 'text/html'), 'html'],
  ["a proxy's 407", body(407, '<html>Who are you?</html>', 'text/html'), 'html'],
  ['nothing', body(200, '', JSON_TYPE), 'empty'],
  ['white space only', body(200, ' \r\n', JSON_TYPE), 'empty'],
  ['204 without a body', body(204, '', JSON_TYPE), 'empty'],
  ['500 without a body', body(500, '', JSON_TYPE), 'empty'],
  ['JSON that ends early', body(200, '{"ip_address":{"id":"ip_1"', JSON_TYPE), 'truncated'],
  ['JSON that goes on behind its end', body(200, '{}}', JSON_TYPE), 'truncated'],
  ['text of the wrong type', body(200, 'OK', 'text/plain'), 'content_type'],
  ['JSON of the wrong type', body(200, '{}', 'text/plain'), 'content_type'],
  ['JSON of no type', body(200, '{}', ''), 'content_type'],
  [
    'JSON of a type that only sounds like it',
    body(200, '{}', 'text/json; x=application/json'),
    'content_type',
  ],
  ['a script in the place of JSON', body(200, '{}', 'application/jsonp'), 'content_type'],
  ["a foreign error in a gateway's words", body(403, '{"message":"Forbidden"}', JSON_TYPE), 'foreign_error'],
  [
    'a foreign error with a number for a code',
    body(400, '{"error":{"code":400}}', JSON_TYPE),
    'foreign_error',
  ],
  ['a foreign error with a sentence', body(500, '{"error":"Server error"}', JSON_TYPE), 'foreign_error'],
  ['a foreign error that is a list', body(404, '[]', JSON_TYPE), 'foreign_error'],
  ['an error without a code', body(422, '{"error":{"code":"","detail":{}}}', JSON_TYPE), 'foreign_error'],
  ['null', body(200, 'null', JSON_TYPE), 'shape'],
  ['a number', body(200, '7', JSON_TYPE), 'shape'],
];

describe('api: answers that cannot be used', () => {
  let harbour: Cloud;
  let waits: Waits;

  before(async () => {
    harbour = await cloud();
    waits = withoutWaiting();
  });
  after(async () => {
    waits.restore();
    await closeAll();
  });
  afterEach(() => harbour.simulator.clearFaults());

  for (const [name, fault, problem] of ANSWERS) {
    it(`${name} is ${problem}, whichever endpoint it comes from`, async () => {
      harbour.simulator.addFault({ times: 'always', fault });
      const katapult = harbour.client({ timeLimitMs: NO_LIMIT });
      for (const { call, request } of ENDPOINTS) {
        const error = await waits.skip(failureOf(call(katapult, SUBJECT), AnswerError));
        const answered = harbour.simulator.requests().at(-1) ?? assert.fail();
        const [method, path] = request(SUBJECT).split(' ');
        assert.equal(error.problem, problem);
        assert.deepEqual(error.request, {
          method,
          path,
          status: answered.status,
          requestId: answered.requestId,
        });
        assert.ok(error.message.startsWith(`${request(SUBJECT)}: `), error.message);
        assert.equal(error.kind, problem);
        assert.equal(error.name, 'AnswerError');
        // Whatever answered, it may have done what was asked.
        assert.equal(error.outcomeUnknown, true);
      }
    });
  }

  const spoiled: readonly (readonly [name: string, fault: Fault, problem: AnswerProblem])[] = [
    ['half of the JSON', { kind: 'truncated-json' }, 'truncated'],
    ['bytes that are no UTF-8', { kind: 'invalid-utf8' }, 'encoding'],
    ['a shorter body than was written', { kind: 'content-length', offset: -20 }, 'truncated'],
    ['another content type', { kind: 'content-type', value: 'text/plain; charset=utf-8' }, 'content_type'],
  ];
  for (const [name, fault, problem] of spoiled) {
    it(`${name} is ${problem}`, async () => {
      harbour.simulator.addFault({ times: 'always', fault });
      const katapult = harbour.client({ timeLimitMs: NO_LIMIT });
      const error = await waits.skip(failureOf(katapult.organizations.list(), AnswerError));
      assert.equal(error.problem, problem);
      assert.equal(error.request.path, '/organizations');
      assert.equal(error.request.status, 200);
    });
  }

  it('names the content type that came', async () => {
    harbour.simulator.addFault({ fault: body(200, '{}', 'text/csv') });
    const error = await failureOf(harbour.katapult.organizations.list(), AnswerError);
    assert.match(error.message, /text\/csv/);
  });

  it('takes JSON of a kind, in any letters and with parameters', async () => {
    for (const type of ['application/json', 'Application/JSON; charset=utf-8', 'application/vnd.api+json']) {
      harbour.simulator.addFault({ fault: body(200, '{"organizations":[]}', type) });
      assert.deepEqual(await harbour.katapult.organizations.list(), [], type);
    }
  });

  it('takes JSON behind a byte order mark', async () => {
    harbour.simulator.addFault({ fault: body(200, '\uFEFF{"organizations":[]}', JSON_TYPE) });
    assert.deepEqual(await harbour.katapult.organizations.list(), []);
  });

  it("takes Katapult's own error under a status of any kind", async () => {
    const error = await failureOf(
      clientGiven({ error: { code: 'no_allocation' } }, 418).organizations.list(),
      ApiError,
    );
    assert.equal(error.request.status, 418);
  });
});

describe('api: an answer without end', () => {
  afterEach(closeAll);

  it('is cut off, and is too large', async () => {
    const { url } = await tinyServer((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      response.writeHead(200, { 'Content-Type': JSON_TYPE });
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    const error = await failureOf(clientOf(url).organizations.list(), AnswerError);
    assert.equal(error.problem, 'too_large');
    assert.equal(error.outcomeUnknown, true);
  });
});

function body(status: number, text: string, contentType: string): Fault {
  return { kind: 'body', status, body: text, contentType };
}
