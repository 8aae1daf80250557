import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Copying as', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'web-01');
  });
  after(() => workbench.close());

  it('an entry for ~/.ssh/config is in the menu of a machine', async () => {
    await workbench.tree.menu('web-01', 'Copy As', 'Copy SSH Config Entry');
    await copied('Host web-01\n    HostName 203.0.113.2\n');
  });

  it('lines for /etc/hosts are in the menu of a network interface', async () => {
    await workbench.tree.menu(/^Public Network/, 'Copy As', 'Copy Hosts File Lines');
    const lines = ['203.0.113.2', '203.0.113.3', '203.0.113.74', '2001:db8:500::1f0'].map(
      (address) => `${address}\tweb-01.infra.harbour-digital.example web-01\n`,
    );
    await copied(lines.join(''));
  });

  it('JSON is in the menu of an address', async () => {
    await workbench.tree.menu('203.0.113.2', 'Copy As', /^Copy JSON/);
    await workbench.says('Copied JSON');
    const { address, virtualMachine } = JSON.parse(await workbench.clipboard()) as Record<string, unknown>;
    assert.equal(address, '203.0.113.2');
    assert.deepEqual(virtualMachine, { id: (await workbench.cloud.machine('web-01')).id, name: 'web-01' });
  });

  async function copied(text: string): Promise<void> {
    await eventually(async () => assert.equal(await workbench.clipboard(), text));
  }
});
