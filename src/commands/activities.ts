import { env, l10n, Uri, window, workspace } from 'vscode';
import { Activity, wordsOf, type Write } from '../inventory/activities/activity.ts';
import { lineOf, recordOf } from '../platform/activityText.ts';
import { explain } from '../platform/explain.ts';
import { NotNow } from '../platform/notNow.ts';
import type { CommandContext } from './context.ts';
import type { Refused } from './flow/confirm.ts';
import { tellCheckedAgain } from './flow/settled.ts';
import { doSeveral } from './flow/several.ts';
import { takeBack, undoing } from './flow/undo.ts';

/** Takes activities back: the one on whose row or message it was called, or all that are selected. */
export async function undoActivity(
  context: CommandContext,
  argument?: unknown,
  rows?: readonly unknown[],
): Promise<void> {
  const activities = activitiesOf(argument, rows);
  const [only, ...others] = activities;
  if (only && others.length === 0) return takeBack(context, only);
  const looked = await Promise.all(activities.map((activity) => whetherPossible(context, activity)));
  await doSeveral(context, {
    items: looked.flatMap((each) => ('why' in each ? [] : each)),
    nameOf: ({ words }) => words.running,
    describe: () => '',
    refused: looked.flatMap((each) => ('why' in each ? each : [])),
    question: () => l10n.t('Undo {0} operations?', activities.length),
    consequences: [],
    act: l10n.t('Undo'),
    write: (write) => write,
    running: () => l10n.t('Undoing {0} operations', activities.length),
    report: (done, of) => l10n.t('Undone: {0} of {1} steps.', done, of),
  });
}

/** The writes that take an activity back, or why that is not possible. */
async function whetherPossible(
  context: CommandContext,
  activity: Activity,
): Promise<readonly Write<unknown>[] | Refused> {
  try {
    return await undoing(context, activity);
  } catch (error) {
    return { name: wordsOf(activity), why: explain(error).text };
  }
}

/** Begins anew what has failed, asking again where it asks. */
export async function retryActivity(_: CommandContext, argument?: unknown): Promise<void> {
  if (argument instanceof Activity) await argument.again?.();
}

/** Looks again what came of an activity of which nobody knows. */
export async function checkActivity(context: CommandContext, argument?: unknown): Promise<void> {
  if (argument instanceof Activity) await tellCheckedAgain(context, argument);
}

/** Copies activities, a line each. */
export async function copyActivity(
  { messages }: CommandContext,
  argument?: unknown,
  rows?: readonly unknown[],
): Promise<void> {
  const activities = activitiesOf(argument, rows);
  if (activities.length === 0) return;
  await env.clipboard.writeText(activities.map(lineOf).join('\n'));
  messages.done(l10n.t('Copied: {0}', activities.map(wordsOf).join(', ')));
}

/** Writes all activities, the oldest first, to a file that the person names: as JSON, or as lines of text. */
export async function exportActivities({ activities, messages }: CommandContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title: l10n.t('Export Activities'),
    // Without a folder VS Code proposes one of its own, and a name alone would be taken for one in the root.
    ...(folder && { defaultUri: Uri.joinPath(folder, 'katapult-activity.json') }),
    filters: { [l10n.t('JSON')]: ['json'], [l10n.t('Text')]: ['txt'] },
  });
  if (!file) return;
  const oldestFirst = activities.all.toReversed();
  const text = file.path.endsWith('.json')
    ? JSON.stringify(oldestFirst.map(recordOf), undefined, 2)
    : oldestFirst.map(lineOf).join('\n');
  try {
    await workspace.fs.writeFile(file, new TextEncoder().encode(`${text}\n`));
  } catch (error) {
    throw new NotNow(
      l10n.t('The file could not be written: {0}', error instanceof Error ? error.message : ''),
      'retry',
    );
  }
  messages.done(l10n.t('Exported {0} activities', oldestFirst.length));
}

/** Forgets what has ended. What it has changed stays, and can be undone no more from here. */
export function clearActivities({ activities }: CommandContext): Promise<void> {
  activities.clear();
  return Promise.resolve();
}

function activitiesOf(argument: unknown, rows: readonly unknown[] | undefined): readonly Activity[] {
  return (rows ?? [argument]).filter((each) => each instanceof Activity);
}
