import assert from 'node:assert/strict';
import { AnswerError } from '../../../src/api/errors.ts';
import type { Fetch } from '../../../src/api/fetch.ts';
import { KnownAnswers } from '../../../src/api/known.ts';
import { answerOf, clientOf, closeAll, cloud, failureOf, first } from './support.ts';

const onlyNews = { onlyNews: true };

describe('api: lists of which only the news are asked for', () => {
  afterEach(closeAll);

  it('are the very items of before while nothing changes, and bring no body', async () => {
    const { katapult, organization, log } = await asked();
    const { virtualMachines, ipAddresses } = katapult;
    const before = [await virtualMachines.list(organization), await ipAddresses.list(organization)];
    log.length = 0;
    const after = [
      await virtualMachines.list(organization, undefined, onlyNews),
      await ipAddresses.list(organization, undefined, onlyNews),
    ];
    after.flat().forEach((item, index) => assert.equal(item, before.flat()[index]));
    assert.deepEqual(
      log.map(({ status, failure }) => [status, failure]),
      log.map(() => [304, undefined]),
    );
  });

  it('bring what has changed, and of the next time only what has changed since', async () => {
    const { katapult, organization, log, simulator } = await asked();
    const { ipAddresses } = katapult;
    const list = () => ipAddresses.list(organization, undefined, onlyNews);
    const address = first(await list(), ({ allocation }) => allocation?.type === 'VirtualMachine');
    simulator.mutate({ action: 'unallocate-address', id: address.id });
    const changed = first(await list(), ({ id }) => id === address.id);
    assert.equal(changed.allocation, null);
    log.length = 0;
    assert.equal(
      first(await list(), ({ id }) => id === address.id),
      changed,
    );
    assert.deepEqual(
      log.map(({ status }) => status),
      log.map(() => 304),
    );
  });

  it('are sent whole to whoever wants them so', async () => {
    const { katapult, organization, log } = await asked();
    await katapult.virtualMachines.list(organization);
    await katapult.virtualMachines.list(organization);
    assert.deepEqual([...new Set(log.map(({ status }) => status))], [200]);
  });

  it('are sent whole where Katapult knows no 304, or tells no ETag', async () => {
    const whole = await asked({ notModified: false });
    await whole.katapult.virtualMachines.list(whole.organization);
    const again = await whole.katapult.virtualMachines.list(whole.organization, undefined, onlyNews);
    assert.ok(again.length > 0);
    assert.equal(whole.log.at(-1)?.status, 200);
    const { katapult, sent } = answering(() => answerOf(page));
    await katapult.ipAddresses.list('org_1');
    await katapult.ipAddresses.list('org_1', undefined, onlyNews);
    assert.deepEqual(sent, [undefined, undefined]);
  });

  it('do not take a 304 for which nobody has asked', async () => {
    const { katapult } = answering(() => ({ ...answerOf(undefined, 304), text: () => Promise.resolve('') }));
    await failureOf(katapult.ipAddresses.list('org_1', undefined, onlyNews), AnswerError);
  });

  it('are asked for by the ETag of before when a 304 does not repeat it', async () => {
    const notModified = { ...answerOf(undefined, 304), text: () => Promise.resolve('') };
    const answers = [tagged(page, '"a"'), notModified, notModified];
    const { katapult, sent } = answering(() => answers.shift() ?? notModified);
    for (let count = 0; count < 3; count++) await katapult.ipAddresses.list('org_1', undefined, onlyNews);
    assert.deepEqual(sent, [undefined, '"a"', '"a"']);
  });

  it('are asked for anew after an answer that could not be used', async () => {
    const bodies = [page, { ip_addresses: 'none' }, page];
    const { katapult, sent } = answering(() => tagged(bodies.shift(), `"${bodies.length}"`));
    await katapult.ipAddresses.list('org_1', undefined, onlyNews);
    await failureOf(katapult.ipAddresses.list('org_1', undefined, onlyNews), AnswerError);
    await katapult.ipAddresses.list('org_1', undefined, onlyNews);
    // The answer of before is still the one that is known.
    assert.deepEqual(sent, [undefined, '"2"', '"2"']);
  });

  async function asked(options = {}) {
    const made = await cloud(options);
    return { ...made, organization: first(made.state().organizations).id };
  }
});

describe('api: known answers', () => {
  it('are forgotten from the oldest on, when there are more than any list has', () => {
    const known = new KnownAnswers<number>();
    for (let page = 0; page <= 2_000; page++) known.keep(`/list?page=${page}`, '"a"', page);
    assert.equal(known.get('/list?page=0'), undefined);
    assert.deepEqual(known.get('/list?page=1'), { etag: '"a"', answer: 1 });
  });

  it('are forgotten when the next one has no ETag', () => {
    const known = new KnownAnswers<number>();
    known.keep('/list', '"a"', 1);
    known.keep('/list', null, 2);
    assert.equal(known.get('/list'), undefined);
  });
});

const page = {
  pagination: { current_page: 1, total_pages: 1, total: 1, per_page: 200, large_set: false },
  ip_addresses: [{ id: 'ip_1', address: '192.0.2.1', allocation_id: null }],
};

function tagged(json: unknown, etag: string): ReturnType<typeof answerOf> {
  const answer = answerOf(json);
  const get = (name: string) => (name === 'etag' ? etag : answer.headers.get(name));
  return { ...answer, headers: { get } };
}

/** A client, and the ETags with which it asked. */
function answering(answer: () => ReturnType<typeof answerOf>) {
  const sent: (string | undefined)[] = [];
  const fetch: Fetch = (_, { headers }) => {
    sent.push(headers['If-None-Match']);
    return Promise.resolve(answer());
  };
  return { katapult: clientOf('http://katapult.test', { fetch }), sent };
}
