import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Tree } from '../support/browser/tree.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The view of activities', () => {
  let workbench: Workbench;
  let activity: Tree;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'mail-01');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  async function unallocate(address: string): Promise<void> {
    const { dialog, tree } = workbench;
    await tree.action(address, /^Unallocate/);
    await dialog.choose('Unallocate');
  }

  it('comes with the first thing that is done, which spins until it has ended', async () => {
    const { cloud, dialog, tree, sideBar } = workbench;
    const header = sideBar.getByRole('button', { name: 'Activity Section' });
    assert.equal(await header.count(), 0);
    await tree.action('203.0.113.4', /^Unallocate/);
    await dialog.text();
    await cloud.slow(2_000);
    await dialog.choose('Unallocate');
    await header.waitFor();
    activity = await workbench.openView('Activity');
    const running = activity.row(/^Unallocating 203\.0\.113\.4 from mail-01…, running/);
    await running.waitFor();
    assert.equal(await running.locator('.codicon-loading').count(), 1);
    await activity.row(/^Unallocated 203\.0\.113\.4 from mail-01, done, .+ s, /).waitFor();
    await cloud.slow(0);
  });

  it('says why something failed, and tries it again, asking again', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await cloud.fail('/unallocate', { kind: 'error', code: 'permission_denied' });
    await unallocate('203.0.113.5');
    const failed = activity.row(
      /^Could not unallocate 203\.0\.113\.5 from mail-01\., failed, .*no permission/,
    );
    await failed.waitFor();
    await notifications.dismiss('Could not unallocate 203.0.113.5');
    await cloud.heal();
    await activity.action(failed, 'Retry');
    assert.match(await dialog.text(), /^Unallocate 203\.0\.113\.5 from mail-01\?/);
    await dialog.choose('Unallocate');
    await activity.row(/^Unallocated 203\.0\.113\.5/).waitFor();
    await tree.row('203.0.113.5').waitFor({ state: 'hidden' });
  });

  it('checks again what nobody knows, and offers no way to repeat it', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    const { id } = await cloud.address('203.0.113.6');
    await tree.action('203.0.113.6', /^Unallocate/);
    await dialog.text();
    await cloud.fail(`/${id}/unallocate`, { kind: 'reset' }, { when: 'after' });
    await cloud.fail(`/ip_addresses/${id}$`, { kind: 'error', code: 'permission_denied' });
    await dialog.choose('Unallocate');
    const unknown = activity.row(/^It is not known whether 203\.0\.113\.6 was unallocated/);
    await unknown.waitFor();
    await notifications.dismiss('It is not known whether');
    await unknown.hover();
    await unknown.getByRole('button', { name: 'Check Again' }).waitFor();
    assert.equal(await unknown.getByRole('button', { name: 'Retry' }).count(), 0);
    await cloud.heal();
    await activity.action(unknown, 'Check Again');
    await activity.row(/^Unallocated 203\.0\.113\.6/).waitFor();
    assert.equal((await cloud.writes()).length, 1);
  });

  it('takes something back from its row, and shows both', async () => {
    const { tree } = workbench;
    await activity.action('Unallocated 203.0.113.6', 'Undo');
    await tree.row('203.0.113.6').waitFor();
    await activity.row('Allocated 203.0.113.6 to mail-01').waitFor();
    await activity.row(/^Unallocated 203\.0\.113\.6 from mail-01, done, undone since/).waitFor();
  });

  it('copies a row as a line', async () => {
    await activity.menu('Unallocated 203.0.113.4', /^Copy/);
    await eventually(async () =>
      assert.match(
        await workbench.clipboard(),
        /^\d{4}-.+Z\tdone\tUnallocated 203\.0\.113\.4 from mail-01\t/,
      ),
    );
  });

  it('is written to a file that one names', async () => {
    const { quickInput, sideBar } = workbench;
    const file = join(tmpdir(), `katapult-activity-${process.pid}.json`);
    await sideBar.getByText('Activity', { exact: true }).hover();
    await workbench.button('Export Activities…').click();
    await quickInput.wait('Export Activities');
    // Again if need be: while it reads a folder it takes neither a name nor Enter.
    await eventually(async () => {
      await quickInput.type(file);
      await quickInput.accept();
      await quickInput.root.waitFor({ state: 'hidden', timeout: 2_000 });
    });
    try {
      const written = await eventually(async () => JSON.parse(await readFile(file, 'utf8')) as unknown[]);
      assert.deepEqual(
        written
          .map((each) => Object.assign({ what: '', outcome: '' }, each))
          .map(({ what, outcome }) => `${what} ${outcome}`),
        [
          'Unallocated 203.0.113.4 from mail-01 done',
          'Could not unallocate 203.0.113.5 from mail-01. failed',
          'Unallocated 203.0.113.5 from mail-01 done',
          'Unallocated 203.0.113.6 from mail-01 done',
          'Allocated 203.0.113.6 to mail-01 done',
        ],
      );
    } finally {
      await rm(file, { force: true });
    }
  });

  it('goes when it is cleared', async () => {
    await workbench.command('Katapult: Clear Activities');
    await workbench.sideBar.getByRole('button', { name: 'Activity Section' }).waitFor({ state: 'hidden' });
  });
});
