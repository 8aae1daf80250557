import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Accounts } from '../../src/accounts/accounts.ts';
import { SecretsUnavailable } from '../../src/accounts/tokenStore.ts';
import { knownErrorCodes } from '../../src/api/errorCodes.ts';
import { AnswerError, ApiError, NetworkError } from '../../src/api/errors.ts';
import type { Node } from '../../src/inventory/nodes.ts';
import { extensionId } from '../../src/manifest.ts';
import { explain } from '../../src/platform/explain.ts';
import { Log } from '../../src/platform/log.ts';
import { noFilter } from '../../src/inventory/arrange/arrangement.ts';
import { childRows } from '../../src/views/children.ts';
import { showAccounts, showFilter } from '../../src/views/context.ts';
import { addressIcons } from '../../src/views/icons.ts';
import type { Row } from '../../src/views/rows.ts';
import { tooltip } from '../../src/views/tooltips.ts';
import { treeItem } from '../../src/views/treeItems.ts';
import { assertHarmless, assertNoLink, deceit, openedBy, openHostileCloud } from './hostileCloud.ts';

const reasons = ['unreachable', 'interrupted', 'timeout', 'cancelled', 'certificate', 'not_sent'] as const;
const problems = ['html', 'empty', 'shape', 'redirect', 'foreign_error', 'too_large'] as const;

const request = { method: 'GET', path: `/organizations/${deceit}`, status: 500, requestId: deceit };
const cause = new Error(deceit);
const detail = {
  scopes: [deceit],
  ipAddress: deceit,
  details: deceit,
  errors: [deceit],
};

/** Every kind of failure, each with all that an answer can put into it. */
const failures: readonly Error[] = [
  ...[...knownErrorCodes, deceit].map((code) => new ApiError({ code, description: deceit, detail }, request)),
  new ApiError({ code: deceit, description: '', detail: {} }, request),
  ...reasons.map((reason) => new NetworkError(reason, deceit, request, cause)),
  ...reasons.map((reason) => new NetworkError(reason, deceit, request)),
  ...problems.map((problem) => new AnswerError(problem, deceit, request, { field: deceit, cause })),
  new SecretsUnavailable(cause),
];

const labels = { label: 'name', description: 'firstAddress' } as const;
const untrusted = { isTrusted: undefined, supportHtml: false, supportThemeIcons: false };

describe('What a cloud says to deceive, in the tree', () => {
  let accounts: Accounts;
  const rows: Node[] = [];

  before(async () => {
    accounts = await openHostileCloud({ seed: 3, machines: 6, organizations: 2 });
    await collect(undefined);
  });
  after(() => accounts.dispose());

  async function collect(below: Node | undefined): Promise<void> {
    for (const row of await childRows(openedBy(accounts).inventory, below)) {
      if (row.kind === 'status' || row.kind === 'group') continue;
      rows.push(row);
      await collect(row);
    }
  }

  function itemOf(row: Row): vscode.TreeItem {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    const addressIcon = addressIcons(extension.extensionUri);
    return treeItem(row, { addressIcon, account: undefined, favorite: false, labels });
  }

  function assertItemHarmless(row: Row): void {
    const { label, description, accessibilityInformation } = itemOf(row);
    const read = accessibilityInformation?.label ?? '';
    for (const text of [label, description, read]) {
      assert.ok(typeof text === 'string');
      assertHarmless(text, `${row.kind} ${row.id}`);
    }
  }

  it('has reached all kinds of rows', () => {
    assert.deepEqual(
      new Set(rows.map(({ kind }) => kind)),
      new Set(['organization', 'machine', 'interface', 'address']),
    );
    for (const row of rows) assert.ok(JSON.stringify(itemOf(row)).includes('[run](command:x)'), row.id);
  });

  it('is one short line without deceiving characters in labels, descriptions and what is read aloud', () => {
    for (const row of rows) assertItemHarmless(row);
  });

  it('is so where an address is shown that has no name', () => {
    for (const row of rows) {
      if (row.kind !== 'machine') continue;
      const { addresses } = row;
      for (const count of [1, 2]) {
        row.addresses = Array.from({ length: count }, () => ({ id: 'ip_1', address: deceit }));
        assertItemHarmless(row);
      }
      row.addresses = addresses;
    }
  });

  it('is so while an address is being allocated', () => {
    for (const row of rows) {
      if (row.kind === 'organization') continue;
      row.pending = { verb: 'allocating', address: deceit };
      assertItemHarmless(row);
      row.pending = undefined;
    }
  });

  it('is text in a tooltip: no link, no command, no picture, no icon, no line of its own', async () => {
    for (const row of rows) {
      await openedBy(accounts).inventory.learn(row);
      const { value, isTrusted, supportHtml, supportThemeIcons } = tooltip(row);
      assert.deepEqual({ isTrusted, supportHtml, supportThemeIcons }, untrusted);
      assertHarmless(value.replaceAll('&nbsp;', ' '), row.id);
      assertNoLink(value, row.id);
      assert.ok(value.includes('run'), row.id);
    }
  });

  it('is harmless in the head of the view, where the account’s name stands', () => {
    const view: Pick<vscode.TreeView<unknown>, 'description' | 'message'> = {};
    showFilter(view, accounts, noFilter);
    assert.match(view.description ?? '', /run/);
    assertHarmless(view.description ?? '', 'the description of the view');
    const organizations = rows.flatMap(({ kind, data: { id } }) => (kind === 'organization' ? id : []));
    showFilter(view, accounts, { ...noFilter, organizations, tags: [cause.message] });
    assert.match(view.description ?? '', /run.* · .*run/);
    assertHarmless(view.description ?? '', 'the description of the filtered view');
    const session = { kind: 'signedOut', problem: new SecretsUnavailable(cause) } as const;
    showAccounts(view, { session, sessions: [], all: [], bound: undefined });
    assert.match(view.message ?? '', /run/);
    assertHarmless(view.message ?? '', 'the message of the view');
    showAccounts(view, { session: { kind: 'starting' }, sessions: [], all: [], bound: undefined });
  });

  it('is harmless where a failure is explained, in its row and in its tooltip', () => {
    for (const error of failures) {
      const row: Row = { kind: 'status', id: 'x', parent: undefined, what: 'failed', error };
      assertItemHarmless(row);
      assertHarmless(explain(error).text, `${error.name}: ${error.message.slice(0, 60)}`);
      const { value, isTrusted, supportHtml, supportThemeIcons } = tooltip(row);
      assert.deepEqual({ isTrusted, supportHtml, supportThemeIcons }, untrusted);
      assertNoLink(value, error.name);
    }
  });

  it('is harmless in the log, in a line for each request and each failure', () => {
    const lines: string[] = [];
    const keep = (line: string | Error) => void lines.push(String(line));
    const real = vscode.window.createOutputChannel('Katapult under test', { log: true });
    const log = new Log({ ...real, info: keep, warn: keep, error: keep });
    real.dispose();
    log.request({ ...request, durationMs: 1 });
    log.request({ ...request, durationMs: 1, failure: deceit });
    log.info(deceit);
    for (const error of failures) log.error(deceit, error);
    log.error(deceit, deceit);
    log.error(deceit, new Error('x', { cause: deceit }));
    for (const line of lines) {
      const [first = '', ...places] = line.split('\n');
      assertHarmless(first, 'a line of the log');
      assert.match(first, /run/);
      for (const place of places) assert.match(place, /^\s+at (?!FORGED)/);
    }
    assert.ok(lines.slice(0, 3).every((line) => !line.includes('\n')));
  });
});
