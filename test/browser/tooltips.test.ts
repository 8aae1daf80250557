import assert from 'node:assert/strict';
import { openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Tooltips', () => {
  let workbench: Workbench;

  before(async () => (workbench = await openOrganization('Harbour Digital')));
  after(() => workbench.close());

  it('tell of a machine what the lists leave out, without opening it', async () => {
    const text = await workbench.tree.tooltip('db-primary');
    assertLines(text, [
      'db-primary',
      'State: started',
      'Hostname: db-primary.infra.harbour-digital.example',
      'Data center: London',
      'IP addresses: 192.0.2.2, 192.0.2.9, 203.0.113.66',
      'Organization: Harbour Digital',
      'Id: vm_',
    ]);
    assertLines(text, ['Zone: ', 'Package: ROCK-', 'Created: ']);
  });

  it('show when a machine is pointed at for the first time, although they have to be read', async () => {
    const { page, tree } = workbench;
    await page.mouse.move(700, 500);
    await tree.row('vpn').hover();
    await page.locator('.monaco-hover-content').getByText('State: failed').waitFor();
  });

  it('tell of an interface its network and its addresses', async () => {
    await workbench.tree.expand('db-primary');
    const text = await workbench.tree.tooltip('Protected Network');
    assertLines(text, ['Network: Protected Network', 'MAC address: ', 'IP addresses: 192.0.2.2, 192.0.2.9']);
  });

  it('tell of an address its network, mask, gateway and names', async () => {
    const text = await workbench.tree.tooltip('192.0.2.9');
    assertLines(text, [
      '192.0.2.9',
      'Version: IPv4',
      'Label: shared london',
      'VIP: yes',
      'Reverse DNS: db-primary.infra.harbour-digital.example',
      'With mask: 192.0.2.9/',
      'Network: Protected Network',
      'Data center: London',
      'Subnet: 192.0.2.',
      'Gateway: 192.0.2.',
      'Virtual machine: db-primary',
    ]);
  });

  function assertLines(text: string, beginnings: readonly string[]): void {
    const lines = text.split('\n');
    for (const beginning of beginnings)
      assert.ok(
        lines.some((line) => line.startsWith(beginning)),
        `${beginning} is not in:\n${text}`,
      );
  }
});
