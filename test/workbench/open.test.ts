import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import type { MachineNode } from '../../src/inventory/nodes.ts';
import { remoteAuthority as remoteAuthorityOf } from '../../src/inventory/ssh/command.ts';
import { commands } from '../../src/manifest.ts';
import { answering, control, eventually, findRow, fresh, runAccepting, token } from './scene.ts';

/** Runs something with a piece of VS Code replaced. @returns what it was called with. */
async function calling<T extends object>(
  owner: T,
  name: keyof T & string,
  answer: unknown,
  run: () => PromiseLike<unknown>,
): Promise<unknown[][]> {
  const calls: unknown[][] = [];
  const original = owner[name];
  const stub = (...args: unknown[]) => {
    calls.push(args);
    return answer;
  };
  Object.assign(owner, { [name]: stub });
  try {
    await run();
  } finally {
    Object.assign(owner, { [name]: original });
  }
  return calls;
}

const terminal = { show: () => undefined };

describe('Opening a machine', () => {
  let own: ExportsForTest;
  let machine: MachineNode;

  beforeEach(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    machine = await findRow(own, 'machine', ({ addresses }) => addresses.length > 1);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await own.accounts.signOut();
  });

  it(`${commands.openSsh} runs ssh itself, asks once for the login, and remembers it`, async () => {
    const open = () => runAccepting(commands.openSsh, machine);
    const [[options] = []] = await calling(vscode.window, 'createTerminal', terminal, open);
    const [first] = machine.addresses;
    const expected = { shellPath: 'ssh', shellArgs: ['--', `root@${first?.address}`] };
    assert.deepEqual({ ...(options as object), ...expected }, options);
    const address = await findRow(own, 'address', (row) => row.machine === machine);
    const again = () => vscode.commands.executeCommand(commands.openSsh, address);
    const calls = await calling(vscode.window, 'createTerminal', terminal, again);
    assert.deepEqual((calls[0]?.[0] as vscode.TerminalOptions).shellArgs, [
      '--',
      `root@${address.data.address}`,
    ]);
  });

  it(`${commands.openSsh} says so when the machine has no address`, async () => {
    machine.addresses = [];
    const said = await answering(undefined, () => vscode.commands.executeCommand(commands.openSsh, machine));
    assert.match(said.join(), /has no address to reach it at/);
  });

  it(`${commands.openRemoteSsh} says what to install when it is not`, async () => {
    const said = await answering(undefined, () => vscode.commands.executeCommand(commands.openRemoteSsh));
    assert.match(said.join(), /ms-vscode-remote\.remote-ssh.*jeanp413\.open-remote-ssh/);
  });

  it(`${commands.openRemoteSsh} opens a window on the machine when it is installed`, async () => {
    await runAccepting(commands.setSshLogin, machine);
    const address = await findRow(own, 'address', (row) => row.machine === machine);
    const { executeCommand } = vscode.commands;
    let opened: unknown[][] = [];
    await calling(vscode.extensions, 'getExtension', {}, async () => {
      const run = () => executeCommand(commands.openRemoteSsh, address);
      opened = await calling(vscode.commands, 'executeCommand', Promise.resolve(), run);
    });
    const remoteAuthority = remoteAuthorityOf(address.data.address, { user: 'root' });
    // The tree, which may be drawn meanwhile, calls a command of its own.
    const others = opened.filter(([command]) => command !== 'setContext');
    assert.deepEqual(others, [['vscode.newWindow', { remoteAuthority }]]);
  });

  it(`${commands.openInConsole} opens nothing for another Katapult than the public one`, async () => {
    let said: string[] = [];
    const open = async () => {
      const run = () => vscode.commands.executeCommand(commands.openInConsole, machine);
      said = await answering(undefined, run);
    };
    assert.deepEqual(await calling(vscode.env, 'openExternal', Promise.resolve(true), open), []);
    assert.match(said.join(), /It is not known where the console of the Katapult at http:.* is\./);
  });

  it(`${commands.showJson} shows a read-only document that follows what changes`, async () => {
    await vscode.commands.executeCommand(commands.showJson, machine);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'json');
    const shown = () => JSON.parse(document.getText()) as Record<string, unknown>;
    assert.equal(shown()['id'], machine.data.id);
    assert.ok(Array.isArray(shown()['networkInterfaces']));
    assert.ok(document.getText().includes('"gateway"') && !document.getText().includes('password'));
    await control('POST', 'mutate', { action: 'rename-machine', id: machine.data.id, name: 'renamed' });
    await vscode.commands.executeCommand(commands.refreshAll);
    await eventually(() => shown()['name'] === 'renamed', 'the document follows');
    await own.accounts.signOut();
    await eventually(() => 'problem' in shown(), 'the document tells that the account was left');
  });
});

