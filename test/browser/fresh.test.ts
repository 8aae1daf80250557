import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('What is shown stays true by itself', () => {
  let workbench: Workbench;

  before(async () => {
    const settings = { 'katapult.refreshInterval': 1, 'katapult.readStates': true };
    workbench = await openOrganization('Harbour Digital', { window: { settings } });
  });
  after(() => workbench.close());
  afterEach(() => workbench.cloud.heal());

  it('states appear without anybody opening a machine, and nothing is marked at first', async () => {
    const { tree } = workbench;
    await tree.row(/^mail-01, virtual machine, started/).waitFor();
    await tree.row(/^vpn, virtual machine, failed/).waitFor();
    await eventually(async () => assert.doesNotMatch(await tree.text(), /state not read yet/));
    assert.doesNotMatch(await tree.text(), /since the last look/);
  });

  it('a change made elsewhere is seen after a while, marked, and the mark goes when the row is selected', async () => {
    const { cloud, tree } = workbench;
    const { id } = await cloud.machine('db-03');
    await cloud.change({ action: 'rename-machine', id, name: 'db-03-renamed' });
    const changed = tree.row(/^db-03-renamed, .*changed since the last look/);
    await changed.waitFor();
    await changed.locator('[class*=itemBadge]').first().waitFor();
    await tree.select('db-03-renamed', 'Control');
    await changed.waitFor({ state: 'hidden' });
    await tree.row('db-03-renamed').waitFor();
  });

  it('an address that came elsewhere is marked as new, whatever the colours', async () => {
    const { cloud, tree } = workbench;
    await openMachine(workbench, 'backup');
    const [target] = await cloud.interfaces('backup');
    const { ipAddresses } = await cloud.state();
    const spare = ipAddresses.find(
      ({ allocationId, address }) => !allocationId && address.startsWith('203.'),
    );
    assert.ok(target && spare);
    await cloud.change({ action: 'allocate-address', id: spare.id, interfaceId: target.id });
    await tree.row(new RegExp(`^${spare.address}, .*new since the last look`)).waitFor();
    await workbench.picture('fresh-dark', workbench.sideBar);
    for (const [name, theme, mark] of [
      ['fresh-light', 'Light Modern', 'vs'],
      ['fresh-hc', 'Dark High Contrast', 'hc-black'],
    ] as const) {
      await workbench.chooseTheme(theme);
      await workbench.page.locator(`.monaco-workbench.${mark}`).waitFor();
      await workbench.picture(name, workbench.sideBar);
    }
  });

  it('a machine that somebody else stops is followed until it has stopped', async () => {
    const { cloud, simulator, tree } = workbench;
    const { id } = await cloud.machine('api-03');
    const answer = await fetch(`${simulator.url}/virtual_machines/${id}/stop`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${simulator.token}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    assert.equal(answer.status, 200);
    await tree.row(/^api-03, virtual machine, stopp/).waitFor();
    await tree.row(/^api-03, virtual machine, stopped, .*changed since the last look/).waitFor();
  });

  it('a failure shows in the tree alone, and passes by itself', async () => {
    const { cloud, notifications, tree } = workbench;
    await cloud.fail('/virtual_machines', { kind: 'error', code: 'service_unavailable' });
    await tree.row(/^As of .*could not refresh/).waitFor();
    assert.deepEqual(await notifications.texts(), []);
    await cloud.heal();
    await tree.row(/^As of .*could not refresh/).waitFor({ state: 'hidden' });
  });
});
