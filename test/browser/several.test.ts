import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Several addresses at once', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'mail-01');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  async function select(...rows: string[]): Promise<void> {
    const { tree } = workbench;
    const [first, ...more] = rows;
    await tree.select(first ?? '');
    for (const row of more) await tree.select(row, 'Control');
  }

  /** The addresses that were sent to be unallocated, in the order in which they were. */
  async function unallocated(): Promise<string[]> {
    const { ipAddresses } = await workbench.cloud.state();
    return (await workbench.cloud.writes()).map((request) => {
      const id = /^POST \/ip_addresses\/(\w+)\/unallocate$/.exec(request)?.[1];
      return ipAddresses.find((each) => each.id === id)?.address ?? request;
    });
  }

  it('are unallocated with one question that lists all, and names what is no address', async () => {
    const { dialog, notifications, page, tree } = workbench;
    await select('203.0.113.5', '203.0.113.4', 'mail-01');
    await page.keyboard.press('Delete');
    assert.deepEqual((await dialog.text()).split('\n').filter(Boolean), [
      'Unallocate 2 addresses?',
      '203.0.113.5 · mail-01',
      '203.0.113.4 · mail-01',
      'Left alone:',
      'mail-01: is no IP address.',
      'Traffic to these addresses stops at once.',
      'They stay in their organization and can be allocated again.',
      'Their reverse DNS goes back to the default.',
    ]);
    await dialog.choose('Unallocate');
    await tree.row('203.0.113.5').waitFor({ state: 'hidden' });
    await tree.row('203.0.113.4').waitFor({ state: 'hidden' });
    assert.equal(
      await notifications.read('Unallocated 2 of'),
      'Unallocated 2 of 2 addresses. mail-01: is no IP address.',
    );
    assert.deepEqual(await unallocated(), ['203.0.113.5', '203.0.113.4']);
    await notifications.dismiss('Unallocated 2 of');
  });

  it('of which one fails: the rest is done, and the report names it and why', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    const { id } = await cloud.address('203.0.113.7');
    await cloud.fail(`/${id}/unallocate`, { kind: 'error', code: 'permission_denied' });
    await select('203.0.113.6', '203.0.113.7', '203.0.113.8');
    await tree.menu('203.0.113.7', /^Unallocate/);
    await dialog.choose('Unallocate');
    assert.match(
      await notifications.read('Unallocated 2 of'),
      /^Unallocated 2 of 3 addresses\. 203\.0\.113\.7: The token’s user has no permission for this\./,
    );
    await tree.row('203.0.113.8').waitFor({ state: 'hidden' });
    await tree.row('203.0.113.7').waitFor();
    await notifications.dismiss('Unallocated 2 of');
  });

  it('stop at the first failure, if wished, and the rest is left alone', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    const { id } = await cloud.address('203.0.113.7');
    await cloud.fail(`/${id}/unallocate`, { kind: 'error', code: 'permission_denied' });
    await select('203.0.113.7', '203.0.113.9', '203.0.113.10');
    await tree.menu('203.0.113.7', /^Unallocate/);
    await dialog.choose('Unallocate, Stop at First Failure');
    assert.match(
      await notifications.read('Unallocated 0 of'),
      /203\.0\.113\.9, 203\.0\.113\.10: left alone\.$/,
    );
    assert.deepEqual(await unallocated(), ['203.0.113.7']);
    await notifications.dismiss('Unallocated 0 of');
  });

  it('are cancelled in the middle: the one that runs ends, no other begins', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await select('203.0.113.9', '203.0.113.10', '203.0.113.11');
    await tree.menu('203.0.113.9', /^Unallocate/);
    await dialog.text();
    await cloud.slow(3_000);
    await dialog.choose('Unallocate');
    await notifications.choose('Unallocating 3 addresses', 'Cancel');
    assert.match(
      await notifications.read('Unallocated 1 of'),
      /^Unallocated 1 of 3 addresses\. 203\.0\.113\.10, 203\.0\.113\.11: left alone\.$/,
    );
    await cloud.slow(0);
    assert.deepEqual(await unallocated(), ['203.0.113.9']);
    await notifications.dismiss('Unallocated 1 of');
  });

  it('of which nobody knows one: the report offers to check again, and that settles it', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    const { id } = await cloud.address('203.0.113.11');
    await select('203.0.113.10', '203.0.113.11');
    await tree.menu('203.0.113.10', /^Unallocate/);
    await dialog.text();
    await cloud.fail(`/${id}/unallocate`, { kind: 'reset' }, { when: 'after' });
    await cloud.fail(`/ip_addresses/${id}$`, { kind: 'error', code: 'permission_denied' });
    await dialog.choose('Unallocate');
    assert.match(await notifications.read('Unallocated 1 of'), /203\.0\.113\.11: it is not known whether/);
    await cloud.heal();
    await notifications.choose('Unallocated 1 of', 'Check Again');
    await notifications.read('Unallocated 2 of 2 addresses.');
    assert.equal((await unallocated()).length, 2);
  });

  it('come back by Undo in the report, after one question', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await notifications.choose('Unallocated 2 of 2', 'Undo');
    assert.match(
      await dialog.text(),
      /Allocating 203\.0\.113\.11 to mail-01…\n+Allocating 203\.0\.113\.10 to/,
    );
    await dialog.choose('Undo');
    await tree.row('203.0.113.10').waitFor();
    await tree.row('203.0.113.11').waitFor();
    const { virtualMachines } = await cloud.state();
    const mail = virtualMachines.find(({ name }) => name === 'mail-01')?.id;
    assert.equal((await cloud.address('203.0.113.10')).allocationId, mail);
  });

  it('are allocated to one interface from the list, ticked one by one', async () => {
    const { cloud, dialog, notifications, quickInput, tree } = workbench;
    await cloud.forget();
    await tree.action('Public Network', /^Allocate/);
    await quickInput.option('203.0.113.4').waitFor();
    await quickInput.button('Choose several').click();
    await quickInput.tick('203.0.113.4', '203.0.113.5');
    assert.equal(await quickInput.root.getByText('Allocate a new').count(), 0);
    await quickInput.accept();
    assert.match(await dialog.text(), /^Allocate 2 addresses to mail-01\?\n+203\.0\.113\.4/);
    await dialog.choose('Allocate');
    await tree.row('203.0.113.4').waitFor();
    await tree.row('203.0.113.5').waitFor();
    await eventually(async () =>
      assert.ok((await notifications.texts()).join().includes('Allocated 2 of 2')),
    );
    assert.equal((await cloud.writes()).length, 2);
  });
});
