import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Tree } from '../support/browser/tree.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The view of unallocated addresses', () => {
  let workbench: Workbench;
  let pool: Tree;

  before(async () => {
    workbench = await openOrganization('Harbour Digital', { window: { height: 1_100 } });
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  /** What was asked for the sake of this view: which networks addresses are in. */
  async function askedForNetworks(): Promise<string[]> {
    const requests = (await workbench.cloud.requests()).map(({ url }) => url);
    return requests.filter((url) => /available_ips|v1\/ip_addresses\//.test(url));
  }

  function machinesHeader() {
    return workbench.sideBar.locator('.pane-header').filter({ hasText: 'Virtual Machines' });
  }

  it('says which networks could not be found, and finds them after Retry', async () => {
    const { cloud } = workbench;
    assert.deepEqual(await askedForNetworks(), [], 'nothing was read while it was closed');
    const fault = { kind: 'error', code: 'permission_denied' } as const;
    await cloud.fail('/available_ips', fault);
    await cloud.fail('/ip_addresses/', fault);
    pool = await workbench.openView('Unallocated Addresses');
    await pool.row('Not all networks could be found').waitFor();
    await pool.row('Network not known yet, network, 27 addresses').waitFor();
    await cloud.heal();
    await pool.action('Not all networks could be found', /^Retry/);
    await pool.row('Not all networks').waitFor({ state: 'hidden' });
  });

  it('shows them by network and version, with counts, label and reverse DNS', async () => {
    await pool.row('Network not known yet').waitFor({ state: 'hidden' });
    for (const name of ['Backend Amsterdam', 'Backend London', 'Protected Network'])
      await pool.collapse(name);
    await pool.collapse(/^Public Network, network, Amsterdam · 7 addresses/);
    await pool.row('Public Network, network, London · 7 addresses').waitFor();
    // The other view leaves little room.
    await machinesHeader().click();
    assert.deepEqual(await pool.childrenOf('Public Network, network, London · 7 addresses'), [
      'IPv4, 4 addresses',
      'IPv6, 3 addresses',
    ]);
    await pool
      .row(
        '203.0.113.72, unallocated IP address, IPv4, failover london · 203-0-113-72.rdns.katapult.io · VIP',
      )
      .waitFor();
    await machinesHeader().click();
  });

  it('shows at once what was just unallocated, and selects it', async () => {
    const { dialog, tree } = workbench;
    await openMachine(workbench, 'mail-01');
    await tree.menu('203.0.113.4', /^Unallocate/);
    await dialog.choose('Unallocate');
    await pool.row('203.0.113.4, unallocated').waitFor();
    await eventually(async () =>
      assert.equal(await pool.row('203.0.113.4, unallocated').getAttribute('aria-selected'), 'true'),
    );
    await pool.row('Public Network, network, London · 8 addresses').waitFor();
    await pool.row(/^203\.0\.113\.4, .* 203-0-113-4\.rdns\.katapult\.io$/).waitFor();
  });

  it('allocates from there to an interface, and the address leaves', async () => {
    const { cloud, dialog, quickInput, tree } = workbench;
    await pool.action('203.0.113.4, unallocated', /^Allocate/);
    await quickInput.wait('Allocate IP Address');
    await quickInput.option('api-03').waitFor();
    await quickInput.type('mail-01');
    await quickInput.pick('mail-01');
    assert.deepEqual((await dialog.text()).split('\n').filter(Boolean), [
      'Allocate 203.0.113.4 to mail-01?',
      'Network interface: Public Network on mail-01',
      'Its reverse DNS becomes that of mail-01.',
    ]);
    await dialog.choose('Allocate');
    await tree.row('203.0.113.4, IP address').waitFor();
    await pool.row('203.0.113.4, unallocated').waitFor({ state: 'hidden' });
    const mail = await cloud.machine('mail-01');
    assert.equal((await cloud.address('203.0.113.4')).allocationId, mail.id);
  });

  it('has its addresses copied and changed', async () => {
    const { cloud, quickInput } = workbench;
    await pool.menu('203.0.113.72, unallocated', /^Copy IP Address(?! with)/);
    await workbench.says('Copied 203.0.113.72');
    await pool.menu('203.0.113.72, unallocated', 'Edit', /^Set Reverse DNS/);
    await quickInput.answer('spare.harbour-digital.example');
    await pool.row(/^203\.0\.113\.72, .* spare\.harbour-digital\.example/).waitFor();
    assert.equal((await cloud.address('203.0.113.72')).reverseDns, 'spare.harbour-digital.example');
  });
});
