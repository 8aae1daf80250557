import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import type { AddressNode, InterfaceNode } from '../../src/inventory/nodes.ts';
import type { PoolAddressNode } from '../../src/inventory/pool/poolNodes.ts';
import { commands } from '../../src/manifest.ts';
import { MachinesDragAndDrop, PoolDragAndDrop } from '../../src/views/dragAndDrop.ts';
import type { PoolRow, Row } from '../../src/views/rows.ts';
import { answering, control, eventually, findRow, fresh, runAccepting, token } from './scene.ts';

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
  let machines: MachinesDragAndDrop;
  let pool: PoolDragAndDrop;

  beforeEach(async () => {
    own = await fresh({ seed: 3, machines: 12, organizations: 1 });
    await own.accounts.signIn(token, 'Robin');
    machines = new MachinesDragAndDrop(own.accounts);
    pool = new PoolDragAndDrop(own.accounts);
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
    machines.handleDrag(rows, transfer);
    return transfer;
  }

  async function freeAddress(below?: PoolRow): Promise<PoolAddressNode | undefined> {
    for (const row of await own.pool.getChildren(below)) {
      const found =
        row.kind === 'poolAddress' ? row : row.kind === 'status' ? undefined : await freeAddress(row);
      if (found) return found;
    }
    return undefined;
  }

  function drop(target: Row | undefined, transfer: vscode.DataTransfer, answer?: string): Promise<string[]> {
    return answering(answer, () => machines.handleDrop(target, transfer));
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
    const said = await answering('Unallocate', () => pool.handleDrop(undefined, dragged([address])));
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

  it(`${commands.allocateIpAddress} on an unallocated one asks where it is to go`, async () => {
    await pair();
    const free = await freeAddress();
    assert.ok(free);
    await answering('Allocate', () => runAccepting(commands.allocateIpAddress, free));
    await eventually(async () => typeof (await interfaceOf(free)) === 'string', 'it is allocated');
  });
});
