import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Allocating a new address', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'web-01');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  it('asks first, and says that it may be billed; Cancel adds nothing', async () => {
    const { cloud, dialog, quickInput, tree } = workbench;
    await tree.action('Public Network', /^Allocate/);
    await quickInput.type('new IPv4');
    await quickInput.pick('Allocate a new IPv4 address…');
    const text = await dialog.text();
    assert.match(text, /^Add a new IPv4 address to Harbour Digital\?/);
    assert.match(text, /may be billed/);
    assert.match(text, /web-01 \(Public Network on web-01\)/);
    assert.deepEqual((await dialog.buttons()).sort(), ['Add and Allocate', 'Cancel']);
    await dialog.choose('Cancel');
    assert.deepEqual(await cloud.writes(), []);
    assert.deepEqual(await workbench.notifications.texts(), []);
  });

  it('adds one address and shows it, selected', async () => {
    const { cloud, dialog, quickInput, tree } = workbench;
    const known = new Set((await cloud.state()).ipAddresses.map(({ id }) => id));
    await tree.action('Public Network', /^Allocate/);
    await quickInput.type('new IPv4');
    await quickInput.pick('Allocate a new IPv4 address…');
    await cloud.slow(1_000);
    await dialog.choose('Add and Allocate');
    await tree.row('Public Network').getByText('allocating a new address…').waitFor();
    await workbench.says('Allocated a new IPv4 address to web-01');
    const added = (await cloud.state()).ipAddresses.filter(({ id }) => !known.has(id));
    const [target] = await cloud.interfaces('web-01');
    assert.deepEqual(
      added.map(({ version, interfaceId }) => ({ version, interfaceId })),
      [{ version: 'ipv4', interfaceId: target?.id }],
    );
    await tree
      .row(new RegExp(`^${added[0]?.address ?? ''},.*web-01\\.infra`))
      .and(selected())
      .waitFor();
    assert.equal((await cloud.writes()).length, 1);
  });

  it('can be chosen in the context menu of an interface, and asks for the version', async () => {
    const { cloud, dialog, quickInput, tree } = workbench;
    await tree.menu('Public Network', /^Allocate New IP Address/);
    assert.deepEqual(await quickInput.options(), ['IPv4', 'IPv6']);
    await quickInput.pick('IPv6');
    assert.match(await dialog.text(), /^Add a new IPv6 address/);
    await dialog.choose('Add and Allocate');
    await workbench.says('Allocated a new IPv6 address to web-01');
    assert.equal((await cloud.writes()).length, 1);
    await shown('ipv6');
  });

  it('is not repeated when its answer is lost, and is found all the same', async () => {
    const { cloud, dialog, notifications, quickInput, tree } = workbench;
    const before = (await cloud.state()).ipAddresses.length;
    await cloud.fail('allocate_new_ip', { kind: 'reset' }, { when: 'after' });
    await tree.menu('Public Network', /^Allocate New IP Address/);
    await quickInput.pick('IPv4');
    await dialog.choose('Add and Allocate');
    await workbench.says('Allocated a new IPv4 address to web-01');
    assert.equal((await cloud.state()).ipAddresses.length, before + 1);
    assert.equal((await cloud.writes()).length, 1);
    await shown('ipv4');
    assert.deepEqual(await notifications.texts(), []);
  });

  it('says that the network has none left', async () => {
    const { cloud, dialog, notifications, quickInput, tree } = workbench;
    const [target] = await cloud.interfaces('web-01');
    await cloud.change({ action: 'exhaust-network', id: target?.networkId ?? '' });
    await tree.menu('Public Network', /^Allocate New IP Address/);
    await quickInput.pick('IPv4');
    await dialog.choose('Add and Allocate');
    assert.equal(
      await notifications.read('Could not allocate'),
      'Could not allocate a new IPv4 address to web-01. Katapult has no free address of this version in this network.',
    );
    await notifications.dismiss('Could not allocate');
  });

  /** Waits for the row of the address of a version that was added last, as it is when all of it has been read. */
  async function shown(version: 'ipv4' | 'ipv6'): Promise<void> {
    const { ipAddresses } = await workbench.cloud.state();
    const { address = '' } = ipAddresses.findLast((each) => each.version === version) ?? {};
    await workbench.tree
      .row(new RegExp(`^${address},.*web-01\\.infra`))
      .and(selected())
      .waitFor();
  }

  function selected() {
    return workbench.page.locator('[aria-selected=true]');
  }
});
