import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Accounts } from '../../src/accounts/accounts.ts';
import { undoActivity } from '../../src/commands/activities.ts';
import type { CommandContext } from '../../src/commands/context.ts';
import { setReverseDns } from '../../src/commands/editIpAddress.ts';
import { releaseIpAddress } from '../../src/commands/releaseIpAddress.ts';
import { unallocateIpAddress } from '../../src/commands/unallocateIpAddress.ts';
import type { AddressNode } from '../../src/inventory/nodes.ts';
import { lineOf, recordOf } from '../../src/platform/activityText.ts';
import { Log } from '../../src/platform/log.ts';
import { activityItem, activityTooltip } from '../../src/views/activityItem.ts';
import { Details } from '../../src/views/details/details.ts';
import { assertHarmless, assertNoIcon, assertNoLink, openedBy, openHostileCloud } from './hostileCloud.ts';
import { commandContext } from './commandContext.ts';
import { control, eventually } from './scene.ts';
import { recording, type Answers, type Shown } from './shown.ts';

describe('What a cloud says to deceive, in what is kept of a window', () => {
  let accounts: Accounts;
  let context: CommandContext;
  let details: Details;
  let channel: vscode.LogOutputChannel;
  let rows: readonly AddressNode[];

  before(() => {
    channel = vscode.window.createOutputChannel('Katapult under test', { log: true });
  });
  beforeEach(async () => {
    accounts = await openHostileCloud({ seed: 3, machines: 6, organizations: 1 });
    const log = new Log(channel);
    details = new Details(accounts);
    context = commandContext(accounts, log, details);
    rows = await heldAddresses();
  });
  afterEach(() => {
    details.dispose();
    accounts.dispose();
  });
  after(() => channel.dispose());

  /** Two addresses of one network interface. */
  async function heldAddresses(): Promise<readonly AddressNode[]> {
    const { inventory } = openedBy(accounts);
    await inventory.open();
    for (const organization of inventory.organizations.items ?? []) await inventory.open(organization);
    for (const machine of inventory.machines) {
      await inventory.open(machine);
      const holder = machine.networkInterfaces.find(({ addresses }) => addresses.length > 1);
      if (holder) return holder.addresses.slice(0, 2);
    }
    throw new Error('no interface holds two addresses');
  }

  /** Runs something, lets its messages come to their end, and holds all that shows against what is allowed. */
  async function run(deed: () => Promise<void>, answers: Answers = {}): Promise<Shown> {
    const shown = await recording(answers, async () => {
      await deed();
      const isEnded = () => context.activities.all.every(({ outcome }) => outcome.kind !== 'running');
      await eventually(isEnded, 'everything has ended');
    });
    for (const text of Object.values(shown).flatMap((texts: string[]) => texts))
      assertHarmless(text, 'what is shown');
    for (const text of [...shown.notifications, ...shown.progress]) assertNoLink(text, 'what is shown');
    for (const text of [...shown.progress, ...shown.choices]) assertNoIcon(text, 'what is shown');
    return shown;
  }

  function assertRowsHarmless(): void {
    assert.ok(context.activities.all.length > 0);
    for (const activity of context.activities.all) {
      const { label, description, accessibilityInformation } = activityItem(activity);
      for (const text of [label, description, accessibilityInformation?.label])
        assertHarmless(typeof text === 'string' ? text : '', 'the row');
      assert.doesNotMatch(activityTooltip(activity).value, /(?<!\\)\]\(/, 'the tooltip has no link');
      assertHarmless(lineOf(activity).replaceAll('\t', ' '), 'the line');
      assertHarmless(JSON.stringify(recordOf(activity)), 'the record');
    }
  }

  it('is harmless where several are unallocated, and taken back', async () => {
    const [first, second] = rows;
    const selected = [first, second, first?.machine];
    const { dialogs, notifications } = await run(() => unallocateIpAddress(context, first, selected), {
      button: 'Unallocate',
    });
    assert.match(dialogs.join('\n'), /^Unallocate 2 addresses\?\n.+ · .+\[run\]/);
    assert.match(
      notifications.join('\n'),
      /^Unallocated 2 of 2 addresses\. .+\[run\].*: is no IP address\.$/,
    );
    assertRowsHarmless();
    await run(() => undoActivity(context, undefined, context.activities.all), { button: 'Undo' });
    assertRowsHarmless();
  });

  it('is harmless where it refuses a change', async () => {
    await control('POST', 'faults', {
      match: { method: 'PATCH' },
      fault: { kind: 'error', code: 'validation_error', detail: { errors: ['Reverse dns is invalid'] } },
    });
    const { notifications } = await run(() => setReverseDns(context, rows[0]), { typed: 'a.example.com' });
    assert.match(notifications.join('\n'), /^Could not change .+\. Katapult does not accept this: .+\[run\]/);
    assertRowsHarmless();
  });

  it('is harmless where an address is refused to be released', async () => {
    await assert.rejects(releaseIpAddress(context, rows[0]), (error: Error) => {
      assertHarmless(error.message, 'the refusal');
      return / is allocated to .+\[run\].+\. Unallocate it first/.test(error.message);
    });
  });
});
