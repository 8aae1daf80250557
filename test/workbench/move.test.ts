import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import { commands } from '../../src/manifest.ts';
import type { AddressNode, InterfaceNode } from '../../src/inventory/nodes.ts';
import type { PoolAddressNode } from '../../src/inventory/pool/poolNodes.ts';
import type { PoolRow, Row } from '../../src/views/rows.ts';
import { answering, control, eventually, findRow, fresh, token } from './scene.ts';

interface State {
  readonly ipAddresses: readonly { readonly id: string; readonly interfaceId: string | null }[];
}

interface Requests {
  readonly requests: readonly { readonly method: string; readonly url: string }[];
}

async function interfaceOf({ data }: AddressNode | PoolAddressNode): Promise<string | null | undefined> {
  const { ipAddresses } = (await control('GET', 'state')) as State;
  return ipAddresses.find(({ id }) => id === data.id)?.interfaceId;
}

async function writes(): Promise<number> {
  const { requests } = (await control('GET', 'requests')) as Requests;
  return requests.filter(({ method }) => method !== 'GET').length;
}

describe('Addresses that are moved', () => {
  let own: ExportsForTest;

  beforeEach(async () => {
    own = await fresh({ seed: 3, machines: 12, organizations: 1 });
    await own.accounts.signIn(token, 'Robin');
  });
  after(() => own.accounts.signOut());

  /** An address of an interface, and an interface of another machine in the same network. */
  async function pair(): Promise<readonly [AddressNode, InterfaceNode]> {
    const address = await findRow(own, 'address', ({ parent }) => isPublic(parent));
    const { parent: from, machine } = address;
    const target = await findRow(
      own,
      'interface',
      (row) => row.parent !== machine && from.kind === 'interface' && networkOf(row) === networkOf(from),
    );
    return [address, target];
  }

  function isPublic(parent: AddressNode['parent']): boolean {
    return parent.kind === 'interface' && parent.data.network !== undefined;
  }

  function networkOf({ data }: InterfaceNode): string | undefined {
    return (data.network ?? data.virtualNetwork)?.id;
  }

  /** What leaves a view when rows are drawn out of it. */
  function dragged(rows: readonly Row[]): vscode.DataTransfer {
    const transfer = new vscode.DataTransfer();
    own.tree.dragAndDrop.handleDrag(rows, transfer);
    return transfer;
  }

  async function freeAddress(
    condition: (address: PoolAddressNode['data']) => boolean,
    below?: PoolRow,
  ): Promise<PoolAddressNode | undefined> {
    for (const row of await own.pool.getChildren(below)) {
      if (row.kind === 'poolAddress' && condition(row.data)) return row;
      const deeper = row.kind === 'status' ? undefined : await freeAddress(condition, row);
      if (deeper) return deeper;
    }
    return undefined;
  }

  function drop(target: Row | undefined, transfer: vscode.DataTransfer, answer?: string): Promise<string[]> {
    return answering(answer, () => own.tree.dragAndDrop.handleDrop(target, transfer));
  }

  it('go as text to whatever else takes them, without rows that are no addresses', async () => {
    const [address, target] = await pair();
    const text = await dragged([address, target, address.machine]).get('text/plain')?.asString();
    assert.equal(text, address.data.address);
    assert.equal(dragged([target]).get('text/plain'), undefined);
  });

  it('are dropped on an interface after one question, and arrive', async () => {
    const [address, target] = await pair();
    const name = `${address.data.address} from ${address.machine.data.name} to ${target.parent.data.name}`;
    const declined = await drop(target, dragged([address]));
    assert.match(declined.join(), new RegExp(`^Move ${name.replaceAll('.', '\\.')}\\?\nNetwork interface: `));
    assert.equal(await writes(), 0);
    const said = await drop(target, dragged([address]), 'Move');
    assert.equal(await interfaceOf(address), target.data.id);
    assert.match(said.at(-1) ?? '', /^Moved .* to .*: \d+ ms without a machine/);
    assert.equal(await writes(), 2);
  });

  it('are dropped on an address, which means its interface', async () => {
    const [address, target] = await pair();
    const there = target.addresses[0];
    assert.ok(there);
    await drop(there, dragged([address]), 'Move');
    assert.equal(await interfaceOf(address), target.data.id);
  });

  it('are refused by an interface in another network, with the reason', async () => {
    const [address] = await pair();
    const { parent } = address;
    const other = await findRow(
      own,
      'interface',
      (row) =>
        parent.kind === 'interface' && networkOf(row) !== undefined && networkOf(row) !== networkOf(parent),
    );
    const said = await drop(other, dragged([address]), 'Move');
    assert.match(said.join(), /^Katapult: .* is in the network .*; .* is in .*\.$/);
    assert.equal(await writes(), 0);
  });

  it('are not dropped beside the machines, and other things on none', async () => {
    const [address, target] = await pair();
    assert.match((await drop(undefined, dragged([address]))).join(), /^IP addresses can be dropped on /);
    const foreign = new vscode.DataTransfer();
    foreign.set('text/plain', new vscode.DataTransferItem('192.0.2.250, and a word'));
    assert.deepEqual(await drop(target, foreign), ['This is no unallocated IP address of the organization.']);
    assert.equal(await writes(), 0);
  });

  it('come as a text from elsewhere, when that names an unallocated one', async () => {
    const [, target] = await pair();
    const { ipAddresses } = (await control('GET', 'state')) as {
      readonly ipAddresses: readonly {
        readonly address: string;
        readonly networkId: string;
        readonly allocationId: unknown;
      }[];
    };
    const free = ipAddresses.find((each) => !each.allocationId && each.networkId === networkOf(target));
    assert.ok(free);
    const foreign = new vscode.DataTransfer();
    foreign.set('text/plain', new vscode.DataTransferItem(`the spare one: ${free.address}\n`));
    await drop(target, foreign, 'Allocate');
    assert.ok(target.addresses.some(({ data }) => data.address === free.address));
  });

  it('are dropped on the unallocated ones, which unallocates them after the usual question', async () => {
    const [address] = await pair();
    const said = await answering('Unallocate', () =>
      own.pool.dragAndDrop.handleDrop(undefined, dragged([address])),
    );
    assert.match(said[0] ?? '', /^Unallocate .* from .*\?\n/);
    assert.equal(await interfaceOf(address), null);
  });

  it('stay where they are when the account is read-only', async () => {
    const [address, target] = await pair();
    await own.accounts.change(own.accounts.sessionOf(address)?.account.id ?? '', { readOnly: true });
    const said = await drop(target, dragged([address]), 'Move');
    assert.match(said.join(), /is marked as read-only\. Nothing was done\./);
    assert.equal(await writes(), 0);
  });

  it('come out of the view of unallocated ones, and leave it', async () => {
    const [, target] = await pair();
    await eventually(async () => !!(await freeAddress(({ network }) => !!network)), 'networks are known');
    const free = await freeAddress(({ network }) => network?.id === networkOf(target));
    assert.ok(free);
    const transfer = new vscode.DataTransfer();
    own.pool.dragAndDrop.handleDrag([free], transfer);
    await drop(target, transfer, 'Allocate');
    assert.equal(await interfaceOf(free), target.data.id);
    assert.equal(await freeAddress(({ id }) => id === free.data.id), undefined);
  });

  it('that are unallocated are copied together, one a line', async () => {
    const first = await freeAddress(() => true);
    assert.ok(first);
    const others = await freeAddress(({ id }) => id !== first.data.id);
    assert.ok(others);
    await vscode.commands.executeCommand(commands.copyIpAddress, first, [first, others]);
    const copied = await vscode.env.clipboard.readText();
    assert.equal(copied, `${first.data.address}\n${others.data.address}`);
  });
});