describe('Copying as', () => {
  let own: ExportsForTest;
  let machine: MachineNode;

  before(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    machine = await findRow(own, 'machine', ({ addresses }) => addresses.length > 1);
  });
  after(() => own.accounts.signOut());

  async function copied(id: string, ...args: unknown[]): Promise<string> {
    await vscode.commands.executeCommand(id, ...args);
    return vscode.env.clipboard.readText();
  }

  it('an SSH command takes the first address, and that of the row on an address', async () => {
    const [first] = machine.addresses;
    assert.match(
      await copied(commands.copySshCommand, machine),
      new RegExp(`^ssh (root@)?${first?.address}$`),
    );
    const address = await findRow(own, 'address', ({ data }) => data.address.includes(':'));
    assert.ok((await copied(commands.copySshCommand, address)).endsWith(address.data.address));
  });

  it('of several rows copies for each', async () => {
    const other = await findRow(own, 'machine', (row) => row !== machine && row.addresses.length > 0);
    const rows = [machine, other];
    assert.equal((await copied(commands.copySshCommand, machine, rows)).split('\n').length, 2);
    assert.equal((await copied(commands.copySshConfig, machine, rows)).match(/^Host /gm)?.length, 2);
    const hosts = (await copied(commands.copyHosts, machine, rows)).trimEnd().split('\n');
    assert.equal(hosts.length, machine.addresses.length + other.addresses.length);
    const json = JSON.parse(await copied(commands.copyJson, machine, rows)) as { id: string }[];
    assert.deepEqual(
      json.map(({ id }) => id),
      [machine.data.id, other.data.id],
    );
  });

  it(`${commands.copyIpAddress} of several rows copies all, one a line`, async () => {
    const card = await findRow(own, 'interface', ({ addresses }) => addresses.length > 1);
    const [first] = card.addresses;
    const text = await copied(commands.copyIpAddress, first, [...card.addresses]);
    assert.deepEqual(
      text.split('\n'),
      card.addresses.map(({ data }) => data.address),
    );
  });

  it('from the palette asks for the machine', async () => {
    await vscode.env.clipboard.writeText('');
    await runAccepting(commands.copyHosts);
    assert.match(await vscode.env.clipboard.readText(), /^\S+\t\S+/);
  });
});

describe('The tree', () => {
  let own: ExportsForTest;

  before(async () => {
    own = await fresh();
    await own.accounts.signIn(token, 'Robin');
  });
  after(async () => {
    await set('machineLabel', undefined);
    await set('machineDescription', undefined);
    await own.accounts.signOut();
  });

  const set = (name: string, value: string | undefined) =>
    vscode.workspace.getConfiguration('katapult').update(name, value, vscode.ConfigurationTarget.Global);

  it('calls machines as the settings say', async () => {
    const both = ({ addresses }: MachineNode) =>
      addresses.some(({ address }) => address.includes(':')) &&
      addresses.some(({ address }) => !address.includes(':'));
    const machine = await findRow(own, 'machine', both);
    const texts = () => [own.tree.getTreeItem(machine).label, own.tree.getTreeItem(machine).description];
    const addresses = machine.addresses.map(({ address }) => address);
    const six = addresses.find((address) => address.includes(':'));
    assert.equal(texts()[0], machine.data.name);
    await set('machineLabel', 'fqdn');
    await set('machineDescription', 'ipv6');
    await eventually(() => texts()[0] === machine.data.fqdn && texts()[1] === six, 'FQDN and IPv6 address');
    await set('machineDescription', 'allAddresses');
    await eventually(() => texts()[1] === addresses.join(', '), 'all addresses');
    await set('machineDescription', 'none');
    await eventually(() => texts()[1] === '', 'no description');
  });
});
