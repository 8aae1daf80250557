import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/errors.ts';
import { subjectOf } from './endpoints.ts';
import { OTHER_PAGES, PAGES } from './provoked.ts';
import type { Page, Provocation } from './provoked.ts';
import { closeAll, cloud, failureOf } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';
import type { Waits } from './waits.ts';

describe('api: documented errors, provoked', () => {
  let waits: Waits;

  beforeEach(() => {
    waits = withoutWaiting();
  });
  afterEach(async () => {
    waits.restore();
    await closeAll();
  });

  for (const page of [...PAGES, ...OTHER_PAGES]) {
    for (const error of page.errors) {
      for (const wrapErrors of [true, false]) {
        const form = wrapErrors ? 'wrapped, as on the wire' : 'bare, as documented';
        it(`${page.title}: ${error.code}, ${form}`, () => provoke(page, error, wrapErrors));
      }
    }
  }

  async function provoke(page: Page, expected: Provocation, wrapErrors: boolean): Promise<void> {
    const harbour = await cloud({ wrapErrors });
    const usual = subjectOf(harbour.state());
    const subject = { ...usual, ...expected.about?.(harbour, usual) };
    const mutation = expected.mutation?.(subject, harbour);
    if (mutation) harbour.simulator.mutate(mutation);
    const token = expected.token?.(harbour) ?? harbour.token;
    const katapult = harbour.client({ token, timeLimitMs: NO_LIMIT });

    const error = await waits.skip(failureOf(page.call(katapult, subject), ApiError));

    const answered = harbour.simulator.requests().at(-1);
    assert.ok(answered);
    const [method, path] = page.request(subject).split(' ');
    assert.equal(error.code, expected.code);
    assert.deepEqual(error.request, {
      method,
      path,
      status: expected.status,
      requestId: answered.requestId,
    });
    assert.deepEqual(known(error.detail), expected.detail);
    assert.ok(error.description.length > 10);
    assert.equal(error.kind, expected.code);
    assert.equal(
      error.message,
      `${page.request(subject)}: ${expected.code} (${expected.status}): ${error.description}`,
    );
    const operations = harbour.simulator.operations();
    assert.ok(operations.every(({ requestId }) => requestId === null));
  }
});

/** What is known of a detail. */
function known(detail: object): object {
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
}
