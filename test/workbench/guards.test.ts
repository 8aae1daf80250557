import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import { commands } from '../../src/manifest.ts';
import { control, eventually, findRow, fresh, token, treeText } from './scene.ts';
import { recording, type Shown } from './shown.ts';

/** What somebody else's extension or keybinding may hand over in the place of a row. */
const foreign: readonly unknown[] = [
  'something',
  42,
  {},
  { kind: 'address', id: 'x', data: { id: 'ip_1', address: '192.0.2.1' }, parent: null },
  { kind: 'machine', id: 'x', data: { id: 'vm_1', name: 'x' } },
];

interface Requests {
  readonly requests: readonly { readonly method: string; readonly url: string }[];
}

async function posts(): Promise<string[]> {
  const { requests } = (await control('GET', 'requests')) as Requests;
  return requests.filter(({ method }) => method === 'POST').map(({ url }) => url);
}

describe('A command', () => {
  let own: ExportsForTest;

  beforeEach(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    await treeText(own);
  });
  after(() => own.accounts.signOut());

  /** Runs a command and closes every quick pick that it opens. */
  async function runClosing(id: string, argument?: unknown): Promise<Shown> {
    let ended = false;
    return recording({ button: 'Unallocate' }, async () => {
      const running = Promise.resolve(vscode.commands.executeCommand(id, argument));
      void running.finally(() => (ended = true));
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return ended;
      }, `${id} ends`);
    });
  }

  const ofRows = [
    commands.allocateIpAddress,
    commands.allocateNewIpAddress,
    commands.unallocateIpAddress,
    commands.copyIpAddress,
    commands.copyIpAddressWithMask,
    commands.copyMachineId,
  ];
  for (const id of ofRows) {
    it(`${id} asks what is meant when it is handed something that is no row`, async () => {
      for (const argument of foreign) {
        const { questions, dialogs, notifications } = await runClosing(id, argument);
        assert.ok(questions.length > 0, `it asks: ${JSON.stringify(argument)}`);
        assert.deepEqual([dialogs, notifications], [[], []]);
      }
      assert.deepEqual(await posts(), []);
    });
  }

  it(`${commands.unallocateIpAddress} does nothing by Delete while no address is selected`, async () => {
    const shown = await runClosing(commands.unallocateIpAddress, 'selection');
    assert.ok(Object.values(shown).every((texts: string[]) => texts.length === 0));
    const machine = await findRow(own, 'machine');
    await own.tree.reveal(machine);
    await eventually(() => own.tree.selection.includes(machine), 'the machine is selected');
    const { questions, dialogs } = await runClosing(commands.unallocateIpAddress, 'selection');
    assert.deepEqual([questions, dialogs], [[], []]);
    assert.deepEqual(await posts(), []);
  });

  it(`${commands.unallocateIpAddress} by Delete is about the selected address`, async () => {
    const row = await findRow(own, 'address', ({ parent }) => parent.kind === 'interface');
    await own.tree.reveal(row);
    await eventually(() => own.tree.selection.includes(row), 'the address is selected');
    const { questions, dialogs } = await runClosing(commands.unallocateIpAddress, 'selection');
    assert.deepEqual(questions, []);
    assert.ok(dialogs[0]?.startsWith(`Unallocate ${row.data.address} from `), dialogs.join());
    assert.equal((await posts()).length, 1);
  });

  it('that fails can be run again from its message', async () => {
    const row = await findRow(own, 'address');
    await control('POST', 'faults', {
      match: { path: `/ip_addresses/${row.data.id}` },
      times: 1,
      fault: { kind: 'error', code: 'organization_suspended' },
    });
    let pressed = 0;
    const { dialogs, notifications } = await recording({ button: 'Retry' }, async () => {
      await vscode.commands.executeCommand(commands.unallocateIpAddress, row);
      await eventually(() => ++pressed > 5, 'the message is answered');
    });
    assert.equal(notifications.length, 1);
    assert.equal(dialogs.length, 2, 'it asks again');
    assert.deepEqual(await posts(), []);
  });

  it('says how to go on when Katapult does not accept the stored token any more', async () => {
    const made = (await control('POST', 'tokens', {})) as { token: string; id: string };
    await own.accounts.signIn(made.token, 'Robin');
    await control('DELETE', `tokens/${made.id}`);
    await own.tree.getChildren();
    const { notifications } = await runClosing(commands.unallocateIpAddress);
    assert.deepEqual(notifications, [
      'Katapult: Katapult does not accept the stored token any more. Sign in again first.',
    ]);
  });
});
