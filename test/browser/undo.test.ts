import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Undo', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'mail-01');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  async function unallocate(address: string): Promise<void> {
    const { dialog, tree } = workbench;
    await tree.action(address, /^Unallocate/);
    await dialog.choose('Unallocate');
    await tree.row(address).waitFor({ state: 'hidden' });
  }

  async function openUndo(): Promise<void> {
    await workbench.command('Katapult: Undo…');
    await workbench.quickInput.wait('Undo');
    await workbench.quickInput.option(/./).waitFor();
  }

  it('in the message brings an address back to the interface it was on', async () => {
    const { cloud, notifications, tree } = workbench;
    const [target] = await cloud.interfaces('mail-01');
    await unallocate('203.0.113.4');
    await notifications.choose('Unallocated 203.0.113.4 from mail-01', 'Undo');
    await tree.row('203.0.113.4').waitFor();
    const { id, interfaceId } = await cloud.address('203.0.113.4');
    assert.equal(interfaceId, target?.id);
    assert.deepEqual(await cloud.writes(), [
      `POST /ip_addresses/${id}/unallocate`,
      `POST /virtual_machine_network_interfaces/${target?.id ?? ''}/allocate_ip`,
    ]);
  });

  it('sets a reverse DNS back that unallocating has lost', async () => {
    const { cloud, dialog, notifications, quickInput, tree } = workbench;
    await tree.menu('203.0.113.5', 'Edit', /^Set Reverse DNS/);
    await quickInput.wait('Set Reverse DNS: 203.0.113.5');
    await quickInput.answer('smtp.example.com');
    await tree.row(/^203\.0\.113\.5,.*smtp\.example\.com/).waitFor();
    await tree.action('203.0.113.5', /^Unallocate/);
    assert.match(await dialog.text(), /Its reverse DNS smtp\.example\.com is lost/);
    await dialog.choose('Unallocate');
    await notifications.choose('Unallocated 203.0.113.5', 'Undo');
    await tree.row(/^203\.0\.113\.5,.*smtp\.example\.com/).waitFor();
    await eventually(async () =>
      assert.equal((await cloud.address('203.0.113.5')).reverseDns, 'smtp.example.com'),
    );
  });

  it('says that it is no longer possible when somebody else has taken the address', async () => {
    const { cloud, notifications } = workbench;
    await unallocate('203.0.113.6');
    const [other] = await cloud.interfaces('monitoring');
    const { id } = await cloud.address('203.0.113.6');
    await cloud.change({ action: 'allocate-address', id, interfaceId: other?.id ?? '' });
    await cloud.forget();
    await notifications.choose('Unallocated 203.0.113.6', 'Undo');
    assert.equal(
      await notifications.read('can’t be undone'),
      'Katapult: “Unallocated 203.0.113.6 from mail-01” can’t be undone. 203.0.113.6 is allocated to monitoring now.',
    );
    assert.deepEqual(await cloud.writes(), []);
    await notifications.dismiss('can’t be undone');
  });

  it('in the palette lists what was done, newest first, and says what can’t be undone and why', async () => {
    const { quickInput } = workbench;
    await openUndo();
    const [first, , third, ...more] = await quickInput.options();
    assert.match(
      first ?? '',
      /^Unallocated 203\.0\.113\.6.*Can’t be undone: 203\.0\.113\.6 is allocated to monitoring now\./,
    );
    assert.match(third ?? '', /^Allocated 203\.0\.113\.5 to mail-01/);
    assert.match(more.at(-1) ?? '', /^Unallocated 203\.0\.113\.4.*It was undone already\./);
    await quickInput.cancel();
  });

  it('of an undo does it again', async () => {
    const { cloud, quickInput, tree } = workbench;
    await openUndo();
    await quickInput.pick(/^Allocated 203\.0\.113\.4 to mail-01/);
    await tree.row('203.0.113.4').waitFor({ state: 'hidden' });
    assert.equal((await cloud.address('203.0.113.4')).allocationId, null);
  });

  it('of an edit sets the former value', async () => {
    const { cloud, notifications, quickInput, tree } = workbench;
    await tree.menu('203.0.113.8', 'Edit', /^Set or Clear VIP/);
    await quickInput.pick(/^VIP/);
    await quickInput.button(/^Back/).waitFor();
    await quickInput.answer('front');
    await tree.row(/^203\.0\.113\.8,.*front/).waitFor();
    await notifications.choose('Changed 203.0.113.8: VIP with the label front', 'Undo');
    await eventually(async () => assert.equal((await cloud.address('203.0.113.8')).vip, false));
    await tree.row(/^203\.0\.113\.8, IP address, IPv4, mail-01/).waitFor();
  });
});
