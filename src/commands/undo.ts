import { l10n } from 'vscode';
import { wordsOf, type Activity } from '../inventory/activities/activity.ts';
import { plain } from '../platform/plain.ts';
import { pick, type Choice } from '../platform/quickPick.ts';
import { timeOf } from '../platform/timeOf.ts';
import { openSessions, type CommandContext } from './context.ts';
import { obstacleOf, takeBack } from './flow/undo.ts';

/** Older ones are left to the list of activities. */
const mostOffered = 20;

/** Takes one of the last operations back; says of each that can't be why not. */
export async function undo(context: CommandContext): Promise<void> {
  openSessions(context, 'addresses');
  const picked = await pick({
    title: l10n.t('Undo'),
    placeholder: l10n.t('Choose what to take back'),
    load: () => Promise.all(offered(context).map((activity) => choiceOf(context, activity))),
    empty: l10n.t('Nothing was done in this window that can be undone'),
  });
  if ('value' in picked) await takeBack(context, picked.value);
}

function offered({ activities }: CommandContext): readonly Activity[] {
  return activities.all.filter(({ change }) => change).slice(0, mostOffered);
}

async function choiceOf(context: CommandContext, activity: Activity): Promise<Choice<Activity>> {
  const obstacle = await obstacleOf(context, activity);
  return {
    value: activity,
    key: activity.id,
    label: wordsOf(activity),
    description: [timeOf(activity.startedAt), plain(activity.account.name)].join(' · '),
    detail: obstacle && l10n.t('Can’t be undone: {0}', obstacle),
    icon: obstacle ? 'circle-slash' : 'discard',
  };
}
