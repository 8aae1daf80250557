import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('What machines are called', () => {
  let workbench: Workbench;

  before(async () => {
    const settings = { 'katapult.machineLabel': 'fqdn', 'katapult.machineDescription': 'allAddresses' };
    workbench = await openOrganization('Meadow Studio', {
      window: { settings },
      firstRow: 'git.infra.meadow-studio.example',
    });
  });
  after(() => workbench.close());

  it('and which addresses stand behind them is as the settings say', async () => {
    const { tree } = workbench;
    const row = tree.row('git.infra.meadow-studio.example');
    const label = (await row.getAttribute('aria-label')) ?? '';
    const { ipAddresses } = await workbench.cloud.state();
    const { id } = await workbench.cloud.machine('git');
    const own = ipAddresses.filter(({ allocationId }) => allocationId === id);
    assert.ok(own.length > 2);
    for (const { address } of own) assert.ok(label.includes(address), `${label} has ${address}`);
    await workbench.picture('labels');
  });
});
