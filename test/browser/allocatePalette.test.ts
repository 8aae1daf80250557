import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Allocating an address from the palette', () => {
  let workbench: Workbench;

  before(async () => (workbench = await openOrganization('Harbour Digital')));
  after(() => workbench.close());
  beforeEach(async () => {
    await workbench.cloud.forget();
    await workbench.command('Katapult: Allocate IP Address…');
    await workbench.quickInput.wait('Allocate IP Address');
  });

  it('asks for the machine, the interface and the address, and says which step it is', async () => {
    const { cloud, quickInput } = workbench;
    assert.match(await quickInput.title(), /\(1\/3\)/);
    assert.equal(await quickInput.placeholder(), 'Choose the virtual machine');
    await quickInput.type('web-02');
    await quickInput.pick('web-02');
    await quickInput.option('Public Network on web-02').waitFor();
    assert.match(await quickInput.title(), /\(2\/3\)/);
    assert.equal(await quickInput.placeholder(), 'Choose the network interface of web-02');
    await quickInput.pick('Backend Amsterdam on web-02');
    await quickInput.option('10.20.16.5').waitFor();
    assert.match(await quickInput.title(), /\(3\/3\)/);
    await quickInput.pick('10.20.16.5');
    await workbench.tree.row(/^10\.20\.16\.5,.*web-02\.infra/).waitFor();
    assert.equal((await cloud.writes()).length, 1);
    assert.match(
      (await cloud.writes())[0] ?? '',
      /^POST \/virtual_machine_network_interfaces\/\w+\/allocate_ip$/,
    );
  });

  it('goes back a step, and finds there what was typed and chosen', async () => {
    const { quickInput } = workbench;
    await quickInput.type('worker');
    await quickInput.pick('worker-03');
    await quickInput.option('Public Network on worker-03').waitFor();
    await quickInput.back();
    await quickInput.option('worker-03').waitFor();
    assert.equal(await quickInput.field.inputValue(), 'worker');
    assert.equal(
      await quickInput.root
        .locator('.monaco-list-row.focused')
        .getAttribute('aria-label')
        .then((label) => label?.split(',')[0]),
      'worker-03',
    );
    assert.match(await quickInput.title(), /\(1\/3\)/);
    await quickInput.cancel();
  });

  it('leaves out the question for the interface when there is only one', async () => {
    const { quickInput } = workbench;
    await quickInput.type('monitoring');
    await quickInput.accept();
    await quickInput.option('203.0.113.71').waitFor();
    assert.equal(await quickInput.placeholder(), 'Choose the address to allocate to monitoring');
    await quickInput.back();
    await quickInput.option('monitoring').waitFor();
    await quickInput.cancel();
  });

  it('can be done with the keyboard alone', async () => {
    const { page, quickInput } = workbench;
    await page.keyboard.type('backup');
    await quickInput.option('backup').waitFor();
    await page.keyboard.press('Enter');
    await quickInput.option('198.51.100.13').waitFor();
    await page.keyboard.type('100.13');
    await page.keyboard.press('Enter');
    await workbench.tree.row(/^198\.51\.100\.13,.*backup\.infra/).waitFor();
  });
});
