import assert from 'node:assert/strict';
import { signIn } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The tree', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
    await signIn(workbench);
    await workbench.tree.row('backup').waitFor();
  });
  after(() => workbench.close());
  afterEach(() => workbench.cloud.heal());

  it('has several organizations at the top', async () => {
    const rows = (await workbench.tree.text()).split('\n');
    const top = rows.filter((row) => !row.startsWith(' '));
    assert.deepEqual(top, ['Harbour Digital, organization', 'Meadow Studio, organization']);
  });

  it('shows the first address of a machine and how many more there are', async () => {
    const { tree } = workbench;
    assert.match(await tree.row('web-01').innerText(), /^\s*web-01\s*203\.0\.113\.2 \+3$/);
    assert.match(await tree.row('proxy').innerText(), /^\s*proxy\s*198\.51\.100\.4$/);
    assert.match(await tree.row('mail-02').innerText(), /^\s*mail-02\s*no addresses$/);
  });

  it('leaves out machines in the trash', async () => {
    assert.doesNotMatch(await workbench.tree.text(), /web-retired/);
  });

  it('shows the interfaces of a machine that is opened, and their addresses', async () => {
    const { tree } = workbench;
    await tree.expand('web-01');
    await tree.row('Public Network').waitFor();
    assert.deepEqual(await tree.childrenOf('web-01'), ['Public Network, network interface, 4 addresses']);
    const addresses = await tree.childrenOf('Public Network');
    assert.deepEqual(
      addresses.map((address) => address.split(',')[0]),
      ['203.0.113.2', '203.0.113.3', '203.0.113.74', '2001:db8:500::1f0'],
    );
  });

  it('tells of an address its version, its name, and whether it is a VIP', async () => {
    const { tree } = workbench;
    const said = async (address: string) => (await tree.row(address).getAttribute('aria-label')) ?? '';
    assert.match(
      await said('203.0.113.2'),
      /^203\.0\.113\.2, .*IPv4.*web-01\.infra\.harbour-digital\.example/,
    );
    assert.match(await said('203.0.113.74'), /shared london.*VIP/);
    assert.match(await said('2001:db8:500::1f0'), /IPv6/);
  });

  it('tells the state of a machine once it was opened', async () => {
    const { tree } = workbench;
    await tree.row(/^web-01, virtual machine, started/).waitFor();
    await tree.expand('vpn');
    await tree.row(/^vpn, virtual machine, failed/).waitFor();
    await tree.collapse('vpn');
  });

  it('says of an interface that it has no addresses, and of a machine that it has no interfaces', async () => {
    const { tree } = workbench;
    await tree.expand('db-replica');
    await tree.row('No IP addresses').waitFor();
    await tree.expand('mail-02');
    await tree.row('No network interfaces').waitFor();
    assert.deepEqual(await tree.childrenOf('mail-02'), ['No network interfaces']);
  });

  it('shows on the row and on the view that it is loading', async () => {
    const { cloud, tree } = workbench;
    await cloud.slow(2_000);
    await tree.row('proxy').locator('.monaco-tl-twistie').click();
    await tree.row('proxy').locator('.codicon-tree-item-loading').waitFor();
    await tree.row(/^proxy, virtual machine, started/).waitFor();
    await workbench.titleAction(/^Refresh/);
    await workbench.sideBar.getByRole('progressbar').waitFor();
    await cloud.heal();
    await workbench.sideBar.getByRole('progressbar').waitFor({ state: 'hidden' });
  });

  it('is folded up by Collapse All', async () => {
    await workbench.button('Collapse All').click();
    await eventually(async () =>
      assert.equal(await workbench.tree.text(), 'Harbour Digital, organization\nMeadow Studio, organization'),
    );
  });
});
