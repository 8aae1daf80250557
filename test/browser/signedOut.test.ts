import assert from 'node:assert/strict';
import { eventually } from '../support/browser/eventually.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('The side bar while nobody is signed in', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.openKatapult();
  });
  after(() => workbench.close());

  it('offers to sign in, and a look around without an account', async () => {
    await workbench.button('Sign In').waitFor();
    await workbench.button('Explore a Demo Account').waitFor();
    await workbench.sideBar.getByText('Sign in to see your virtual machines').waitFor();
  });

  it('asks for the token when the button is pressed', async () => {
    await workbench.button('Sign In').click();
    await workbench.quickInput.wait('Sign In to Katapult');
    await workbench.quickInput.cancel();
  });

  it('can be used with the keyboard alone', async () => {
    await workbench.command('Katapult: Focus on Virtual Machines View');
    const focused = workbench.button('Sign In').and(workbench.page.locator(':focus'));
    for (let presses = 0; presses < 10 && (await focused.count()) === 0; presses++)
      await workbench.page.keyboard.press('Tab');
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.wait('Sign In to Katapult');
    await workbench.quickInput.cancel();
  });

  it('keeps commands that need an account out of the palette', async () => {
    // The palette holds those that were used lately until it has heeded what is typed.
    const names = await eventually(async () => {
      const commands = await workbench.commandsLike('Katapult: ');
      const found = commands.map((command) => command.split(',')[0]);
      for (const present of ['Sign In', 'Open Demo Account'])
        assert.ok(found.includes(`Katapult: ${present}`), commands.join('\n'));
      return found;
    });
    for (const absent of ['Allocate IP Address…', 'Refresh', 'Sign Out', 'Retry'])
      assert.ok(!names.includes(`Katapult: ${absent}`), names.join('\n'));
  });
});
