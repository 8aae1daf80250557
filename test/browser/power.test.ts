import assert from 'node:assert/strict';
import { openOrganization, signIn } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';
import { ALL_SCOPES } from '../../src/simulator/tokens.ts';

describe('The power of a machine', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  async function stateOf(name: string): Promise<string> {
    return (await workbench.cloud.machine(name)).state;
  }

  it('is cut after a warning that names the machine, its addresses and its state, and followed to its end', async () => {
    const { cloud, dialog, tree } = workbench;
    const { id } = await cloud.machine('mail-01');
    await tree.menu('mail-01', 'Power', /^Stop/);
    assert.deepEqual((await dialog.text()).split('\n').filter(Boolean), [
      'Stop mail-01 at once?',
      'mail-01 · started · 203.0.113.4, 203.0.113.5, 203.0.113.6, 203.0.113.7, and 8 more',
      'This is like pulling the plug: what was not written to disk is lost, and data can be damaged.',
      'Shut Down lets the operating system end in order.',
    ]);
    assert.deepEqual(await cloud.writes(), []);
    await dialog.choose('Stop');
    await tree.row('mail-01').getByText('stopping…').waitFor();
    await tree.row(/^mail-01, virtual machine, stopped/).waitFor();
    await workbench.says('Stopped mail-01');
    assert.equal(await stateOf('mail-01'), 'stopped');
    assert.deepEqual(await cloud.writes(), [`POST /virtual_machines/${id}/stop`]);
  });

  it('is brought back without a question, from the palette, where it comes before those that run', async () => {
    const { quickInput, tree } = workbench;
    await workbench.command('Katapult: Start Virtual Machine');
    const [first = ''] = await quickInput.options();
    assert.match(first, /(stopped|failed|state not read yet)/);
    await quickInput.type('mail-01');
    await quickInput.option(/^mail-01, stopped · mail-01\./).click();
    await tree.row(/^mail-01, virtual machine, started/).waitFor();
    await workbench.says('Started mail-01');
  });

  it('whose task fails: says so, and how the machine is left', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await cloud.fail('/tasks/', { kind: 'set-field', path: 'task.status', value: 'failed' });
    await cloud.fail('/virtual_machines/vm_[^/]+$', {
      kind: 'set-field',
      path: 'virtual_machine.state',
      value: 'failed',
    });
    await tree.menu('proxy', 'Power', /^Reset/);
    await dialog.choose('Reset');
    assert.equal(
      await notifications.read('Could not reset proxy'),
      'Could not reset proxy. Katapult’s task “Reset virtual machine” has failed. The virtual machine is failed now.',
    );
    await tree.row(/^proxy, virtual machine, failed/).waitFor();
    await notifications.dismiss('Could not reset proxy');
  });

  it('of which the answer is lost is not guessed, but can be checked again', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await tree.menu('backup', 'Power', /^Reset/);
    await dialog.text();
    await cloud.fail('/virtual_machines/', { kind: 'reset' }, { when: 'after' });
    await dialog.choose('Reset');
    await notifications.messages('It is not known whether backup was reset').waitFor({ timeout: 30_000 });
    await cloud.heal();
    await notifications.choose('It is not known whether backup was reset', 'Check Again');
    await eventually(async () => {
      const said = await notifications.texts();
      assert.ok(said.some((text) => text.includes('It is not known whether backup was reset')));
    });
    assert.equal((await cloud.writes()).length, 1);
    await notifications.dismiss('It is not known');
  });

  it('of several is switched side by side after one question; Cancel only ends the following', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await tree.select('api-03', 'Control');
    await tree.select('backup', 'Control');
    await tree.select('build-04', 'Control');
    await tree.menu('backup', 'Power', /^Shut Down/);
    assert.match(await dialog.text(), /^Shut down 3 virtual machines\?/);
    assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Shut Down']);
    await dialog.choose('Shut Down');
    await tree.row('build-04').getByText('shutting down…').waitFor();
    // A machine stays as it is while its task is pending.
    for (const name of ['api-03', 'backup', 'build-04'])
      await eventually(async () => assert.equal(await stateOf(name), 'shutting_down'));
    await notifications.choose('Shutting down 3 virtual machines', 'Cancel');
    assert.match(
      await notifications.read('Shut down 0 of 3'),
      /api-03, backup, build-04: It was shutting down just now, and Katapult goes on with it\. Refresh to see how it ends\./,
    );
    await eventually(async () => assert.equal(await stateOf('backup'), 'stopped'));
    assert.equal((await cloud.writes()).length, 3);
    await notifications.dismiss('Shut down 0 of 3');
  });

  it('cannot be touched through a token that lacks the scope', async () => {
    const { cloud, notifications, tree } = workbench;
    const { organizations } = await cloud.state();
    const { token } = await cloud.makeToken({
      scopes: [
        ...ALL_SCOPES.filter((scope) => !scope.startsWith('virtual_machines')),
        'virtual_machines:read',
      ],
      organizations: organizations.slice(0, 1).map(({ id }) => id),
    });
    const { id } = await cloud.machine('proxy');
    await workbench.command('Katapult: Sign Out');
    await workbench.button(/^Sign In/).waitFor();
    await signIn(workbench, token);
    await tree.row('backup').waitFor();
    await cloud.forget();
    await tree.menu('proxy', 'Power', /^Start/);
    assert.match(await notifications.read('Could not start proxy'), /virtual_machines:power_actions/);
    assert.deepEqual(await cloud.writes(), [`POST /virtual_machines/${id}/start`]);
  });
});
