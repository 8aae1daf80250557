import assert from 'node:assert/strict';
import { control, findRow, fresh, token, treeText } from './scene.ts';
import type { ExportsForTest } from '../../src/extension.ts';

async function signedIn(options?: object): Promise<ExportsForTest> {
  const own = await fresh(options);
  await own.accounts.signIn(token, 'Robin');
  return own;
}

describe('The tree', () => {
  it('shows machines, interfaces and addresses of a single organization without a row for it', async () => {
    const own = await signedIn();
    const text = await treeText(own);
    const lines = text.split('\n');
    assert.ok(
      lines.some((line) => /^\S.* \| [\d.]+( \+\d+)? \((vm|vm-running|debug-stop)\)$/.test(line)),
      text,
    );
    assert.ok(
      lines.some((line) => /^ {2}\S.*\(plug\)$/.test(line)),
      text,
    );
    assert.ok(
      lines.some((line) => /^ {4}[\d.]+ \| \S+ · IPv4$/.test(line)),
      text,
    );
    assert.ok(
      lines.some((line) => /^ {4}[0-9a-f:]+ \| \S+ · IPv6$/.test(line)),
      text,
    );
  });

  it('shows several organizations as rows at the top', async () => {
    const own = await signedIn({ seed: 3, machines: 8, organizations: 2 });
    const rows = await own.tree.getChildren();
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['organization', 'organization'],
    );
    const [organization] = rows;
    const machine = (await own.tree.getChildren(organization))[0];
    assert.ok(machine);
    assert.equal(own.tree.getParent(machine), organization);
  });

  it('reads a row aloud with what it is and how it stands', async () => {
    const own = await signedIn();
    const machine = await findRow(own, 'machine', ({ addresses }) => addresses.length > 1);
    await own.tree.getChildren(machine);
    const label = own.tree.getTreeItem(machine).accessibilityInformation?.label;
    assert.match(label ?? '', new RegExp(`^${machine.data.name}, virtual machine, \\w+, `));
  });

  it('tells everything known in a tooltip, made when it is asked for', async () => {
    const own = await signedIn();
    const address = await findRow(own, 'address');
    const item = own.tree.getTreeItem(address);
    assert.equal(item.tooltip, undefined);
    const { tooltip } = await own.tree.resolveTreeItem(item, address);
    const text = typeof tooltip === 'object' ? tooltip.value : '';
    for (const word of ['Reverse DNS', 'With mask', 'Network', 'Gateway', 'Subnet'])
      assert.ok(text.includes(word.replace(' ', '&nbsp;')) || text.includes(word), `${word} in ${text}`);
  });

  it('shows a failure as a row with its cause and Retry, and the other branches unharmed', async () => {
    const own = await signedIn();
    const rows = await own.tree.getChildren();
    const [broken, sound] = rows;
    assert.ok(broken?.kind === 'machine' && sound);
    await control('POST', 'faults', {
      match: { path: `/virtual_machines/${broken.data.id}` },
      times: 'always',
      fault: { kind: 'error', code: 'virtual_machine_not_found' },
    });
    const [failed] = await own.tree.getChildren(broken);
    assert.ok(failed?.kind === 'status');
    const item = own.tree.getTreeItem(failed);
    assert.deepEqual(
      [item.label, item.description, item.command?.title],
      ['Could not load.', 'The virtual machine does not exist any more.', 'Retry'],
    );
    assert.match(item.contextValue ?? '', /;can:retry;/);
    assert.ok((await own.tree.getChildren(sound)).every(({ kind }) => kind === 'interface'));
  });

  it('keeps the last good rows when a refresh fails, and says of when they are', async () => {
    const own = await signedIn();
    const before = await own.tree.getChildren();
    await control('POST', 'faults', {
      match: { path: '/virtual_machines' },
      times: 'always',
      fault: { kind: 'error', code: 'organization_suspended' },
    });
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    await session.inventory.refresh();
    const [notice, ...rows] = await own.tree.getChildren();
    assert.ok(notice?.kind === 'status');
    const { label } = own.tree.getTreeItem(notice);
    assert.match(typeof label === 'string' ? label : '', /^As of .+; could not refresh\.$/);
    assert.deepEqual(rows, before);
  });

  it('shows names from the cloud as text, on one line', async () => {
    const own = await signedIn();
    const [machine] = await own.tree.getChildren();
    assert.ok(machine?.kind === 'machine');
    const name = '**bold** [run](command:x) $(bug)\n\u202Eevil';
    await control('POST', 'mutate', { action: 'rename-machine', id: machine.data.id, name });
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    await session.inventory.refresh();
    const renamed = await findRow(own, 'machine', ({ data }) => data.id === machine.data.id);
    const item = own.tree.getTreeItem(renamed);
    assert.equal(item.label, '**bold** [run](command:x) $(bug) evil');
    const { tooltip } = await own.tree.resolveTreeItem(item, renamed);
    assert.ok(typeof tooltip === 'object');
    assert.equal(tooltip.isTrusted, undefined);
    assert.ok(!tooltip.value.includes('[run](command:x)'), tooltip.value);
  });
});
