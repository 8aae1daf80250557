import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Accounts } from '../../src/accounts/accounts.ts';
import { ApiError } from '../../src/api/errors.ts';
import { allocateIpAddress } from '../../src/commands/allocateIpAddress.ts';
import { allocateNewIpAddress } from '../../src/commands/allocateNewIpAddress.ts';
import type { CommandContext, Handler } from '../../src/commands/context.ts';
import { copyIpAddress, copyMachineId } from '../../src/commands/copy.ts';
import { copyHosts, copyJson, copySshCommand, copySshConfig } from '../../src/commands/copyAs.ts';
import { signIn } from '../../src/commands/signIn.ts';
import { unallocateIpAddress } from '../../src/commands/unallocateIpAddress.ts';
import {
  AddressNode,
  InterfaceNode,
  MachineNode,
  OrganizationNode,
  type Node,
} from '../../src/inventory/nodes.ts';
import { Log } from '../../src/platform/log.ts';
import { NotNow } from '../../src/platform/notNow.ts';
import { pick } from '../../src/platform/quickPick.ts';
import { childRows } from '../../src/views/children.ts';
import { Details } from '../../src/views/details/details.ts';
import { htmlOf } from '../../src/views/details/html.ts';
import { pageOf } from '../../src/views/details/page.ts';
import {
  assertHarmless,
  assertNoIcon,
  assertNoLink,
  deceit,
  deceiving,
  openedBy,
  openHostileCloud,
} from './hostileCloud.ts';
import { commandContext } from './commandContext.ts';
import { acceptPick, control, eventually, token } from './scene.ts';
import { recording, type Answers, type Shown } from './shown.ts';

const refused = new ApiError(
  { code: deceit, description: deceit, detail: { details: deceit, errors: [deceit] } },
  { method: 'POST', path: `/${deceit}`, status: 422 },
);

