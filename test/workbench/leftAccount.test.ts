import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import { commands } from '../../src/manifest.ts';
import type { Row } from '../../src/views/rows.ts';
import {
  acceptPick,
  answering,
  control,
  eventually,
  findRow,
  fresh,
  runAccepting,
  token,
  treeText,
} from './scene.ts';

const refused = 'Katapult: This is not part of an account that is open now. Nothing was done.';

interface Asked {
  readonly requests: readonly { readonly method: string; readonly url: string }[];
}

async function asked(): Promise<string[]> {
  const { requests } = (await control('GET', 'requests')) as Asked;
  return requests.map(({ method, url }) => `${method} ${url}`);
}

async function anotherToken(): Promise<string> {
  return String(Reflect.get(Object(await control('POST', 'tokens', {})), 'token'));
}

/** Signs in to the account again, so that ids of rows are the same. */
async function changeToken({ accounts }: ExportsForTest, value?: string): Promise<void> {
  const [session] = accounts.sessions;
  await accounts.signIn(value ?? (await anotherToken()), 'Robin', session?.account);
}

/** How one gets from a session to another. */
const ways = {
  'another token': changeToken,
  'the demo account': async () => {
    await vscode.commands.executeCommand(commands.openDemo);
  },
};

describe('A row of an account that was left', () => {
  let own: ExportsForTest;
  let rows: Record<'machine' | 'interface' | 'address', Row>;

  beforeEach(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    const address = await findRow(own, 'address', ({ parent }) => parent.kind === 'interface');
    rows = { machine: address.machine, interface: address.parent, address };
  });
  afterEach(async () => {
    await control('DELETE', 'faults');
    await own.accounts.signOut();
    if (own.accounts.session.kind === 'open') await own.accounts.signOut();
  });

  const cases = [
    [commands.allocateIpAddress, 'machine'],
    [commands.allocateIpAddress, 'interface'],
    [commands.allocateNewIpAddress, 'interface'],
    [commands.unallocateIpAddress, 'address'],
    [commands.copyIpAddress, 'address'],
    [commands.copyIpAddressWithMask, 'address'],
    [commands.copyMachineId, 'machine'],
    [commands.refresh, 'machine'],
    [commands.retry, 'machine'],
  ] as const;

  for (const [way, leave] of Object.entries(ways)) {
    for (const [command, kind] of cases) {
      it(`is refused by ${command} on the ${kind} after changing to ${way}, and nothing is asked`, async () => {
        await leave(own);
        await treeText(own);
        await control('DELETE', 'requests');
        const said = await answering('Unallocate', () => vscode.commands.executeCommand(command, rows[kind]));
        assert.deepEqual(said, [refused]);
        assert.deepEqual(await asked(), []);
      });
    }
  }

  it('has nothing below it, and nothing is asked for its tooltip', async () => {
    await changeToken(own);
    await treeText(own);
    await control('DELETE', 'requests');
    assert.deepEqual(await own.tree.getChildren(rows.machine), []);
    assert.deepEqual(await own.tree.getChildren(rows.interface), []);
    await own.tree.resolveTreeItem(own.tree.getTreeItem(rows.address), rows.address);
    await own.tree.resolveTreeItem(own.tree.getTreeItem(rows.interface), rows.interface);
    assert.deepEqual(await asked(), []);
  });

  for (const [command, kind, answer] of [
    [commands.unallocateIpAddress, 'address', 'Unallocate'],
    [commands.allocateNewIpAddress, 'interface', 'Add and Allocate'],
  ] as const) {
    it(`is refused by ${command} also when it is left while the question stands open`, async () => {
      const value = await anotherToken();
      let questions = 0;
      const leaving = async () => {
        if (questions++ === 0) await changeToken(own, value);
        return answer;
      };
      const said = await answering(leaving, () => runAccepting(command, rows[kind]));
      assert.equal(said.at(-1), refused);
      assert.deepEqual(writes(await asked()), []);
    });
  }

  it(`is refused by ${commands.allocateIpAddress} also when it is left while the list stands open`, async () => {
    const value = await anotherToken();
    const said = await answering(undefined, async () => {
      let ended = false;
      const running = Promise.resolve(
        vscode.commands.executeCommand(commands.allocateIpAddress, rows.interface),
      ).finally(() => (ended = true));
      await eventually(
        async () => (await asked()).some((each) => each.includes('available_ips')),
        'it loads',
      );
      await changeToken(own, value);
      await eventually(async () => {
        if (!ended) await acceptPick();
        return ended;
      }, 'it ends');
      await running;
    });
    assert.deepEqual(said, [refused]);
    assert.deepEqual(writes(await asked()), []);
  });

  it('is not brought by an answer that was on its way', async () => {
    const { session } = own.accounts;
    assert.ok(session.kind === 'open');
    const before = session.inventory;
    await control('POST', 'faults', { match: { path: '/organizations' }, fault: { kind: 'hang' } });
    const drawing = own.tree.getChildren();
    const refreshing = before.refresh();
    await eventually(async () => (await asked()).length > 0, 'it is asked');
    const changes: unknown[] = [];
    before.onDidChange((node) => changes.push(node));
    await changeToken(own);
    await Promise.all([drawing, refreshing]);
    assert.deepEqual(changes, []);
    const now = own.accounts.session;
    assert.ok(now.kind === 'open');
    await treeText(own);
    assert.ok(now.inventory.machines.length > 0);
    assert.ok(!now.inventory.machines.some((machine) => before.machines.includes(machine)));
  });
});

function writes(requests: readonly string[]): string[] {
  return requests.filter((request) => !request.startsWith('GET '));
}
