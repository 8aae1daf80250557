import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RequestError } from '../../../src/api/errors.ts';
import type { Fetch } from '../../../src/api/fetch.ts';
import { createKatapult, type Katapult } from '../../../src/api/katapult.ts';
import { createSimulator } from '../../../src/simulator/simulator.ts';

const base = 'http://katapult.test/core/v1';
const runsEach = 10_000;

/** Checks by hand, and not by the schemas under test, that an object is whole. */
type Check = (value: unknown) => void;

function field(value: unknown, name: string): unknown {
  assert.ok(typeof value === 'object' && value !== null);
  return Reflect.get(value, name);
}

function namesOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

const text: Check = (value) => assert.equal(typeof value, 'string');
const optional =
  (check: Check): Check =>
  (value) => {
    if (value !== undefined) check(value);
  };
const listOf =
  (check: Check): Check =>
  (value) => {
    assert.ok(Array.isArray(value));
    value.forEach(check);
  };
const whole =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) => {
    for (const [name, check] of Object.entries(checks)) check(field(value, name));
    // Nothing may come in that nobody asked for: passwords and billing data among it.
    for (const name of namesOf(value)) assert.ok(name in checks, `${name} is not expected`);
  };

const optionalText = optional(text);
const number = optional((value) => assert.equal(typeof value, 'number'));
const flag = optional((value) => assert.equal(typeof value, 'boolean'));
const place = { id: text, name: text };
const network = optional(whole({ ...place, dataCenter: optional(whole(place)) }));
const allocation: Check = (value) => {
  if (value !== null) optional(whole({ id: text, type: optionalText, name: optionalText }))(value);
};
const address = whole({
  id: text,
  address: text,
  reverseDns: optionalText,
  vip: flag,
  label: optionalText,
  addressWithMask: optionalText,
  network,
  subnet: optional(whole({ id: text, address: optionalText, gateway: optionalText, mask: optionalText })),
  allocation,
});
const summary = {
  ...place,
  hostname: optionalText,
  fqdn: optionalText,
  createdAt: number,
  zone: network,
  packageName: optionalText,
  state: optionalText,
  addresses: listOf(text),
};
const machine = whole({
  ...summary,
  description: optionalText,
  groupName: optionalText,
  tagNames: listOf(text),
  cpuCores: number,
  memoryInGb: number,
  suspended: flag,
  ipAddresses: listOf(address),
});
const networkInterface = whole({
  ...place,
  network,
  virtualNetwork: network,
  macAddress: optionalText,
  state: optionalText,
  speedProfileName: optionalText,
  ipAddresses: listOf(address),
});
const organization = whole({ ...place, subDomain: optionalText, suspended: flag });

interface Subject {
  readonly name: string;
  readonly call: (katapult: Katapult) => Promise<unknown>;
  readonly check: Check;
}

const simulator = createSimulator({ seed: 5, machines: 6, organizations: 1 });
const state = simulator.snapshot();
const ids = {
  organization: state.organizations[0]?.id ?? '',
  machine: state.virtualMachines[0]?.id ?? '',
  interface: state.networkInterfaces.find(({ addressIds }) => addressIds.length > 0)?.id ?? '',
  address: state.ipAddresses.find(({ allocationId }) => allocationId)?.id ?? '',
};

const subjects: readonly Subject[] = [
  { name: 'organizations', call: (api) => api.organizations.list(), check: listOf(organization) },
  {
    name: 'the current user',
    call: (api) => api.organizations.currentUser(),
    check: whole({ name: optionalText }),
  },
  {
    name: 'machines',
    call: (api) => api.virtualMachines.list(ids.organization),
    check: listOf(whole(summary)),
  },
  { name: 'one machine', call: (api) => api.virtualMachines.get(ids.machine), check: machine },
  {
    name: 'interfaces',
    call: (api) => api.networkInterfaces.list(ids.machine),
    check: listOf(networkInterface),
  },
  { name: 'one interface', call: (api) => api.networkInterfaces.get(ids.interface), check: networkInterface },
  {
    name: 'available addresses',
    call: (api) => api.networkInterfaces.availableIps(ids.interface, 'ipv4'),
    check: listOf(address),
  },
  { name: 'addresses', call: (api) => api.ipAddresses.list(ids.organization), check: listOf(address) },
  { name: 'one address', call: (api) => api.ipAddresses.get(ids.address), check: address },
  {
    name: 'a new address',
    call: (api) => api.networkInterfaces.allocateNewIp(ids.interface, 'ipv4'),
    check: address,
  },
];

/** What Katapult would truly answer to a call. */
async function trueAnswer({ call }: Subject): Promise<unknown> {
  let body = '';
  const fetch: Fetch = async (url, { method, headers, body: sent = '' }) => {
    const response = await simulator.handle({
      method,
      url: url.slice(new URL(url).origin.length),
      headers,
      body: sent,
    });
    body = response.body;
    return {
      status: response.status,
      headers: new Headers(response.headers),
      text: () => Promise.resolve(body),
    };
  };
  await call(createKatapult({ apiUrl: base, token: simulator.token, userAgent: 'test', fetch }));
  return JSON.parse(body);
}

/** Where a change is made: the paths of all that an answer holds. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => paths(inner, [...path, name]))];
}

const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.constantFrom<unknown>(
    '',
    0,
    -1,
    1e308,
    true,
    false,
    {},
    [],
    [null],
    [[]],
    { id: 1 },
    { id: null, name: 'x' },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The answer with something else in a place; undefined takes the place away. */
function changed(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to;
  if (typeof value !== 'object' || value === null) return value;
  const inner = changed(Reflect.get(value, name), rest, to);
  if (Array.isArray(value)) {
    const copy: unknown[] = Array.from<unknown>(value);
    if (inner === undefined) copy.splice(Number(name), 1);
    else copy[Number(name)] = inner;
    return copy;
  }
  return { ...value, [name]: inner };
}

describe('Answers that are not as documented, a hundred thousand of them', function () {
  // Seconds of computing, on a machine that may have other things to do.
  this.timeout(60_000);

  for (const subject of subjects) {
    it(`never make half an object of ${subject.name}, and never anything but a named error`, async () => {
      const truth = await trueAnswer(subject);
      const places = paths(truth);
      let answer: unknown;
      // Each page is asked for a few times at most: that lists add up is another test's matter.
      let asked = 0;
      const fetch: Fetch = () =>
        Promise.resolve({
          status: ++asked > 12 ? 404 : 200,
          headers: new Headers({ 'content-type': 'application/json' }),
          // An empty answer is tried again, which takes time, and has a test of its own.
          text: () => Promise.resolve(JSON.stringify(answer ?? null)),
        });
      const katapult = createKatapult({ apiUrl: base, token: 'x', userAgent: 'test', fetch });
      const change = fc.tuple(fc.constantFrom(...places), odd);
      let good = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          asked = 0;
          answer = changes.reduce((value, [path, to]) => changed(value, path, to), truth);
          try {
            subject.check(await subject.call(katapult));
            good++;
          } catch (error) {
            if (!(error instanceof RequestError)) throw error;
            assert.match(error.message, /^(GET|POST) \//);
          }
        }),
        { numRuns: runsEach },
      );
      assert.ok(good > 0, 'some changes only touch what decorates');
    });
  }
});
