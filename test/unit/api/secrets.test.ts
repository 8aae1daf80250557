import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { RequestError } from '../../../src/api/errors.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { ENDPOINTS, subjectOf } from './endpoints.ts';
import { clientGiven, clientOf, closeAll, cloud, failureOf } from './support.ts';
import type { Cloud } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';

const TOKEN = 'the-token-that-nobody-may-see';

/** Every kind of failure there is, from below HTTP up to the shape of the answer. */
const FAULTS: readonly Fault[] = [
  { kind: 'error', code: 'invalid_api_token' },
  { kind: 'error', code: 'unhandled_exception' },
  { kind: 'reset' },
  { kind: 'reset-mid-body', afterBytes: 1 },
  { kind: 'truncated-json' },
  { kind: 'invalid-utf8' },
  { kind: 'content-type', value: 'text/plain' },
  { kind: 'redirect', location: 'https://elsewhere.example/' },
  { kind: 'body', status: 200, body: '<html></html>' },
  { kind: 'body', status: 200, contentType: 'application/json', body: '{"nothing":"of it"}' },
];

describe('api: secrets', () => {
  let harbour: Cloud;

  beforeEach(async () => {
    harbour = await cloud({ token: TOKEN });
  });
  afterEach(closeAll);

  it('the cloud of these tests does tell them, so that they could leak', async () => {
    await harbour.katapult.virtualMachines.get(subjectOf(harbour.state()).machine);
    const answer = harbour.simulator.requests()[0]?.responseBody ?? '';
    for (const secret of secretsOf(answer)) assert.ok(answer.includes(secret), secret);
    assert.ok(secretsOf(answer).length >= 5);
  });

  it('are in nothing that the client gives', async () => {
    await harbour.katapult.virtualMachines.get(subjectOf(harbour.state()).machine);
    const secrets = [TOKEN, ...secretsOf(harbour.simulator.requests()[0]?.responseBody ?? '')];
    for (const { call } of ENDPOINTS) {
      harbour.simulator.reset();
      assertFree(await call(harbour.katapult, subjectOf(harbour.state())), secrets);
    }
    assertFree(harbour.log, secrets);
  });

  for (const fault of FAULTS) {
    it(`are in no error and in no word on a request that fails with ${nameOf(fault)}`, async () => {
      const subject = subjectOf(harbour.state());
      await harbour.katapult.virtualMachines.get(subject.machine);
      const secrets = [TOKEN, ...secretsOf(harbour.simulator.requests()[0]?.responseBody ?? '')];
      harbour.simulator.addFault({ times: 'always', when: 'after', fault });
      const katapult = harbour.client({ timeLimitMs: NO_LIMIT });
      const waits = withoutWaiting();
      try {
        for (const { call } of ENDPOINTS) {
          const outcome = call(katapult, subject).catch((error: unknown) => error);
          assertFree(await waits.skip(outcome), secrets);
        }
      } finally {
        waits.restore();
      }
      assertFree(harbour.log, secrets);
    });
  }

  it('are in no error when a machine is not as documented', async () => {
    const { machine } = subjectOf(harbour.state());
    await harbour.katapult.virtualMachines.get(machine);
    const secrets = [TOKEN, ...secretsOf(harbour.simulator.requests()[0]?.responseBody ?? '')];
    for (const path of ['virtual_machine.id', 'virtual_machine.name', 'virtual_machine.ip_addresses']) {
      harbour.simulator.addFault({
        fault: { kind: 'set-field', path, value: { password: secrets[1] ?? '' } },
      });
      assertFree(await failureOf(harbour.katapult.virtualMachines.get(machine), RequestError), secrets);
      harbour.simulator.addFault({ fault: { kind: 'set-field', path, value: [secrets[1] ?? ''] } });
      assertFree(
        await harbour.katapult.virtualMachines.get(machine).catch((error: unknown) => error),
        secrets,
      );
    }
  });

  it('the token is not in the error when it cannot be sent', async () => {
    for (const token of [`${TOKEN}\n`, `${TOKEN}\u200b`, `${TOKEN}\u0000`]) {
      const katapult = clientOf(harbour.url, { token });
      const error = await failureOf(katapult.ipAddresses.unallocate('ip_1'), RequestError);
      assertFree(error, [TOKEN]);
    }
    assert.deepEqual(harbour.simulator.requests(), []);
  });

  it('the token is not in the error when nobody is there', async () => {
    const katapult = clientOf('http://katapult.invalid', { token: TOKEN });
    assertFree(await failureOf(katapult.ipAddresses.unallocate('ip_1'), RequestError), [TOKEN]);
  });

  it('parts of the detail of an error that are not used are dropped', async () => {
    const detail = { details: 'in words', request: { headers: { authorization: `Bearer ${TOKEN}` } } };
    const katapult = clientGiven({ error: { code: 'permission_denied', description: '', detail } }, 403);
    assertFree(await failureOf(katapult.organizations.list(), RequestError), [TOKEN]);
  });
});

/** What nobody may see of a machine's answer: its root password, and the billing address. */
function secretsOf(answer: string): string[] {
  const names = ['initial_root_password', 'billing_name', 'address1', 'address3', 'postcode', 'phone_number'];
  return names.flatMap((name) => new RegExp(`"${name}":"([^"]+)"`).exec(answer)?.[1] ?? []);
}

/** Looks for secrets in every way that a value gets into a log, an error report or a tooltip. */
function assertFree(value: unknown, secrets: readonly string[]): void {
  const forms = [
    String(value),
    JSON.stringify([value]),
    inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null }),
    ...chain(value).flatMap((error) => [error.message, error.stack ?? '', JSON.stringify(error)]),
  ];
  for (const secret of secrets)
    for (const form of forms) assert.ok(!form.includes(secret), `${secret} is in ${form.slice(0, 2_000)}`);
}

/** An error and what caused it. */
function chain(value: unknown): Error[] {
  return value instanceof Error ? [value, ...chain(value.cause)] : [];
}

function nameOf(fault: Fault): string {
  if (fault.kind === 'error') return fault.code;
  return fault.kind === 'body' ? fault.body : fault.kind;
}
