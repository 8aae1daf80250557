import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The log', () => {
  let workbench: Workbench;

  before(async () => (workbench = await openOrganization('Harbour Digital')));
  after(() => workbench.close());

  it('has a line for every request, with how it was answered and how long it took, and no token', async () => {
    const { cloud, page } = workbench;
    await cloud.fail('/organizations', { kind: 'error', code: 'organization_suspended' });
    await workbench.titleAction(/^Refresh/);
    await workbench.titleMenu('Show Log');
    const output = page.getByRole('tabpanel').or(page.locator('.part.panel'));
    const text = await eventually(async () => {
      // A long line is shown as several.
      const lines = (await output.first().locator('.view-line').allInnerTexts())
        .join('')
        .replaceAll('\u00a0', ' ');
      assert.match(lines, /\[warning\] GET \/organizations 403 organization_suspended \d+ ms [\w-]+/);
      return lines;
    });
    assert.match(
      text,
      /\[info\] GET \/organizations\/org_\w+\/virtual_machines\?page=1&per_page=200 200 \d+ ms [\w-]+/,
    );
    assert.ok(!text.includes(workbench.simulator.token));
    assert.doesNotMatch(text, /Bearer|simulated_/);
  });
});
