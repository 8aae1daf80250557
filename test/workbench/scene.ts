// What every test in the extension host starts from: the extension, a simulated Katapult, the tree as text.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExportsForTest } from '../../src/extension.ts';
import { extensionId } from '../../src/manifest.ts';
import type { Row } from '../../src/views/rows.ts';

export const apiUrl = variable('KATAPULT_SIMULATOR_URL');
export const token = variable('KATAPULT_SIMULATOR_TOKEN');

function variable(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is set by the runner`);
  return value;
}

/** The extension's own parts, which it hands out in tests only. */
export async function parts(): Promise<ExportsForTest> {
  const extension = vscode.extensions.getExtension<ExportsForTest | undefined>(extensionId);
  const exports = await extension?.activate();
  assert.ok(exports, 'the extension is there and runs as under test');
  return exports;
}

/** Asks the simulator’s controls. */
export async function control(method: string, path: string, body?: object): Promise<unknown> {
  const url = new URL(`/__simulator__/${path}`, apiUrl);
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  assert.equal(answer.status, 200, `${method} ${path}: ${await answer.clone().text()}`);
  return answer.json();
}

/** A fresh cloud without faults, and nobody signed in. */
export async function fresh(
  options: object = { seed: 3, machines: 6, organizations: 1 },
): Promise<ExportsForTest> {
  const own = await parts();
  await own.accounts.signOut();
  if (own.accounts.session.kind === 'open') await own.accounts.signOut();
  await control('POST', 'reset', options);
  return own;
}

/** The rows that VS Code would show with everything open, two spaces a level: label, description, icon. */
export async function treeText(
  { tree }: Pick<ExportsForTest, 'tree'>,
  below?: Row,
  indent = '',
): Promise<string> {
  const rows = await tree.getChildren(below);
  const texts = await Promise.all(
    rows.map(async (row) => {
      const children = row.kind === 'status' ? '' : await treeText({ tree }, row, `${indent}  `);
      return `${indent}${rowText(tree.getTreeItem(row))}\n${children}`;
    }),
  );
  return texts.join('');
}

function rowText({ label, description, iconPath }: vscode.TreeItem): string {
  const icon = iconPath instanceof vscode.ThemeIcon ? ` (${iconPath.id})` : '';
  return [typeof label === 'string' ? label : '', description].filter(Boolean).join(' | ') + icon;
}

/** The first row of a kind anywhere in the tree that the condition holds for. */
export async function findRow<K extends Row['kind']>(
  own: ExportsForTest,
  kind: K,
  condition: (row: Extract<Row, { kind: K }>) => boolean = () => true,
  below?: Row,
): Promise<Extract<Row, { kind: K }>> {
  const found = await searchRow(own, kind, condition, below);
  assert.ok(found, `there is a row of the kind ${kind}`);
  return found;
}

async function searchRow<K extends Row['kind']>(
  own: ExportsForTest,
  kind: K,
  condition: (row: Extract<Row, { kind: K }>) => boolean,
  below?: Row,
): Promise<Extract<Row, { kind: K }> | undefined> {
  for (const row of await own.tree.getChildren(below)) {
    if (isOfKind(row, kind) && condition(row)) return row;
    const deeper = row.kind === 'status' ? undefined : await searchRow(own, kind, condition, row);
    if (deeper) return deeper;
  }
  return undefined;
}

function isOfKind<K extends Row['kind']>(row: Row, kind: K): row is Extract<Row, { kind: K }> {
  return row.kind === kind;
}

/** Waits, turn by turn, until a condition holds. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const started = Date.now();
  while (!(await condition())) {
    assert.ok(Date.now() - started < 10_000, `in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The button that is pressed; or what happens while the message stands open, and which is pressed then. */
type Answer = string | undefined | (() => Promise<string | undefined>);

/** Answers VS Code’s messages instead of a person while something runs. @returns what they said. */
export async function answering(answer: Answer, run: () => PromiseLike<unknown>): Promise<string[]> {
  const said: string[] = [];
  const { showWarningMessage, showErrorMessage, showInformationMessage } = vscode.window;
  const stub = (message: string, ...rest: unknown[]) => {
    const [options] = rest;
    const detail =
      typeof options === 'object' && options && 'detail' in options ? String(options.detail) : '';
    said.push([message, detail].filter(Boolean).join('\n'));
    return typeof answer === 'function' ? answer() : Promise.resolve(answer);
  };
  Object.assign(vscode.window, {
    showWarningMessage: stub,
    showErrorMessage: stub,
    showInformationMessage: stub,
  });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { showWarningMessage, showErrorMessage, showInformationMessage });
  }
  return said;
}

/** Presses Enter in the quick pick that is open, once it has something to choose. */
export async function acceptPick(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/** Runs a command and presses Enter in each quick pick that it opens until it has ended. */
export async function runAccepting(id: string, ...args: unknown[]): Promise<void> {
  let ended = false;
  const running = Promise.resolve(vscode.commands.executeCommand(id, ...args)).finally(() => (ended = true));
  await eventually(async () => {
    if (!ended) await acceptPick();
    return ended;
  }, `${id} ends`);
  await running;
}
