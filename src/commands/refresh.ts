import { window } from 'vscode';
import type { OpenSession } from '../accounts/session.ts';
import { views } from '../manifest.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { accountOf, nodeOf } from './flow/row.ts';

/** Reads a branch again, or everything that was looked at. Failures show in the tree. */
export async function refresh(context: CommandContext, row?: unknown): Promise<void> {
  const node = nodeOf(context, row);
  const sessions = node ? [sessionOf(context, node)] : sessionsOf(context, row);
  const location = { location: { viewId: views.virtualMachines } };
  await window.withProgress(location, () =>
    Promise.all(sessions.map(({ inventory }) => inventory.refresh(node))),
  );
  if (!node || node.kind === 'organization') await context.pool.retry(node);
}

function sessionsOf(context: CommandContext, row: unknown): readonly OpenSession[] {
  const session = accountOf(row)?.session;
  return session?.kind === 'open' ? [session] : openSessions(context);
}

/** Reads everything again. In a view's title VS Code hands over the row that has the focus: it is not meant. */
export function refreshAll(context: CommandContext): Promise<void> {
  return refresh(context);
}
