import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { noFilter, plainArrangement } from '../../src/inventory/arrange/arrangement.ts';
import type { ExportsForTest } from '../../src/extension.ts';
import { commands } from '../../src/manifest.ts';
import type { Row } from '../../src/views/rows.ts';
import { control, eventually, findRow, fresh, token } from './scene.ts';

/** The rows at the top and below groups, organizations and accounts, as a screen reader calls them. */
async function outline({ tree }: Pick<ExportsForTest, 'tree'>, below?: Row, indent = ''): Promise<string[]> {
  const lines: string[] = [];
  for (const row of await tree.getChildren(below)) {
    lines.push(indent + (tree.getTreeItem(row).accessibilityInformation?.label ?? ''));
    const opens = row.kind === 'group' || row.kind === 'organization' || row.kind === 'account';
    if (opens) lines.push(...(await outline({ tree }, row, `${indent}  `)));
  }
  return lines;
}

async function names(own: ExportsForTest): Promise<string[]> {
  return (await outline(own)).map((line) => line.split(',')[0] ?? '');
}

describe('The tree, arranged', () => {
  let own: ExportsForTest;

  async function signedIn(options: object): Promise<void> {
    own = await fresh(options);
    await own.accounts.signIn(token, 'Robin');
    // Everything is in the tree before it is rearranged.
    await outline(own);
  }

  afterEach(async () => {
    await own.arrangements.change(plainArrangement);
    await own.accounts.signOut();
  });

  it('groups machines of all organizations by data center, or shows them as one list', async () => {
    await signedIn({ seed: 3, machines: 12, organizations: 2 });
    const organizations = await own.tree.getChildren();
    assert.ok(organizations.every(({ kind }) => kind === 'organization'));
    const machines = (await outline(own)).filter((line) => line.includes('virtual machine,')).length;
    await own.arrangements.change({ groupBy: 'dataCenter' });
    const groups = await own.tree.getChildren();
    assert.ok(groups.length > 1 && groups.every(({ kind }) => kind === 'group'));
    const lines = await outline(own);
    assert.match(lines[0] ?? '', /^\S.*, data center, \d+ virtual machines?$/);
    assert.equal(lines.filter((line) => line.startsWith('  ')).length, machines);
    await own.arrangements.change({ groupBy: 'none' });
    const list = await own.tree.getChildren();
    assert.deepEqual(new Set(list.map(({ kind }) => kind)), new Set(['machine']));
    assert.equal(list.length, machines);
  });

  it('keeps groups, so that they stay open, and knows what is above each row', async () => {
    await signedIn({ seed: 3, machines: 12, organizations: 1 });
    await own.arrangements.change({ groupBy: 'zone' });
    const [before] = await own.tree.getChildren();
    const [after] = await own.tree.getChildren();
    assert.ok(before && before === after);
    const [machine] = await own.tree.getChildren(before);
    assert.ok(machine);
    assert.equal(own.tree.getParent(machine), before);
    assert.equal(own.tree.getParent(before), undefined);
    await own.arrangements.change({ groupBy: 'organization' });
    assert.equal(own.tree.getParent(machine), undefined);
  });

  it('groups below the rows of several accounts', async () => {
    await signedIn({ seed: 3, machines: 6, organizations: 1 });
    const { token: another } = (await control('POST', 'tokens', {})) as { token: string };
    await own.accounts.signIn(another, 'Sam');
    await own.arrangements.change({ groupBy: 'dataCenter' });
    const [account] = await own.tree.getChildren();
    assert.ok(account?.kind === 'account');
    const [group] = await own.tree.getChildren(account);
    assert.ok(group?.kind === 'group');
    assert.equal(own.tree.getParent(group), account);
    const other = await findRow(
      own,
      'group',
      ({ id }) => id !== group.id && group.key === id.split('/').at(-1),
    );
    assert.notEqual(own.tree.getParent(other), account);
    await own.accounts.signOut();
  });

  it('sorts by address, and has favourites on top, marked and read aloud', async () => {
    await signedIn({ seed: 3, machines: 8, organizations: 1 });
    const byName = await names(own);
    const last = await findRow(own, 'machine', ({ data }) => data.name === byName.at(-1));
    await vscode.commands.executeCommand(commands.addFavorite, last);
    assert.deepEqual(await names(own), [byName.at(-1), ...byName.slice(0, -1)]);
    const item = own.tree.getTreeItem(last);
    assert.match(String(item.description), /^★ /);
    assert.match(item.accessibilityInformation?.label ?? '', /, favorite, /);
    assert.match(item.contextValue ?? '', /;can:unfavorite;/);
    await vscode.commands.executeCommand(commands.removeFavorite, last);
    assert.deepEqual(await names(own), byName);
    await own.arrangements.change({ sortBy: 'address' });
    assert.notDeepEqual(await names(own), byName);
  });

  it('shows only what the filter lets through, and says how many machines it could not tell', async () => {
    await signedIn({ seed: 3, machines: 8, organizations: 1 });
    const all = await names(own);
    const [machine, other] = await own.tree.getChildren();
    assert.ok(machine?.kind === 'machine' && other);
    await own.arrangements.change({ filter: { ...noFilter, conditions: ['running'] } });
    assert.deepEqual(await names(own), [
      'No virtual machine matches the filter. Clear Filter',
      `${all.length} not read yet`,
    ]);
    await own.tree.getChildren(machine);
    const running =
      machine.state === 'started'
        ? [machine.data.name]
        : ['No virtual machine matches the filter. Clear Filter'];
    assert.deepEqual(await names(own), [...running, `${all.length - 1} not read yet`]);
    await vscode.commands.executeCommand(commands.clearFilter);
    assert.deepEqual(await names(own), all);
  });

  it('leaves out organizations by a filter, and does not reveal what it hides', async () => {
    await signedIn({ seed: 3, machines: 12, organizations: 2 });
    const [first, second] = await own.tree.getChildren();
    assert.ok(first?.kind === 'organization' && second?.kind === 'organization');
    const [hidden] = await own.tree.getChildren(second);
    assert.ok(hidden?.kind === 'machine');
    await own.arrangements.change({ filter: { ...noFilter, organizations: [first.data.id] } });
    assert.deepEqual(await own.tree.getChildren(), [first]);
    assert.equal(await own.tree.reveal(hidden), false);
    await own.arrangements.clearFilter();
    assert.equal(await own.tree.reveal(hidden), true);
    await eventually(() => own.tree.selection[0] === hidden, 'the machine is selected');
  });

  it('says which organization could not be read when they have no rows', async () => {
    await signedIn({ seed: 3, machines: 12, organizations: 2 });
    const [first] = await own.tree.getChildren();
    assert.ok(first?.kind === 'organization');
    await control('POST', 'faults', {
      match: { path: `/organizations/${first.data.id}/virtual_machines` },
      times: 'always',
      fault: { kind: 'error', code: 'service_unavailable' },
    });
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    await session.inventory.refresh(first);
    await own.arrangements.change({ groupBy: 'none' });
    const [notice, ...rows] = await outline(own);
    assert.match(notice ?? '', new RegExp(`^${first.data.name}: As of .+; could not refresh`));
    assert.ok(rows.length > 6);
  });

  it('draws a machine alone that stays where it is, and all it stands among when it moves', async () => {
    await signedIn({ seed: 3, machines: 8, organizations: 1 });
    const machine = await findRow(own, 'machine');
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    const drawn: (Row | undefined)[] = [];
    const listening = own.tree.onDidChangeTreeData((row) => drawn.push(row));
    session.inventory.changed(machine);
    assert.deepEqual(drawn.splice(0), [machine]);
    machine.data = { ...machine.data, name: 'zzz' };
    session.inventory.changed(machine);
    assert.deepEqual(drawn, [undefined]);
    listening.dispose();
  });
});
