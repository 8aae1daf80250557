import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import type { AddressNode } from '../../src/inventory/nodes.ts';
import { wordsOf } from '../../src/inventory/activities/activity.ts';
import { commands } from '../../src/manifest.ts';
import { answering, control, eventually, findRow, fresh, runAccepting, token, treeText } from './scene.ts';

interface Requests {
  readonly requests: readonly { readonly method: string; readonly url: string }[];
}

describe('What was done in this window', () => {
  let own: ExportsForTest;

  beforeEach(async () => {
    own = await fresh();
    own.activities.clear();
    await own.accounts.signIn(token, 'Robin');
  });
  after(() => own.accounts.signOut());

  async function writes(): Promise<string[]> {
    const { requests } = (await control('GET', 'requests')) as Requests;
    return requests.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`);
  }

  function held(): Promise<AddressNode> {
    return findRow(own, 'address', ({ parent }) => parent.kind === 'interface' && !!parent.data.network);
  }

  function words(): string[] {
    return own.activities.all.map(wordsOf);
  }

  async function unallocate(row: AddressNode, answer = 'Unallocate'): Promise<void> {
    await answering(answer, () => vscode.commands.executeCommand(commands.unallocateIpAddress, row));
  }

  it('is kept: allocating, unallocating, and by which account', async () => {
    const row = await held();
    const { address } = row.data;
    const { name } = row.machine.data;
    await unallocate(row);
    await runAccepting(commands.allocateIpAddress, row.parent);
    assert.deepEqual(words().at(-1), `Unallocated ${address} from ${name}`);
    assert.match(words()[0] ?? '', new RegExp(`^Allocated .+ to ${name}$`));
    assert.equal(own.activities.all[0]?.account.name, 'Robin');
  });

  it('is undone by the palette, which offers the newest first', async () => {
    const row = await held();
    const { data, machine } = row;
    await unallocate(row);
    await runAccepting(commands.undo);
    await eventually(() => machine.addresses.some(({ id }) => id === data.id), 'the address is back');
    assert.deepEqual(words(), [
      `Allocated ${data.address} to ${machine.data.name}`,
      `Unallocated ${data.address} from ${machine.data.name}`,
    ]);
    assert.equal(own.activities.all[1]?.canUndo, false);
  });

  it('is not undone through an account that was marked as read-only since', async () => {
    await unallocate(await held());
    const before = (await writes()).length;
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    await own.accounts.change(session.account.id, { readOnly: true });
    const [activity] = own.activities.all;
    const said = await answering(undefined, () =>
      vscode.commands.executeCommand(commands.undoActivity, activity),
    );
    assert.match(said.join(), /marked as read-only\. Nothing was done/);
    assert.equal((await writes()).length, before);
    await own.accounts.change(session.account.id, { readOnly: false });
  });

  it('is not undone once its account was left', async () => {
    await unallocate(await held());
    await own.accounts.signOut();
    await own.accounts.openDemo();
    const [activity] = own.activities.all;
    const said = await answering(undefined, () =>
      vscode.commands.executeCommand(commands.undoActivity, activity),
    );
    assert.match(said.join(), /The account Robin is not open any more/);
    await own.accounts.signOut();
  });

  it('keeps nothing of what was declined', async () => {
    await unallocate(await held(), 'Cancel');
    assert.deepEqual(words(), []);
  });

  it('is asked for in one question for all rows that are selected, and in their order', async () => {
    await treeText(own);
    const first = await held();
    const second = await findRow(
      own,
      'address',
      ({ id, parent }) => id !== first.id && parent.kind === 'interface',
    );
    const texts = [second, first].map(({ data, machine }) => `${data.address} · ${machine.data.name}`);
    const said = await answering('Unallocate', () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, first, [second, first, first.machine]),
    );
    assert.ok(said[0]?.startsWith(`Unallocate 2 addresses?\n${texts.join('\n')}\n\nLeft alone:\n`), said[0]);
    assert.deepEqual(
      (await writes()).map((each) => each.replace(/^.*ip_addresses/, '')),
      [`/${second.data.id}/unallocate`, `/${first.data.id}/unallocate`],
    );
  });

  it('is refused with a reason when nothing of what is selected can be unallocated', async () => {
    const machine = await findRow(own, 'machine');
    const said = await answering('Unallocate', () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, machine, [machine, machine]),
    );
    assert.deepEqual(said, [`Katapult: ${machine.data.name}, ${machine.data.name}: is no IP address.`]);
    assert.deepEqual(await writes(), []);
  });
});
