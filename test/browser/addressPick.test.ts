import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The list of addresses to allocate', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'db-primary');
    await workbench.tree.row('192.0.2.9').waitFor();
  });
  after(() => workbench.close());
  afterEach(async () => {
    await workbench.cloud.heal();
    await workbench.quickInput.cancel();
  });

  it('holds those that fit the interface, by version, with reverse DNS, mask and subnet', async () => {
    await open();
    const [first = '', ...options] = await workbench.quickInput.options();
    // The first of a group is read with the name of the group.
    assert.match(
      first,
      /^192\.0\.2\.4, 192-0-2-4\.rdns\.katapult\.io, subnet 192\.0\.2\.0\/\d+ · gateway 192\.0\.2\.1 · Protected Network, IPv4$/,
    );
    assert.deepEqual(
      [first, ...options]
        .map((option) => option.split(',')[0])
        .filter((name) => !name?.startsWith('Allocate')),
      [
        '192.0.2.4',
        '192.0.2.5',
        '192.0.2.6',
        '192.0.2.7',
        '2001:db8:501::1f0',
        '2001:db8:501::1f1',
        '2001:db8:501::1f2',
      ],
    );
    assert.match(options[2] ?? '', /failover london/);
    assert.match(options[3] ?? '', /, IPv6$/);
  });

  it('becomes shorter as one types, and still offers a new address', async () => {
    await open();
    const names = async () => (await workbench.quickInput.options()).map((option) => option.split(',')[0]);
    await workbench.quickInput.type('failover');
    await eventually(async () =>
      assert.deepEqual(await names(), [
        '192.0.2.7',
        'Allocate a new IPv4 address…',
        'Allocate a new IPv6 address…',
      ]),
    );
    await workbench.quickInput.type('1f1');
    await eventually(async () => assert.equal((await names())[0], '2001:db8:501::1f1'));
  });

  it('shows that it is being loaded', async () => {
    await workbench.cloud.slow(1_500);
    await workbench.tree.action('Protected Network', /^Allocate/);
    await workbench.quickInput.root.getByRole('progressbar').waitFor();
    await workbench.quickInput.option('192.0.2.4').waitFor();
    await workbench.quickInput.root.getByRole('progressbar').waitFor({ state: 'hidden' });
  });

  it('says why it could not be loaded, and tries again', async () => {
    const { cloud, notifications, quickInput, tree } = workbench;
    await cloud.fail('available_ips|ip_addresses', { kind: 'error', code: 'permission_denied' });
    await tree.action('Protected Network', /^Allocate/);
    await quickInput
      .option(/^Could not load\. Press Enter to try again\., The token’s user has no permission/)
      .waitFor();
    assert.deepEqual(await notifications.texts(), []);
    await cloud.heal();
    await quickInput.accept();
    await quickInput.option('192.0.2.4').waitFor();
  });

  it('says that nothing can be allocated to a machine without interfaces', async () => {
    await workbench.tree.action('mail-02', /^Allocate/);
    await workbench.quickInput.option('There are no addresses to allocate').waitFor();
  });

  async function open(): Promise<void> {
    await workbench.tree.action('Protected Network', /^Allocate/);
    await workbench.quickInput.option('192.0.2.4').waitFor();
  }
});
