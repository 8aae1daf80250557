// The search for secrets finds them.
import assert from 'node:assert/strict';
import { NetworkError } from '../../../src/api/errors.ts';
import { canaryToken, leaks, secretsIn } from '../../faults/canary.ts';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import { httpFetch } from '../../../src/api/fetch.ts';
import { machineNode } from '../../faults/scene.ts';
import { Trial } from '../../faults/trial.ts';

describe('A secret', () => {
  let hosts: Hosts;
  let trial: Trial;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => (trial = await Trial.open(hosts)));
  afterEach(() => trial.close());

  const request = { method: 'GET', path: '/organizations' };

  function secrets(): string[] {
    return trial.scene.served.simulator.requests().flatMap(({ responseBody }) => secretsIn(responseBody));
  }

  async function found(): Promise<string> {
    return (await trial.scene.exposures()).join('\n');
  }

  it('is told by the cloud, and is seen nowhere', async () => {
    assert.ok(secrets().length >= 6);
    assert.equal(await found(), '');
  });

  const carriers: Readonly<Record<string, (secret: string) => unknown>> = {
    message: (secret) => new Error(secret),
    cause: (secret) => new NetworkError('unreachable', 'x', request, new Error(secret)),
    'hidden property': (secret) =>
      Object.defineProperty(new Error('x'), 'headers', { value: { a: [secret] }, enumerable: false }),
    'thing thrown': (secret) => secret,
  };

  for (const [name, carry] of Object.entries(carriers)) {
    it(`is found in an error’s ${name}`, async () => {
      for (const secret of [canaryToken, secrets()[0] ?? '']) {
        trial.scene.errors.splice(0, Infinity, carry(secret));
        assert.match(await found(), new RegExp(`${secret} can be seen in an error`));
      }
    });
  }

  it('is found in the log', async () => {
    trial.scene.window.log.push({ ...request, path: `/x?token=${canaryToken}`, durationMs: 1 });
    assert.match(await found(), /can be seen in the log/);
  });

  it('is found in what is written and said of an error', async () => {
    trial.scene.errors.push(new NetworkError('unreachable', 'x', request, new Error(canaryToken)));
    assert.match(await found(), /can be seen in the log/);
    assert.match(await found(), /can be seen in an explanation/);
  });

  it('is found in the tree, its tooltips, and what it knows', async () => {
    const [secret = ''] = secrets();
    const machine = machineNode(trial.session.inventory, trial.scene.plan.machine);
    machine.data = { ...machine.data, hostname: secret, fqdn: undefined };
    assert.match(await found(), /can be seen in the tree/);
  });

  it('is found under another key of the keyring', async () => {
    await trial.scene.window.keyring.store('katapult.recent', canaryToken);
    assert.match(await found(), /can be seen in the keyring/);
    const { errors, window } = trial.scene;
    assert.equal((await leaks({ window, errors, secrets: new Set() })).length, 1);
  });

  it('is found when it reaches another origin', async () => {
    await httpFetch(`${hosts.elsewhere}/x`, { method: 'GET', headers: { 'X-Token': canaryToken } });
    assert.match(await found(), /another origin has received the token/);
    // What has been heard once is known for ever.
    await hosts.close();
    hosts = await openHosts();
  });
});
