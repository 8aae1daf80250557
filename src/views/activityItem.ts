import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { wordsOf, type Activity } from '../inventory/activities/activity.ts';
import { causeText, durationText, outcomeText } from '../platform/activityText.ts';
import { plain } from '../platform/plain.ts';
import { timeOf } from '../platform/timeOf.ts';
import type { ActivityCapability } from './capabilities.ts';

/** The row of something that was done: what, how it ended, when, how long, and by which account. */
export function activityItem(activity: Activity): TreeItem {
  const label = wordsOf(activity);
  const outcome = outcomeText(activity);
  const facts = factsOf(activity);
  const state = outcomeIsPlain(activity) ? '' : outcome;
  const item = new TreeItem(label);
  item.id = activity.id;
  item.description = [state, ...facts].filter(Boolean).join(' · ');
  item.iconPath = iconOf(activity);
  item.contextValue = `activity;${capabilitiesOf(activity)
    .map((each) => `can:${each};`)
    .join('')}`;
  item.accessibilityInformation = {
    label: [label, outcome, causeText(activity), ...facts].filter(Boolean).join(', '),
  };
  return item;
}

/** Made when somebody points at the row. */
export function activityTooltip(activity: Activity): MarkdownString {
  const markdown = new MarkdownString();
  markdown.appendMarkdown('**').appendText(wordsOf(activity)).appendMarkdown('**\n\n');
  const lines = [
    causeText(activity),
    l10n.t('Outcome: {0}', outcomeText(activity)),
    l10n.t('Begun: {0}', new Date(activity.startedAt).toLocaleString()),
    durationText(activity) && l10n.t('Duration: {0}', durationText(activity)),
    l10n.t('Account: {0}', plain(activity.account.name)),
  ];
  for (const line of lines.filter(Boolean)) markdown.appendText(line).appendMarkdown('  \n');
  return markdown;
}

/** Its label and its icon say it already. */
function outcomeIsPlain({ outcome: { kind }, undone }: Activity): boolean {
  return kind === 'running' || kind === 'failed' || (kind === 'done' && !undone);
}

function factsOf(activity: Activity): readonly string[] {
  return [timeOf(activity.startedAt), durationText(activity), plain(activity.account.name)].filter(Boolean);
}

/** Glyphs differ, not only colours. */
function iconOf({ outcome, undone }: Activity): ThemeIcon {
  switch (outcome.kind) {
    case 'running':
      return new ThemeIcon('loading~spin', new ThemeColor('progressBar.background'));
    case 'done':
      return undone ? new ThemeIcon('discard') : new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'unknown':
      return new ThemeIcon('question', new ThemeColor('list.warningForeground'));
    case 'notBegun':
      return new ThemeIcon('circle-slash', new ThemeColor('disabledForeground'));
  }
}

function capabilitiesOf({ outcome, again, checkAgain, canUndo }: Activity): readonly ActivityCapability[] {
  const wasNotDone = outcome.kind === 'failed' || outcome.kind === 'notBegun';
  return [
    ...(wasNotDone && again ? ['retryActivity' as const] : []),
    ...(checkAgain ? ['checkActivity' as const] : []),
    ...(canUndo ? ['undoActivity' as const] : []),
    'copyActivity',
  ];
}
