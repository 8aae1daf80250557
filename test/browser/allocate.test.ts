import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Allocating an address on a row', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'web-01');
    await workbench.tree.row('203.0.113.2').waitFor();
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  it('begins with the + of an interface, and shows on its row that it is under way', async () => {
    const { cloud, quickInput, tree } = workbench;
    await tree.action('Public Network', /^Allocate/);
    await quickInput.wait('Allocate IP Address');
    await quickInput.option('203.0.113.71').waitFor();
    await cloud.slow(1_500);
    await quickInput.pick('203.0.113.71');
    await tree.row('Public Network').getByText('allocating 203.0.113.71…').waitFor();
    await workbench.says('Allocating 203.0.113.71 to web-01…');
    await workbench.says('Allocated 203.0.113.71 to web-01');
  });

  it('ends with the address in its place, selected, and with the reverse DNS as it has become', async () => {
    const { cloud, tree } = workbench;
    await tree.action('Public Network', /^Allocate/);
    await workbench.quickInput.pick('203.0.113.23');
    await tree.row(/^203\.0\.113\.23,.*web-01\.infra\.harbour-digital\.example/).waitFor();
    await eventually(async () =>
      assert.equal(await tree.row('203.0.113.23').getAttribute('aria-selected'), 'true'),
    );
    const addresses = await tree.childrenOf('Public Network');
    assert.deepEqual(
      addresses.slice(0, 4).map((address) => address.split(',')[0]),
      ['203.0.113.2', '203.0.113.3', '203.0.113.23', '203.0.113.71'],
    );
    const [target] = await cloud.interfaces('web-01');
    assert.deepEqual(await cloud.writes(), [
      `POST /virtual_machine_network_interfaces/${target?.id ?? ''}/allocate_ip`,
    ]);
    assert.equal((await cloud.address('203.0.113.23')).interfaceId, target?.id);
    await tree.row(/^web-01, .* 203\.0\.113\.2 \+5$/).waitFor();
  });

  it('begins in the context menu of an interface, too', async () => {
    const { quickInput, tree } = workbench;
    await tree.menu('Public Network', /^Allocate IP Address/);
    await quickInput.pick('2001:db8:500::1fb');
    await tree.row(/^2001:db8:500::1fb,.*web-01\.infra/).waitFor();
  });

  it('leaves the interface of a machine to Katapult', async () => {
    const { cloud, quickInput, tree } = workbench;
    await tree.collapse('web-01');
    await tree.action('db-primary', /^Allocate/);
    await quickInput.pick('192.0.2.4');
    await tree.row(/^192\.0\.2\.4,.*db-primary\.infra/).waitFor();
    const { id } = await cloud.machine('db-primary');
    assert.deepEqual(await cloud.writes(), [`POST /virtual_machines/${id}/allocate_ip`]);
    assert.ok((await tree.childrenOf('Protected Network')).some((row) => row.startsWith('192.0.2.4,')));
    await eventually(async () =>
      assert.equal(await tree.row('192.0.2.4').getAttribute('aria-selected'), 'true'),
    );
  });

  it('begins where an interface says that it has no addresses', async () => {
    const { quickInput, tree } = workbench;
    await openMachine(workbench, 'db-replica');
    await tree.row('No IP addresses').click();
    await quickInput.pick('198.51.100.12');
    await tree.row(/^198\.51\.100\.12,.*db-replica\.infra/).waitFor();
    await tree.row('No IP addresses').waitFor({ state: 'hidden' });
    await tree.row(/^db-replica, virtual machine, started, 198\.51\.100\.12$/).waitFor();
    await tree.row(/^Public Network, network interface, 1 address$/).waitFor();
  });

  it('changes nothing when it is cancelled', async () => {
    const { cloud, quickInput, tree } = workbench;
    const before = await tree.text();
    await tree.action('db-replica', /^Allocate/);
    await quickInput.options();
    await quickInput.cancel();
    assert.equal(await tree.text(), before);
    assert.deepEqual(await cloud.writes(), []);
    assert.deepEqual(await workbench.notifications.texts(), []);
  });
});
