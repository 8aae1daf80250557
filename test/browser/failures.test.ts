import assert from 'node:assert/strict';
import { signIn } from '../support/browser/account.ts';
import { forgetKept, waitUntilKept } from '../support/browser/kept.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

const suspended = { kind: 'error', code: 'organization_suspended' } as const;

describe('When something cannot be loaded', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ height: 1_100 });
    await workbench.openKatapult();
    await signIn(workbench);
    await workbench.tree.row('git').waitFor();
  });
  after(() => workbench.close());
  afterEach(() => workbench.cloud.heal());

  it('the interfaces of a machine are a row with the cause, and others can still be opened', async () => {
    const { cloud, tree } = workbench;
    const { id } = await cloud.machine('proxy');
    await cloud.fail(`${id}/network_interfaces`, { kind: 'error', code: 'permission_denied' });
    await tree.expand('proxy');
    await tree.row(/^Could not load\. The token’s user has no permission/).waitFor();
    await tree.expand('db-replica');
    await tree.row('No IP addresses').waitFor();
    await tree.collapse('db-replica');
    await quietly();
  });

  it('the button at the end of that row tries again', async () => {
    await workbench.tree.action(/^Could not load/, 'Retry');
    await workbench.tree.row('198.51.100.4').waitFor();
    await workbench.tree.collapse('proxy');
  });

  it('an organization keeps its last rows, with their age and the cause, and the other one works', async () => {
    const { cloud, tree } = workbench;
    const { organizationId } = await cloud.machine('git');
    await cloud.fail(`${organizationId}/virtual_machines`, suspended);
    await workbench.titleAction(/^Refresh/);
    await tree.row(/^As of .+; could not refresh\. The organization is suspended\./).waitFor();
    await tree.row('git').waitFor();
    await tree.row('backup').waitFor();
    await quietly();
  });

  it('a click on the row tries again', async () => {
    const { tree } = workbench;
    await tree.row(/^As of/).click();
    await tree.row(/^As of/).waitFor({ state: 'hidden' });
    await tree.row('git').waitFor();
  });

  it('addresses that could not be read again keep their last state, with its age and the cause', async () => {
    const { cloud, tree } = workbench;
    const { organizationId } = await cloud.machine('backup');
    await cloud.fail(`${organizationId}/ip_addresses`, {
      kind: 'body',
      status: 502,
      body: '<html>Bad Gateway',
    });
    await workbench.titleAction(/^Refresh/);
    await tree
      .row(/^IP addresses as of .+; could not refresh\. Something else than Katapult answered/)
      .waitFor();
    await tree.row(/^backup, .* 198\.51\.100\.5 \+1$/).waitFor();
    await cloud.heal();
    await tree.menu(/^IP addresses as of/, 'Retry');
    await tree.row(/^IP addresses as of/).waitFor({ state: 'hidden' });
  });

  it('a window that comes up without Katapult shows what was read last, with its age and the cause', async () => {
    const { cloud, tree } = workbench;
    await waitUntilKept('proxy');
    await cloud.fail('/organizations', { kind: 'error', code: 'service_unavailable' });
    await workbench.reload();
    await tree.row(/^As of .+; could not refresh\. Katapult is unavailable at the moment/).waitFor();
    await tree.row('git').waitFor();
    await tree.row('backup').waitFor();
    await quietly();
    await cloud.heal();
    await tree.row(/^As of/).click();
    await tree.row(/^As of/).waitFor({ state: 'hidden' });
    await tree.row('git').waitFor();
  });

  it('a window that comes up for the first time without Katapult says so at the top', async () => {
    const { cloud, tree } = workbench;
    await forgetKept('proxy');
    await cloud.fail('/organizations', { kind: 'error', code: 'service_unavailable' });
    await workbench.reload();
    await tree.row(/^Could not load\. Katapult is unavailable at the moment/).waitFor();
    assert.equal((await tree.text()).split('\n').length, 1);
    await quietly();
  });

  it('an organization that could never be read is a row with the cause beside the others', async () => {
    const { cloud, tree } = workbench;
    const { organizationId } = await cloud.machine('git');
    await cloud.heal();
    await cloud.fail(`${organizationId}/virtual_machines`, suspended);
    await tree.row(/^Could not load/).click();
    await tree.row('backup').waitFor();
    await tree.row(/^Could not load\. The organization is suspended\./).waitFor();
    assert.deepEqual(await tree.childrenOf('Meadow Studio'), [
      'Could not load. The organization is suspended.',
    ]);
    await cloud.heal();
    await tree.action(/^Could not load/, 'Retry');
    await tree.row('git').waitFor();
  });

  it('addresses that could never be read are told, and the machines are shown all the same', async () => {
    const { cloud, tree } = workbench;
    const { organizationId } = await cloud.machine('backup');
    await forgetKept('proxy');
    await cloud.fail(`${organizationId}/ip_addresses`, suspended);
    await workbench.reload();
    await tree.row(/^IP addresses could not be loaded\. The organization is suspended\./).waitFor();
    await tree.row('backup').waitFor();
    await tree.row('git').waitFor();
  });

  async function quietly(): Promise<void> {
    assert.deepEqual(await workbench.notifications.texts(), []);
  }
});
