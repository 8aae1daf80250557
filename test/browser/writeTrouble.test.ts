import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('When an address cannot be allocated', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'web-01');
  });
  after(() => workbench.close());
  beforeEach(async () => {
    await workbench.cloud.forget();
    await workbench.tree.action('Public Network', /^Allocate/);
    await workbench.quickInput.option('203.0.113.71').waitFor();
  });
  afterEach(() => workbench.cloud.heal());

  it('because somebody else has just taken it, a message says so', async () => {
    const { cloud, notifications, quickInput, tree } = workbench;
    const [other] = await cloud.interfaces('monitoring');
    const { id } = await cloud.address('203.0.113.23');
    await cloud.change({ action: 'allocate-address', id, interfaceId: other?.id ?? '' });
    await quickInput.pick('203.0.113.23');
    assert.equal(
      await notifications.read('Could not allocate'),
      'Could not allocate 203.0.113.23 to web-01. The address is allocated to something else already. Refresh to see to what.',
    );
    await notifications.dismiss('Could not allocate');
    assert.equal(await tree.row('203.0.113.23').count(), 0);
    assert.equal((await cloud.address('203.0.113.23')).interfaceId, other?.id);
    assert.equal((await cloud.writes()).length, 1);
  });

  it('the message leads to the log', async () => {
    const { cloud, notifications, quickInput } = workbench;
    await cloud.fail('/allocate_ip', { kind: 'error', code: 'invalid_ip' });
    await quickInput.pick('203.0.113.24');
    await notifications.choose('it belongs to another network', 'Show Log');
    await workbench.page.getByRole('tab', { name: 'Output' }).waitFor();
    await workbench.command('View: Hide Panel');
  });

  it('a lost answer is looked up, and the address is shown', async () => {
    const { cloud, notifications, quickInput, tree } = workbench;
    await cloud.fail('/allocate_ip', { kind: 'reset' }, { when: 'after' });
    await quickInput.pick('203.0.113.24');
    await tree.row(/^203\.0\.113\.24,.*web-01\.infra/).waitFor();
    assert.deepEqual(await notifications.texts(), []);
    assert.equal((await cloud.writes()).length, 1);
  });

  it('an outcome that cannot be learned is told, and Check Again finds out, without doing it twice', async () => {
    const { cloud, notifications, quickInput, tree } = workbench;
    const [target] = await cloud.interfaces('web-01');
    const path = `virtual_machine_network_interfaces/${target?.id ?? ''}`;
    await cloud.fail(`${path}/allocate_ip`, { kind: 'reset' }, { when: 'after' });
    await cloud.fail(`${path}$`, { kind: 'error', code: 'permission_denied' }, { match: { method: 'GET' } });
    await quickInput.pick('203.0.113.71');
    assert.match(
      await notifications.read('It is not known whether'),
      /^It is not known whether 203\.0\.113\.71 was allocated to web-01\. The answer was lost/,
    );
    await cloud.heal();
    await notifications.choose('It is not known whether', 'Check Again');
    await tree.row(/^203\.0\.113\.71,.*web-01\.infra/).waitFor();
    assert.equal((await cloud.writes()).length, 1);
  });
});
