import { commands as vscodeCommands, ProgressLocation, window } from 'vscode';
import type { Ran } from '../../inventory/activities/activities.ts';
import { wordsOf, type Activity, type Write } from '../../inventory/activities/activity.ts';
import { takesAway } from '../../inventory/activities/change.ts';
import { commands } from '../../manifest.ts';
import { plainStatus } from '../../platform/plain.ts';
import type { CommandContext } from '../context.ts';

type Telling = Pick<CommandContext, 'activities' | 'messages'>;

/**
 * The one way in which a write is run: it is kept among the activities, shown while it runs, and told at its end.
 * @returns what it made, or undefined when it was not done, or nobody knows.
 */
export async function tellSettled<T>(context: Telling, write: Write<T>): Promise<T | undefined> {
  return tellEnd(context, await inProgress(write, (signal) => context.activities.run(write, signal)));
}

/** Looks again what came of a write of which nobody knows, and tells it. */
export async function tellCheckedAgain(context: Telling, activity: Activity): Promise<void> {
  const { checkAgain } = activity;
  if (checkAgain) await tellEnd(context, { activity, settled: await inProgress(activity, checkAgain) });
}

/** What can't be known may be looked up again as often as one likes; the write itself is never repeated. */
async function tellEnd<T>(context: Telling, ran: Ran<T>): Promise<T | undefined> {
  const { messages } = context;
  const { activity } = ran;
  const { words } = activity;
  let { settled } = ran;
  while (settled.kind === 'unknown') {
    if (!(await messages.unknownOutcome(words.unknown, settled.error))) return undefined;
    settled = await inProgress(activity, settled.checkAgain);
  }
  // The messages are not awaited: they stay as long as the person likes, the command is over.
  if (settled.kind === 'failed') {
    void messages.failed(words.failed, settled.error);
    return undefined;
  }
  void tellDone(context, activity);
  return settled.value;
}

/** What has taken something away can be taken back from the message; anything else from the list of activities. */
async function tellDone({ messages }: Telling, activity: Activity): Promise<void> {
  const { change, undoes, note } = activity;
  const isTaken = change && !undoes && takesAway(change);
  if (!isTaken && note !== undefined) await messages.report(wordsOf(activity), true);
  else if (!isTaken) messages.done(wordsOf(activity));
  else if (await messages.doneUndoable(wordsOf(activity)))
    await vscodeCommands.executeCommand(commands.undoActivity, activity);
}

/** What takes minutes is shown with a button to wait no longer. */
function inProgress<T>(
  { words, canBeLeft }: Pick<Write<T>, 'words' | 'canBeLeft'>,
  run: (signal?: AbortSignal) => Promise<T>,
): Thenable<T> {
  const title = plainStatus(words.running);
  if (!canBeLeft) return window.withProgress({ location: ProgressLocation.Window, title }, () => run());
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_, token) => {
    const left = new AbortController();
    token.onCancellationRequested(() => left.abort());
    return run(left.signal);
  });
}
