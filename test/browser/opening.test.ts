import assert from 'node:assert/strict';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The window', () => {
  let workbench: Workbench;

  before(async () => (workbench = await openWorkbench()));
  after(() => workbench.close());

  it('has a side bar for Katapult', async () => {
    await workbench.openKatapult();
    assert.match(await workbench.ariaSnapshot(), /Virtual Machines/);
  });

  it('offers commands of Katapult', async () => {
    const commands = await workbench.commandsLike('Katapult');
    assert.ok(
      commands.some((command) => command.startsWith('Katapult: ')),
      commands.join('\n'),
    );
  });
});
