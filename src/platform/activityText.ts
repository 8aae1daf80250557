import { l10n } from 'vscode';
import { wordsOf, type Activity } from '../inventory/activities/activity.ts';
import { explain } from './explain.ts';
import { plain } from './plain.ts';

/** What became of an activity, in a word or two. */
export function outcomeText({ outcome, undone }: Activity): string {
  switch (outcome.kind) {
    case 'running':
      return l10n.t('running');
    case 'done':
      if (outcome.unfinished !== undefined) return l10n.t('begun');
      return undone ? l10n.t('done, undone since') : l10n.t('done');
    case 'failed':
      return l10n.t('failed');
    case 'unknown':
      return l10n.t('not known');
    case 'notBegun':
      return l10n.t('left alone');
  }
}

/** Why it failed, or what is to be done about it; empty when there is nothing to say. */
export function causeText({ outcome }: Activity): string {
  switch (outcome.kind) {
    case 'failed':
      return explain(outcome.error).text;
    case 'unknown':
      return l10n.t('The answer was lost. Check again before you repeat it.');
    case 'notBegun':
      return l10n.t('It was not begun: one before it had failed, or it was stopped.');
    case 'running':
    case 'done':
      return '';
  }
}

/** How long it took, like `0.4 s`; empty while it runs, and for what was not begun. */
export function durationText({ startedAt, endedAt, outcome }: Activity): string {
  if (endedAt === undefined || outcome.kind === 'running' || outcome.kind === 'notBegun') return '';
  const tenths = Math.round((endedAt - startedAt) / 100) / 10;
  return tenths === 0 ? l10n.t('under 0.1 s') : l10n.t('{0} s', tenths.toLocaleString());
}

/** An activity as a line of text for the clipboard or a file: tabs between the fields, times in UTC. */
export function lineOf(activity: Activity): string {
  return [
    new Date(activity.startedAt).toISOString(),
    outcomeText(activity),
    wordsOf(activity),
    causeText(activity),
    durationText(activity),
    plain(activity.account.name),
  ]
    .filter(Boolean)
    .join('\t');
}

/** The same for programs. */
export function recordOf(activity: Activity): object {
  return {
    startedAt: new Date(activity.startedAt).toISOString(),
    ...(activity.endedAt !== undefined && { milliseconds: activity.endedAt - activity.startedAt }),
    account: plain(activity.account.name),
    what: wordsOf(activity),
    outcome: activity.outcome.kind,
    ...(activity.undone && { undone: true }),
    ...(causeText(activity) && { cause: causeText(activity) }),
  };
}
