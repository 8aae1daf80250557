import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Row, Tree } from '../support/browser/tree.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Moving addresses', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital', { window: { height: 1_100 } });
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  async function holder(address: string): Promise<string | undefined> {
    const { virtualMachines } = await workbench.cloud.state();
    const { allocationId } = await workbench.cloud.address(address);
    return virtualMachines.find(({ id }) => id === allocationId)?.name;
  }

  /** Chooses a machine in the list, which is longer than the box. */
  async function choose(machine: string): Promise<void> {
    await workbench.quickInput.option('api-03').waitFor();
    await workbench.quickInput.type(machine);
    await workbench.quickInput.pick(machine);
  }

  /** Presses the mouse on a row, draws it onto another, and lets it go there. */
  async function drag(from: Row, onto: Row, [source, target]: readonly [Tree, Tree]): Promise<void> {
    const { page } = workbench;
    const { mouse } = page;
    const taken = target.row(onto).and(page.locator('.drop-target'));
    // Again if need be: a row that is just drawn anew can't be drawn away.
    await eventually(async () => {
      const [start, end] = [await source.row(from).boundingBox(), await target.row(onto).boundingBox()];
      assert.ok(start && end);
      const [height, endHeight] = [start.y + start.height / 2, end.y + end.height / 2];
      await mouse.move(start.x + 80, height);
      await mouse.down();
      try {
        await mouse.move(start.x + 90, height + 6, { steps: 5 });
        await mouse.move(end.x + 80, endHeight, { steps: 15 });
        await mouse.move(end.x + 84, endHeight, { steps: 4 });
        await taken.waitFor({ timeout: 3_000 });
      } finally {
        await mouse.up();
      }
    });
  }

  it('from a failed machine names what is lost, and says how long the address was without a machine', async () => {
    const { cloud, dialog, notifications, quickInput, tree } = workbench;
    await openMachine(workbench, 'vpn');
    await tree.menu('203.0.113.15', /^Move/);
    await quickInput.wait('Move IP Address');
    await choose('monitoring');
    assert.deepEqual((await dialog.text()).split('\n').filter(Boolean), [
      'Move 203.0.113.15 from vpn to monitoring?',
      'Network interface: Public Network on monitoring',
      'Traffic to this address stops until it has arrived.',
      'Its reverse DNS becomes that of monitoring.',
    ]);
    await dialog.choose('Move');
    assert.match(
      await notifications.read('Moved 203.0.113.15'),
      /^Moved 203\.0\.113\.15 from vpn to monitoring: \d+ ms without a machine; reverse DNS monitoring\.infra\.\S+ instead of vpn\.infra\.\S+$/,
    );
    await tree.row('203.0.113.15, IP address').waitFor();
    assert.equal(await holder('203.0.113.15'), 'monitoring');
    const { id } = await cloud.address('203.0.113.15');
    const [target] = await cloud.interfaces('monitoring');
    assert.deepEqual(await cloud.writes(), [
      `POST /ip_addresses/${id}/unallocate`,
      `POST /virtual_machine_network_interfaces/${target?.id}/allocate_ip`,
    ]);
    await notifications.dismiss('Moved 203.0.113.15');
    await tree.collapse('monitoring');
  });

  it('says which network interfaces can’t take the address, and why', async () => {
    const { cloud, quickInput, tree } = workbench;
    await tree.menu('10.20.0.3', /^Move/);
    await choose('monitoring');
    await quickInput.option(/Public Network on monitoring/).waitFor();
    const [option] = await quickInput.options();
    const why =
      'Public Network on monitoring is in the network Public Network (London), not in Backend London';
    assert.ok(option?.includes(why), option);
    await quickInput.pick('Public Network on monitoring');
    await eventually(async () => assert.ok((await quickInput.placeholder()).startsWith(why)));
    await quickInput.cancel();
    assert.deepEqual(await cloud.writes(), []);
  });

  it('puts an address back that the target does not take, and says so', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    const [target] = await cloud.interfaces('worker-04');
    await cloud.fail(`/${target?.id}/allocate_ip`, { kind: 'error', code: 'invalid_ip' });
    await openMachine(workbench, 'mail-01');
    await tree.menu('203.0.113.4', /^Move/);
    await choose('worker-04');
    await dialog.choose('Move');
    assert.match(
      await notifications.read('Could not move 203.0.113.4 from mail-01 to worker-04'),
      /The address is back where it was: \d+ ms without a machine\.$/,
    );
    assert.equal(await holder('203.0.113.4'), 'mail-01');
    await tree.row('203.0.113.4, IP address').waitFor();
    await notifications.dismiss('Could not move');
  });

  it('sets the reverse DNS back that was lost, if that is wished', async () => {
    const { cloud, dialog, notifications, quickInput, tree } = workbench;
    await tree.menu('203.0.113.5', 'Edit', /^Set Reverse DNS/);
    await quickInput.answer('mx.harbour-digital.example');
    await tree.row(/^203\.0\.113\.5, .*mx\.harbour-digital\.example/).waitFor();
    await tree.menu('203.0.113.5', /^Move/);
    await choose('worker-04');
    assert.match(
      await dialog.text(),
      /Its reverse DNS mx\.harbour-digital\.example is lost: it becomes that of/,
    );
    await dialog.choose('Move');
    await notifications.choose('The reverse DNS of 1 address was lost', 'Set Reverse DNS Back');
    await eventually(async () =>
      assert.equal((await cloud.address('203.0.113.5')).reverseDns, 'mx.harbour-digital.example'),
    );
    assert.equal(await holder('203.0.113.5'), 'worker-04');
    await notifications.dismiss('Moved 203.0.113.5');
    await tree.collapse('worker-04');
  });

  it('takes what is drawn with the mouse onto a machine, after the same question', async () => {
    const { dialog, notifications, tree } = workbench;
    await tree.collapse('vpn');
    await drag('203.0.113.6', 'monitoring', [tree, tree]);
    assert.match(await dialog.text(), /^Move 203\.0\.113\.6 from mail-01 to monitoring\?/);
    await dialog.choose('Move');
    await notifications.dismiss('Moved 203.0.113.6 from mail-01 to monitoring');
    assert.equal(await holder('203.0.113.6'), 'monitoring');
    await tree.collapse('monitoring');
  });

  it('takes what is drawn from one view to the other, in both directions', async () => {
    const { dialog, tree } = workbench;
    const pool = await workbench.openView('Unallocated Addresses');
    await tree.collapse('mail-01');
    // Before their networks are known, addresses stand elsewhere.
    await pool.row(/^Backend Amsterdam, network, .*3 addresses/).waitFor();
    await pool.row('Network not known yet').waitFor({ state: 'hidden' });
    await drag('10.20.16.5, unallocated', 'worker-01', [pool, tree]);
    assert.match(
      await dialog.text(),
      /^Allocate 10\.20\.16\.5 to worker-01\?\n+Network interface: Backend Amsterdam on worker-01/,
    );
    await dialog.choose('Allocate');
    await tree.row('10.20.16.5, IP address').waitFor();
    await pool.row('10.20.16.5, unallocated').waitFor({ state: 'hidden' });
    await drag('10.20.16.5, IP address', 'Backend Amsterdam, network', [tree, pool]);
    assert.match(await dialog.text(), /^Unallocate 10\.20\.16\.5 from worker-01\?/);
    await dialog.choose('Unallocate');
    await pool.row('10.20.16.5, unallocated').waitFor();
    await tree.collapse('worker-01');
  });

  it('moves all of a machine, and reports the one that was not taken', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    const { id } = await cloud.address('203.0.113.8');
    await cloud.fail(`/${id}/unallocate`, { kind: 'error', code: 'permission_denied' });
    await tree.menu('mail-01', /^Move/);
    await choose('build-04');
    assert.match(await dialog.text(), /^Move \d+ addresses to build-04\?\n+203\.0\.113\.4 · mail-01\n/);
    await dialog.choose('Move');
    assert.match(
      await notifications.read(/Moved \d+ of \d+ addresses to build-04/),
      /None was without a machine for more than \d+ ms\. 203\.0\.113\.8: The token’s user has no permission/,
    );
    assert.equal(await holder('203.0.113.8'), 'mail-01');
    assert.equal(await holder('203.0.113.9'), 'build-04');
    await notifications.dismiss(/Moved \d+ of/);
  });

  it('finds the addresses of a machine in the trash from the palette', async () => {
    const { dialog, notifications, quickInput } = workbench;
    await workbench.command('Katapult: Move IP Addresses…');
    await quickInput.type('203.0.113.25');
    await quickInput.option('203.0.113.25').click();
    await choose('monitoring');
    assert.match(
      await dialog.text(),
      /web-retired is not among the virtual machines: it may be in the trash\./,
    );
    await dialog.choose('Move');
    await notifications.read('Moved 203.0.113.25 from web-retired to monitoring');
    assert.equal(await holder('203.0.113.25'), 'monitoring');
  });

  it('says who had an address that nothing has now, and moves it to the same machine when tried again', async () => {
    const { cloud, dialog, notifications, tree } = workbench;
    await cloud.fail('/allocate_ip', { kind: 'error', code: 'invalid_ip' });
    await openMachine(workbench, 'monitoring');
    await tree.menu('203.0.113.25', /^Move/);
    await choose('vpn');
    assert.match(await dialog.text(), /^The state of vpn: failed\.$/m);
    await dialog.choose('Move');
    assert.match(
      await notifications.read('Could not move 203.0.113.25 from monitoring to vpn'),
      /The address is allocated to nothing now; before, monitoring had it\.$/,
    );
    await notifications.dismiss('Could not move');
    await cloud.heal();
    const activity = await workbench.openView('Activity');
    await activity.action(/^Could not move 203\.0\.113\.25 from monitoring to vpn/, 'Retry');
    assert.match(await dialog.text(), /^Allocate 203\.0\.113\.25 to vpn\?/);
    await dialog.choose('Allocate');
    await activity.row('Allocated 203.0.113.25 to vpn').waitFor();
    assert.equal(await holder('203.0.113.25'), 'vpn');
  });
});
