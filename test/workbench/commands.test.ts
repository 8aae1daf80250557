import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import { commands } from '../../src/manifest.ts';
import { answering, control, eventually, findRow, fresh, runAccepting, token, treeText } from './scene.ts';

interface State {
  readonly ipAddresses: readonly {
    readonly id: string;
    readonly address: string;
    readonly allocationId: string | null;
    readonly interfaceId: string | null;
  }[];
}

interface Placement {
  readonly networkInterfaces: readonly { readonly id: string; readonly virtualMachineId: string }[];
  readonly virtualMachines: readonly { readonly id: string; readonly name: string }[];
}

interface Requests {
  readonly requests: readonly { readonly method: string; readonly url: string }[];
}

async function state(): Promise<State> {
  return (await control('GET', 'state')) as State;
}

async function posts(): Promise<string[]> {
  const { requests } = (await control('GET', 'requests')) as Requests;
  return requests.filter(({ method }) => method === 'POST').map(({ url }) => url);
}

describe('The commands', () => {
  let own: ExportsForTest;

  beforeEach(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
  });
  after(() => own.accounts.signOut());

  it('are all registered', async () => {
    const all = await vscode.commands.getCommands(true);
    assert.deepEqual(
      Object.values(commands).filter((id) => !all.includes(id)),
      [],
    );
  });

  it(`${commands.allocateIpAddress} allocates the chosen address to the interface it was called on`, async () => {
    const target = await findRow(
      own,
      'interface',
      ({ data, addresses }) => !!data.network && addresses.length > 0,
    );
    const before = target.addresses.length;
    await runAccepting(commands.allocateIpAddress, target);
    assert.equal(target.addresses.length, before + 1);
    const held = (await state()).ipAddresses.filter(({ interfaceId }) => interfaceId === target.data.id);
    assert.deepEqual(new Set(target.addresses.map(({ data }) => data.id)), new Set(held.map(({ id }) => id)));
    assert.equal((await posts()).length, 1);
    // The window tells the extension of its selection a little later.
    await eventually(() => own.tree.selection[0]?.kind === 'address', 'the address is selected');
  });

  it(`${commands.allocateIpAddress} on a machine lets Katapult choose the interface`, async () => {
    const machine = await findRow(own, 'machine', ({ addresses }) => addresses.length > 0);
    const before = machine.addresses.length;
    await runAccepting(commands.allocateIpAddress, machine);
    assert.equal(machine.addresses.length, before + 1);
    assert.match((await posts()).join(), new RegExp(`/virtual_machines/${machine.data.id}/allocate_ip$`));
  });

  it(`${commands.allocateIpAddress} from the palette asks for machine, interface and address`, async () => {
    const before = (await state()).ipAddresses.filter(({ allocationId }) => allocationId).length;
    await treeText(own);
    await runAccepting(commands.allocateIpAddress);
    assert.equal((await state()).ipAddresses.filter(({ allocationId }) => allocationId).length, before + 1);
  });

  it(`${commands.allocateNewIpAddress} asks before it adds an address, and does nothing when declined`, async () => {
    const target = await findRow(own, 'interface', ({ data }) => !!data.network);
    const before = (await state()).ipAddresses.length;
    const declined = await answering(undefined, () => runAccepting(commands.allocateNewIpAddress, target));
    assert.match(
      declined.join(),
      /^Add a new IPv4 address to .+\?\nThe address is added to the organization, which may be billed for it/,
    );
    assert.equal((await state()).ipAddresses.length, before);
    assert.deepEqual(await posts(), []);
    await answering('Add and Allocate', () => runAccepting(commands.allocateNewIpAddress, target));
    assert.equal((await state()).ipAddresses.length, before + 1);
  });

  it(`${commands.unallocateIpAddress} names what will happen, and does it`, async () => {
    const row = await findRow(own, 'address');
    const { address, id } = row.data;
    const declined = await answering(undefined, () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, row),
    );
    assert.match(
      declined.join(),
      new RegExp(`^Unallocate ${address} from ${row.machine.data.name}\\?\nNetwork interface: `),
    );
    assert.deepEqual(await posts(), []);
    await answering('Unallocate', () => vscode.commands.executeCommand(commands.unallocateIpAddress, row));
    assert.equal((await state()).ipAddresses.find((each) => each.id === id)?.allocationId, null);
    assert.ok(!(await treeText(own)).includes(`${address} |`));
  });

  it(`${commands.unallocateIpAddress} changes nothing when somebody else has moved the address since`, async () => {
    const row = await findRow(
      own,
      'address',
      ({ parent }) => parent.kind === 'interface' && !!parent.data.network,
    );
    const { address, id } = row.data;
    const { networkInterfaces, virtualMachines } = (await control('GET', 'state')) as Placement;
    const other = networkInterfaces.find(({ virtualMachineId }) => virtualMachineId !== row.machine.data.id);
    const name = virtualMachines.find((machine) => machine.id === other?.virtualMachineId)?.name;
    await control('POST', 'mutate', { action: 'allocate-address', id, interfaceId: other?.id });
    const said = await answering('Unallocate', () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, row),
    );
    assert.deepEqual(said, [
      `Katapult: ${address} is allocated to ${name} now, not to ${row.machine.data.name}. Nothing was changed.`,
    ]);
    assert.deepEqual(await posts(), []);
  });

  it(`${commands.unallocateIpAddress} from the palette picks among all allocated addresses`, async () => {
    const before = (await state()).ipAddresses.filter(({ allocationId }) => allocationId).length;
    await answering('Unallocate', () => runAccepting(commands.unallocateIpAddress));
    assert.equal((await state()).ipAddresses.filter(({ allocationId }) => allocationId).length, before - 1);
  });

  it('say what failed, why, and what to do, when Katapult refuses', async () => {
    const row = await findRow(own, 'address');
    await control('POST', 'faults', {
      match: { method: 'POST' },
      fault: { kind: 'error', code: 'resource_does_not_support_unallocation' },
    });
    const said = await answering('Unallocate', () =>
      vscode.commands.executeCommand(commands.unallocateIpAddress, row),
    );
    assert.match(
      said.at(-1) ?? '',
      /^Could not unallocate .+ from .+\. The address belongs to something that cannot give it up/,
    );
  });

  it(`${commands.copyIpAddress}, with mask, and ${commands.copyMachineId} put text on the clipboard`, async () => {
    const row = await findRow(own, 'address');
    await vscode.commands.executeCommand(commands.copyIpAddress, row);
    assert.equal(await vscode.env.clipboard.readText(), row.data.address);
    await vscode.commands.executeCommand(commands.copyIpAddressWithMask, row);
    assert.match(await vscode.env.clipboard.readText(), new RegExp(`^${row.data.address}/\\d+$`));
    await vscode.commands.executeCommand(commands.copyMachineId, row.machine);
    assert.equal(await vscode.env.clipboard.readText(), row.machine.data.id);
  });

  it(`${commands.refresh} and ${commands.retry} read a branch, or everything, again`, async () => {
    const machine = await findRow(own, 'machine');
    await control('DELETE', 'requests');
    await vscode.commands.executeCommand(commands.refresh, machine);
    const { requests } = (await control('GET', 'requests')) as Requests;
    assert.deepEqual(
      requests.map(({ url }) => url.includes(machine.data.id)),
      [true, true],
    );
    await control('DELETE', 'requests');
    await vscode.commands.executeCommand(commands.retry);
    assert.ok(((await control('GET', 'requests')) as Requests).requests.length >= 3);
  });

  it(`${commands.showLog} shows the log`, async () => {
    await vscode.commands.executeCommand(commands.showLog);
  });
});