describe('What a cloud says to deceive, when something is done with it', () => {
  let accounts: Accounts;
  let context: CommandContext;
  let details: Details;
  let channel: vscode.LogOutputChannel;
  const logged: string[] = [];

  before(() => {
    channel = vscode.window.createOutputChannel('Katapult under test', { log: true });
  });
  beforeEach(async () => {
    accounts = await openHostileCloud({ seed: 3, machines: 6, organizations: 2 });
    const keep = (line: string | Error) => void logged.push(String(line));
    const log = new Log({ ...channel, info: keep, warn: keep, error: keep });
    details = new Details(accounts);
    context = commandContext(accounts, log, details);
  });
  afterEach(() => {
    details.dispose();
    accounts.dispose();
  });
  after(() => channel.dispose());

  /** Runs a command, pressing Enter in each quick pick, and holds all that it shows against what is allowed. */
  async function run(handler: Handler, argument?: unknown, answers: Answers = {}): Promise<Shown> {
    let ended = false;
    const shown = await recording(answers, async () => {
      const running = handler(context, argument).finally(() => (ended = true));
      // It may be refused before it is awaited below.
      running.catch(() => undefined);
      await eventually(async () => {
        if (!ended) await acceptPick();
        return ended;
      }, 'the command ends');
      await running;
    });
    assertAllHarmless(shown);
    return shown;
  }

  function assertAllHarmless({ dialogs, notifications, status, progress, choices, complaints }: Shown): void {
    for (const text of [...dialogs, ...notifications, ...status, ...progress, ...choices, ...complaints]) {
      assertHarmless(text, 'what is shown');
    }
    for (const text of [...notifications, ...status, ...progress, ...complaints])
      assertNoLink(text, 'what is shown');
    const words = status.map((text) => text.replace('$(check) ', ''));
    for (const text of [...words, ...progress, ...choices, ...complaints])
      assertNoIcon(text, 'what is shown');
  }

  /** The first node of a class whose condition holds. */
  async function node<T extends Node>(
    kind: new (...args: never[]) => T,
    condition: (node: T) => boolean = () => true,
    below?: Node,
  ): Promise<T> {
    const found = await search(kind, condition, below);
    assert.ok(found);
    return found;
  }

  async function search<T extends Node>(
    kind: new (...args: never[]) => T,
    condition: (node: T) => boolean,
    below: Node | undefined,
  ): Promise<T | undefined> {
    for (const row of await childRows(openedBy(accounts).inventory, below)) {
      if (row.kind === 'status' || row.kind === 'group') continue;
      if (row instanceof kind && condition(row)) return row;
      const deeper = await search(kind, condition, row);
      if (deeper) return deeper;
    }
    return undefined;
  }

  /** Says the names and what comes after them: none has pushed the end out of sight. */
  function assertSays(texts: readonly string[], pattern: RegExp): void {
    assert.ok(
      texts.some((text) => pattern.test(text)),
      `${pattern} in ${texts.join('\n')}`,
    );
  }

  it('is harmless on the way through the quick picks of an allocation', async () => {
    const { choices, progress, status } = await run(allocateIpAddress);
    assertSays(choices, /^Harbour Digital\[run\]|\[run\].*…$/);
    assert.ok(choices.filter((text) => text.includes('[run]')).length > 10);
    assertSays(progress, /^Allocating \S+ to .+\[run\] .+…$/);
    assertSays(status, /^\$\(check\) Allocated \S+ to .+\[run\] /);
  });

  it('is harmless in the question for an address', async () => {
    const { questions } = await run(
      allocateIpAddress,
      await node(InterfaceNode, ({ data }) => !!data.network),
    );
    assertSays(questions, /^Choose the address to allocate to .+\[run\]/);
    for (const text of questions) assertHarmless(text, 'the question');
  });

  it('is harmless in the question before a new address, and after it', async () => {
    const target = await node(InterfaceNode, ({ data }) => !!data.network);
    const { dialogs, progress, status } = await run(allocateNewIpAddress, target, {
      button: 'Add and Allocate',
    });
    assertSays(dialogs, /^Add a new IPv4 address to .+\[run\].+\?$/);
    assertSays(dialogs, /^The address is added .+ allocated to .+\[run\].+ \(.+\[run\].+\)\.$/);
    assertSays(progress, /^Allocating a new IPv4 address to .+\[run\].+…$/);
    assertSays(status, /Allocated a new IPv4 address to .+\[run\]/);
  });

  it('is harmless in the question before an address is unallocated, and after it', async () => {
    const row = await node(AddressNode, ({ parent }) => parent.kind === 'interface');
    const { dialogs, progress, status } = await run(unallocateIpAddress, row, { button: 'Unallocate' });
    assertSays(dialogs, /^Unallocate .+\[run\].+ from .+\[run\].+\?$/);
    assertSays(dialogs, /^Network interface: .+\[run\]/m);
    assertSays(dialogs, /^It is a VIP: .*\[run\]/m);
    assertSays(dialogs, /^The address stays in .+\[run\].+ and can be allocated again\.$/m);
    assertSays(dialogs, /^Its reverse DNS .+\[run\].+ is lost: it goes back to the default\.$/m);
    assertSays(progress, /^Unallocating .+\[run\].+ from .+\[run\].+…$/);
    assertSays(status, /Unallocated .+\[run\].+ from .+\[run\]/);
  });

  it('is harmless where the question warns of a machine’s only address', async () => {
    const row = await node(AddressNode);
    for (const { id } of row.machine.addresses.filter(({ id }) => id !== row.data.id)) {
      await control('POST', 'mutate', { action: 'unallocate-address', id });
    }
    await openedBy(accounts).inventory.refresh();
    const { dialogs } = await run(unallocateIpAddress, row);
    assertSays(dialogs, /^It is the only address of .+\[run\].+\.$/m);
  });

  it('is harmless where addresses are chosen, those of load balancers among them', async () => {
    const { choices } = await run(unallocateIpAddress);
    assertSays(choices, /^LoadBalancer|^Load balancers and others$/);
    assert.ok(choices.filter((text) => text.includes('[run]')).length > 10);
  });

  it('is harmless where it is told that an address has been moved', async () => {
    const row = await node(AddressNode, ({ parent }) => parent.kind === 'interface' && !!parent.data.network);
    const other = await node(InterfaceNode, ({ parent, data }) => parent !== row.machine && !!data.network);
    const moves = [
      {
        mutation: { action: 'allocate-address', id: row.data.id, interfaceId: other.data.id },
        says: /now, not to/,
      },
      {
        mutation: { action: 'unallocate-address', id: row.data.id },
        says: /any more\. Nothing was changed\.$/,
      },
    ];
    for (const { mutation, says } of moves) {
      await control('POST', 'mutate', mutation);
      await assert.rejects(run(unallocateIpAddress, row), (error) => {
        assert.ok(error instanceof NotNow);
        assertHarmless(error.message, 'why not now');
        assert.match(error.message, says);
        return true;
      });
    }
  });

  it('is harmless in the messages of what failed, and of what nobody knows', async () => {
    const row = await node(InterfaceNode, ({ data }) => !!data.network);
    const machine = await node(MachineNode);
    await control('POST', 'faults', {
      match: { method: 'POST' },
      times: 'always',
      fault: { kind: 'error', code: 'validation_error', description: deceit, detail: { errors: [deceit] } },
    });
    const address = await node(AddressNode);
    const commands: readonly (readonly [Handler, unknown, string])[] = [
      [allocateIpAddress, machine, ''],
      [allocateNewIpAddress, row, 'Add and Allocate'],
      [unallocateIpAddress, address, 'Unallocate'],
    ];
    for (const [handler, argument, button] of commands) {
      const { notifications } = await run(handler, argument, { button });
      assertSays(
        notifications,
        /^Could not .+\[run\] \(.+\. Katapult does not accept this: \[run\] \(command/,
      );
    }
    await control('DELETE', 'faults');
  });

  it('is harmless whatever the extension’s own words around it', async () => {
    const shown = await recording({}, async () => {
      await context.messages.failed(deceit, refused);
      await context.messages.unknownOutcome(deceit, refused);
      context.messages.done(deceit);
    });
    assert.deepEqual([shown.notifications.length, shown.status.length], [2, 1]);
    for (const text of [...shown.notifications, ...shown.status]) {
      assert.ok(text.length < 1_100);
      assertNoLink(text, 'a message');
      assert.doesNotMatch(text, /[\u0000-\u001f\u202e]/);
    }
    for (const text of shown.status) assertNoIcon(text.replace('$(check)', ''), 'the status bar');
  });

  it('is harmless in a list that could not be loaded', async () => {
    const shown = await recording({}, async () => {
      const closed = new AbortController();
      let loaded = false;
      const picking = pick({
        title: 'Choose',
        placeholder: 'Choose',
        load: () => {
          loaded = true;
          return Promise.reject(refused);
        },
        empty: 'Nothing',
      });
      await eventually(() => loaded, 'it was tried to load');
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        void picking.finally(() => closed.abort());
        await Promise.resolve();
        return closed.signal.aborted;
      }, 'the list is closed');
    });
    assertSays(shown.choices, /^Katapult answered: \[run\]/);
    assertAllHarmless(shown);
  });

  it('is harmless in what is copied for other tools, and where that is told', async () => {
    const machine = await node(MachineNode, ({ addresses }) => addresses.length > 0);
    for (const handler of [copySshCommand, copySshConfig, copyHosts, copyJson]) {
      const { status } = await run(handler, machine);
      assertSays(status, /^\$\(check\) Copied /);
      // Lines and tabs are the copy's own.
      const text = (await vscode.env.clipboard.readText()).replaceAll('\t', ' ');
      assert.doesNotMatch(text, deceiving, text);
      assert.doesNotMatch(text, /^\s*FORGED/m, text);
    }
  });

  it('is text on the page with the properties: no markup, no script, nothing from elsewhere', async () => {
    const nodes = [
      await node(OrganizationNode),
      await node(MachineNode, ({ addresses }) => addresses.length > 0),
      await node(InterfaceNode),
      await node(AddressNode),
    ];
    for (const each of nodes) {
      const page = htmlOf(pageOf(each), 'nonce', 'en');
      assert.ok(page.includes('run') && !page.includes('<b>'), page);
      assert.doesNotMatch(page, deceiving);
      assert.match(page, /content="default-src 'none'; style-src 'nonce-nonce'"/);
      assert.doesNotMatch(page, /<script|<a |<img|\son\w+=|src=|href=/);
    }
  });

  it('is harmless where it is told that something was copied, and on the clipboard', async () => {
    const row = await node(AddressNode);
    const machine = await node(MachineNode);
    row.data = { ...row.data, address: `192.0.2.1${deceit}` };
    machine.data = { ...machine.data, id: `vm_1${deceit}` };
    for (const [handler, argument] of [
      [copyIpAddress, row],
      [copyMachineId, machine],
    ] as const) {
      const { status } = await run(handler, argument);
      assertSays(status, /Copied .+\[run\]/);
      assertHarmless(await vscode.env.clipboard.readText(), 'the clipboard');
    }
  });

  it('is harmless in the box for the token, and in the greeting', async () => {
    const fault = { kind: 'error', code: 'odd', status: 400, description: deceit };
    await control('POST', 'faults', { times: 'always', fault });
    const { complaints } = await run(signIn, undefined, { typed: token });
    assertSays(complaints, /^Katapult answered: \[run\] \(command/);
    await control('DELETE', 'faults');
    const { status } = await run(signIn, undefined, { typed: token });
    assertSays(status, /Signed in to Katapult as .+\[run\]/);
  });
});
