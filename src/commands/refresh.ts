import { window } from 'vscode';
import { views } from '../manifest.ts';
import { openSession, type CommandContext } from './context.ts';
import { nodeOf } from './flow/row.ts';

/** Reads a branch again, or everything that was looked at. Failures show in the tree. */
export async function refresh(context: CommandContext, row?: unknown): Promise<void> {
  const { inventory } = openSession(context);
  const node = nodeOf(inventory, row);
  const location = { location: { viewId: views.virtualMachines } };
  await window.withProgress(location, () => inventory.refresh(node));
}

/** Reads everything again. In a view's title VS Code hands over the row that has the focus: it is not meant. */
export function refreshAll(context: CommandContext): Promise<void> {
  return refresh(context);
}
