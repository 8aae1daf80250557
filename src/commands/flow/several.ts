import { commands as vscodeCommands, l10n, ProgressLocation, window, type Progress } from 'vscode';
import type { Activity, Write } from '../../inventory/activities/activity.ts';
import { runInOrder, type InOrder } from '../../inventory/activities/inOrder.ts';
import { commands, views } from '../../manifest.ts';
import { explain } from '../../platform/explain.ts';
import { NotNow } from '../../platform/notNow.ts';
import { plainStatus } from '../../platform/plain.ts';
import type { CommandContext } from '../context.ts';
import { confirmSeveral, type Asked, type Refused } from './confirm.ts';

/** Something to be done to several things, each by a write of its own. */
export interface Several<T> extends Asked<T> {
  /** Asks once more, when it was confirmed; the number is how many there are. */
  readonly insist?: (count: number) => Promise<boolean>;
  /** What is done to one. Called when the person has confirmed. @throws NotNow when that is not possible any more */
  readonly write: (item: T) => Write<unknown>;
  /** While it runs, like "Unallocating 3 addresses". */
  readonly running: (count: number) => string;
  /** What was done in the end, like "Unallocated 2 of 3 addresses." */
  readonly report: (done: number, of: number) => string;
}

/** An activity, and the plain name of what it was about. */
interface Ended {
  readonly name: string;
  readonly activity: Activity;
}

/** `1 address` or `3 addresses`. */
export function addressCount(count: number): string {
  return count === 1 ? l10n.t('1 address') : l10n.t('{0} addresses', count);
}

/** Asks once, does one after the other with a way to stop, and reports what was done and what not. @throws NotNow when nothing can be */
export async function doSeveral<T>(context: CommandContext, several: Several<T>): Promise<void> {
  if (several.items.length === 0) throw new NotNow(troubles([], several.refused).join(' '), 'log');
  const confirmed = await confirmSeveral(several);
  if (!confirmed) return;
  const { items, stopsAtFailure } = confirmed;
  if (several.insist && !(await several.insist(items.length))) return;
  const writes = items.map((item) => several.write(item));
  const names = items.map(several.nameOf);
  const { atOnce } = several;
  const activities = await withProgress(several.running(items.length), (signal, progress) => {
    const told = atOnce ? counted(progress, names.length) : named(progress, names);
    return runInOrder(context.activities, writes, { atOnce, stopsAtFailure, signal, ...told });
  });
  const ended = items.flatMap((_, index) => {
    const activity = activities[index];
    return activity ? [{ name: names[index] ?? '', activity }] : [];
  });
  // Not awaited: the report stays as long as the person likes, the command is over.
  void tell(context, several, ended);
}

type Told = Pick<InOrder, 'onBegin' | 'onEnd'>;
type Shown = Progress<{ message?: string; increment?: number }>;

/** One after the other: which it is now. */
function named(progress: Shown, names: readonly string[]): Told {
  return {
    onBegin: (_, ended) =>
      progress.report({
        message: l10n.t('{0} of {1}, {2}', ended + 1, names.length, plainStatus(names[ended] ?? '')),
        increment: ended === 0 ? 0 : 100 / names.length,
      }),
  };
}

/** Side by side: how many have come to their end. */
function counted(progress: Shown, total: number): Told {
  const report = (ended: number, increment: number) =>
    progress.report({ message: l10n.t('{0} of {1} done', ended, total), increment });
  return { onBegin: (_, ended) => report(ended, 0), onEnd: (ended) => report(ended, 100 / total) };
}

/** Shows how far it is, with a button that begins no more of them. */
function withProgress<R>(
  title: string,
  run: (signal: AbortSignal, progress: Shown) => Promise<R>,
): Thenable<R> {
  const options = { location: ProgressLocation.Notification, title: plainStatus(title), cancellable: true };
  return window.withProgress(options, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return run(stop.signal, progress);
  });
}

async function tell<T>(context: CommandContext, several: Several<T>, ended: readonly Ended[]): Promise<void> {
  const done = ended.filter(({ activity }) => isDone(activity));
  const unknown = ended.filter(({ activity }) => activity.outcome.kind === 'unknown');
  const checkAgain = l10n.t('Check Again');
  const undo = l10n.t('Undo');
  const show = l10n.t('Show Activity');
  const undoable = done.map(({ activity }) => activity).filter(({ canUndo }) => canUndo);
  const pressed = await context.messages.report(
    [several.report(done.length, ended.length), ...troubles(ended, several.refused)].join(' '),
    done.length === ended.length && several.refused.length === 0,
    ...(unknown.length ? [checkAgain] : []),
    ...(undoable.length ? [undo] : []),
    ...(done.length === ended.length ? [] : [show]),
  );
  if (pressed === show) await vscodeCommands.executeCommand(`${views.activity}.focus`);
  // What was done last is taken back first.
  if (pressed === undo)
    await vscodeCommands.executeCommand(commands.undoActivity, undefined, undoable.toReversed());
  if (pressed !== checkAgain) return;
  for (const { activity } of unknown) await activity.checkAgain?.();
  await tell(context, several, ended);
}

function isDone({ outcome }: Activity): boolean {
  return outcome.kind === 'done' && outcome.unfinished === undefined;
}

/** What was not done, by why not. */
function troubles(ended: readonly Ended[], refused: readonly Refused[]): string[] {
  const byReason = new Map<string, string[]>();
  const add = (reason: string, name: string) => byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  for (const { name, activity } of ended) {
    const reason = reasonOf(activity);
    if (reason !== undefined) add(reason, name);
  }
  for (const { name, why } of refused) add(why, name);
  return [...byReason].map(([reason, names]) => l10n.t('{0}: {1}', someOf(names), reason));
}

const mostNamed = 6;

function someOf(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ');
  const more = names.length - mostNamed;
  return more > 0 ? l10n.t('{0} and {1} more', named, more) : named;
}

function reasonOf({ outcome }: Activity): string | undefined {
  switch (outcome.kind) {
    case 'running':
      return undefined;
    case 'done':
      return outcome.unfinished;
    case 'failed':
      return explain(outcome.error).text;
    case 'unknown':
      return l10n.t('it is not known whether it was done.');
    case 'notBegun':
      return l10n.t('left alone.');
  }
}
