import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Unallocating an address', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'mail-01');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  /** What messages say beside that something was done. */
  async function troubles(): Promise<string[]> {
    return (await workbench.notifications.texts()).filter((text) => !/^Unallocated \S+ from/.test(text));
  }

  it('asks first, and names the address, the machine, the interface and what happens', async () => {
    const { cloud, dialog, tree } = workbench;
    await tree.menu('203.0.113.4', /^Unallocate/);
    assert.deepEqual((await dialog.text()).split('\n').filter(Boolean), [
      'Unallocate 203.0.113.4 from mail-01?',
      'Network interface: Public Network on mail-01',
      'Traffic to this address stops at once.',
      'The address stays in Harbour Digital and can be allocated again.',
      'Its reverse DNS goes back to the default.',
    ]);
    await dialog.choose('Cancel');
    await tree.row('203.0.113.4').waitFor();
    assert.deepEqual(await cloud.writes(), []);
    assert.deepEqual(await workbench.notifications.texts(), []);
  });

  it('shows on the row that it is under way, and takes the row away at its end', async () => {
    const { cloud, dialog, tree } = workbench;
    await tree.menu('203.0.113.4', /^Unallocate/);
    await cloud.slow(1_500);
    await dialog.choose('Unallocate');
    await tree.row('203.0.113.4').getByText('unallocating…').waitFor();
    await workbench.says('Unallocating 203.0.113.4 from mail-01…');
    await tree.row('203.0.113.4').waitFor({ state: 'hidden' });
    await workbench.says('Unallocated 203.0.113.4 from mail-01');
    const address = await cloud.address('203.0.113.4');
    assert.equal(address.allocationId, null);
    assert.deepEqual(await cloud.writes(), [`POST /ip_addresses/${address.id}/unallocate`]);
    await tree.row(/^mail-01, .* 203\.0\.113\.5 \+10$/).waitFor();
  });

  it('begins with the button of a row', async () => {
    const { dialog, tree } = workbench;
    await tree.action('203.0.113.6', /^Unallocate/);
    await dialog.choose('Unallocate');
    await tree.row('203.0.113.6').waitFor({ state: 'hidden' });
  });

  it('begins with the Delete key on the selected row', async () => {
    const { dialog, page, tree } = workbench;
    await tree.select('203.0.113.7');
    await workbench.pressDelete();
    assert.match(await dialog.text(), /^Unallocate 203\.0\.113\.7 from mail-01\?/);
    await page.keyboard.press('Enter');
    await tree.row('203.0.113.7').waitFor({ state: 'hidden' });
  });

  it('does nothing with the Delete key on a machine', async () => {
    const { cloud, page, dialog, tree } = workbench;
    await tree.select('backup');
    await tree.row('198.51.100.5').waitFor();
    // Had the first of these keys brought a question, the others would answer it, or not reach the address below.
    for (const key of ['Delete', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await workbench.pressDelete();
    assert.match(await dialog.text(), /^Unallocate 198\.51\.100\.5 from backup\?/);
    await dialog.choose('Cancel');
    assert.deepEqual(await cloud.writes(), []);
    await tree.collapse('backup');
  });

  it('asks in the palette for one of the addresses that are allocated', async () => {
    const { cloud, dialog, quickInput } = workbench;
    await workbench.command('Katapult: Unallocate IP Address…');
    await quickInput.type('198.51.100.4');
    await quickInput.option(/^198\.51\.100\.4, proxy.*, proxy\.infra\.harbour-digital\.example/).click();
    assert.match(await dialog.text(), /Network interface: Public Network on proxy/);
    await dialog.choose('Unallocate');
    await workbench.says('Unallocated 198.51.100.4 from proxy');
    assert.equal((await cloud.address('198.51.100.4')).allocationId, null);
  });

  it('says of the address of a load balancer why it is refused', async () => {
    const { cloud, dialog, notifications, quickInput } = workbench;
    await workbench.command('Katapult: Unallocate IP Address…');
    await quickInput.type('203.0.113.73');
    await quickInput.pick('203.0.113.73');
    await dialog.choose('Unallocate');
    assert.match(
      await notifications.read('Could not unallocate 203.0.113.73'),
      /The address belongs to something that cannot give it up, such as a load balancer/,
    );
    await notifications.dismiss('Could not unallocate');
    assert.equal((await cloud.address('203.0.113.73')).allocationType, 'LoadBalancer');
  });

  it('that somebody else has unallocated already is told, and is no failure', async () => {
    const { cloud, dialog, tree } = workbench;
    const { id } = await cloud.address('203.0.113.8');
    await tree.action('203.0.113.8', /^Unallocate/);
    await dialog.text();
    await cloud.change({ action: 'unallocate-address', id });
    await dialog.choose('Unallocate');
    await workbench.says('203.0.113.8 is not allocated to mail-01 any more');
    await tree.row('203.0.113.8').waitFor({ state: 'hidden' });
    assert.deepEqual(await cloud.writes(), [`POST /ip_addresses/${id}/unallocate`]);
    assert.deepEqual(await troubles(), []);
  });

  it('with a lost answer ends in what is true', async () => {
    const { cloud, dialog, tree } = workbench;
    await cloud.fail('/unallocate', { kind: 'reset' }, { when: 'after' });
    await tree.action('203.0.113.9', /^Unallocate/);
    await dialog.choose('Unallocate');
    await tree.row('203.0.113.9').waitFor({ state: 'hidden' });
    assert.equal((await cloud.writes()).length, 1);
    assert.deepEqual(await troubles(), []);
  });
});
