import assert from 'node:assert/strict';
import { signIn } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { forgetKept } from '../support/browser/kept.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

const notice = 'limit of requests in this minute is reached';

describe('When the requests of a minute are used up', () => {
  let workbench: Workbench;
  let id: string;

  before(async () => {
    // The waiting is real; only the clock of the extension is set forward, so that nobody has to sit through it.
    workbench = await openWorkbench({ companion: 'clock' });
    await workbench.openKatapult();
    const made = await workbench.cloud.makeToken();
    id = made.id;
    await signIn(workbench, made.token);
    await workbench.tree.row('backup').waitFor();
  });
  after(() => workbench.close());
  beforeEach(async () => {
    await nextMinute();
    await workbench.cloud.permit(id, 0);
  });

  it('while the tree loads, it says until when it waits, and goes on by itself', async () => {
    const { cloud, notifications, tree } = workbench;
    await forgetKept('backup', { companion: 'clock' });
    await workbench.reload();
    assert.match(
      await notifications.read(notice),
      /^Katapult’s limit of requests in this minute is reached\. Going on at \d+[:.]\d\d[:.]\d\d.*\.$/,
    );
    await workbench.picture('rate-limit');
    assert.equal(await tree.text(), '');
    await cloud.permit(id, 1_000);
    await nextMinute();
    await tree.row('backup').waitFor();
    await notifications.messages(notice).waitFor({ state: 'hidden' });
    assert.deepEqual(await notifications.texts(), []);
  });

  it('Cancel ends the waiting with a row that says so, and nothing more is asked', async () => {
    const { cloud, notifications, tree } = workbench;
    await forgetKept('backup', { companion: 'clock' });
    await workbench.reload();
    await notifications.choose(notice, 'Cancel');
    await notifications.messages(notice).waitFor({ state: 'hidden' });
    await tree
      .row(/^Could not load\. Nothing was sent: you stopped waiting for Katapult’s rate limit\./)
      .waitFor();
    await workbench.picture('rate-limit-cancelled');
    assert.deepEqual(await notifications.texts(), []);
    await cloud.permit(id, 1_000);
    await cloud.forget();
    await nextMinute();
    await tree.row(/^Could not load/).waitFor();
    assert.deepEqual(await cloud.requests(), []);
  });

  it('a click on that row tries again', async () => {
    const { cloud, tree } = workbench;
    await cloud.permit(id, 1_000);
    await tree.row(/^Could not load/).click();
    await tree.row('backup').waitFor();
  });

  it('a machine that is opened meanwhile waits too, with its twistie turning', async () => {
    const { cloud, notifications, tree } = workbench;
    await tree.row('backup').locator('.monaco-tl-twistie').click();
    await notifications.read(notice);
    await cloud.permit(id, 1_000);
    await nextMinute();
    await eventually(async () => assert.ok((await tree.childrenOf('backup')).length > 0));
    await notifications.messages(notice).waitFor({ state: 'hidden' });
  });

  async function nextMinute(): Promise<void> {
    await workbench.command('Companion: Go to the Next Minute');
    await workbench.quickInput.root.waitFor({ state: 'hidden' });
  }
});
