import assert from 'node:assert/strict';
import { openMachine, openOrganization } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import type { Workbench } from '../support/browser/workbench.ts';

describe('Editing addresses', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openOrganization('Harbour Digital');
    await openMachine(workbench, 'mail-01');
  });
  after(() => workbench.close());
  beforeEach(() => workbench.cloud.forget());
  afterEach(() => workbench.cloud.heal());

  it('sets the reverse DNS, prefilled, and complains of what is no host name while it is typed', async () => {
    const { cloud, quickInput, tree } = workbench;
    await tree.menu('203.0.113.4', 'Edit', /^Set Reverse DNS/);
    await quickInput.wait('Set Reverse DNS: 203.0.113.4');
    assert.equal(await quickInput.field.inputValue(), 'mail-01.infra.harbour-digital.example');
    await quickInput.type('not a name');
    assert.match(await quickInput.message(), /is no part of a host name/);
    await quickInput.accept();
    assert.deepEqual(await cloud.writes(), []);
    await quickInput.answer('smtp.example.com');
    await tree.row(/^203\.0\.113\.4,.*smtp\.example\.com/).waitFor();
    const { id, reverseDns } = await cloud.address('203.0.113.4');
    assert.equal(reverseDns, 'smtp.example.com');
    assert.deepEqual(await cloud.writes(), [`PATCH /ip_addresses/${id}`]);
  });

  it('makes a VIP only with a label, which it asks for in the same flow', async () => {
    const { cloud, quickInput, tree } = workbench;
    await tree.menu('203.0.113.5', 'Edit', /^Set or Clear VIP/);
    await quickInput.pick(/^VIP/);
    await quickInput.button(/^Back/).waitFor();
    await quickInput.accept();
    assert.match(await quickInput.message(), /A VIP needs a label/);
    assert.deepEqual(await cloud.writes(), []);
    await quickInput.answer('front');
    await tree.row(/^203\.0\.113\.5,.*front.*VIP/).waitFor();
    const { vip, label } = await cloud.address('203.0.113.5');
    assert.deepEqual([vip, label], [true, 'front']);
  });

  it('says that no VIP has no label, and clears it', async () => {
    const { cloud, quickInput, tree } = workbench;
    await tree.menu('203.0.113.5', 'Edit', /^Set or Clear VIP/);
    await quickInput.option(/^No VIP.*Its label is cleared: front/).click();
    await eventually(async () => assert.equal((await cloud.address('203.0.113.5')).label, null));
    await tree.row(/^203\.0\.113\.5, IP address, IPv4, mail-01/).waitFor();
  });

  it('from the palette labels any address, also one that is not allocated', async () => {
    const { cloud, quickInput } = workbench;
    await workbench.command('Katapult: Set Label…');
    await quickInput.type('203.0.113.23');
    await quickInput.option(/^203\.0\.113\.23, not allocated/).click();
    await quickInput.wait('Set Label: 203.0.113.23');
    await quickInput.answer('spare');
    await workbench.says('Changed 203.0.113.23: VIP with the label spare');
    const { vip, label } = await cloud.address('203.0.113.23');
    assert.deepEqual([vip, label], [true, 'spare']);
  });

  it('adds an address step by step, after saying that it may be billed', async () => {
    const { cloud, dialog, quickInput } = workbench;
    const before = (await cloud.state()).ipAddresses.length;
    await workbench.command('Katapult: Create IP Address…');
    await quickInput.pick(/^Public Network.*default/);
    await quickInput.pick('IPv4');
    await quickInput.pick('A VIP');
    await quickInput.answer('new front');
    assert.match(
      await dialog.text(),
      /^Add a new IPv4 address to Harbour Digital\?\n+.*may be billed.*\n.*\nIt is a VIP: new front/,
    );
    assert.deepEqual(await cloud.writes(), []);
    await dialog.choose('Add');
    await workbench.says('Added a new IPv4 address to Harbour Digital');
    const { ipAddresses } = await cloud.state();
    assert.equal(ipAddresses.length, before + 1);
    assert.ok(ipAddresses.some(({ label, allocationId }) => label === 'new front' && allocationId === null));
  });

  it('releases an address for good only when it was typed', async () => {
    const { cloud, quickInput } = workbench;
    const { id } = await cloud.address('203.0.113.24');
    await workbench.command('Katapult: Release IP Address…');
    await quickInput.type('203.0.113.24');
    await quickInput.pick('203.0.113.24');
    await quickInput.wait('Release IP Address');
    await quickInput.answer('203.0.113.2');
    assert.match(
      await quickInput.message(),
      /Type 203\.0\.113\.24 to release it\. Harbour Digital gives it up for good/,
    );
    assert.deepEqual(await cloud.writes(), []);
    await quickInput.answer('203.0.113.24');
    await workbench.says('Released 203.0.113.24');
    assert.deepEqual(await cloud.writes(), [`DELETE /ip_addresses/${id}`]);
  });

  it('does not release an address that somebody has allocated meanwhile, and says what to do', async () => {
    const { cloud, notifications, quickInput } = workbench;
    await workbench.command('Katapult: Release IP Address…');
    await quickInput.type('203.0.113.71');
    await quickInput.option('203.0.113.71').waitFor();
    const [other] = await cloud.interfaces('monitoring');
    const { id } = await cloud.address('203.0.113.71');
    await cloud.change({ action: 'allocate-address', id, interfaceId: other?.id ?? '' });
    await quickInput.pick('203.0.113.71');
    assert.match(
      await notifications.read('Unallocate it first'),
      /^Katapult: 203\.0\.113\.71 is allocated to monitoring\./,
    );
    assert.deepEqual(await cloud.writes(), []);
  });
});
