import { l10n } from 'vscode';
import type { Activity, Write } from '../../inventory/activities/activity.ts';
import { wordsOf } from '../../inventory/activities/activity.ts';
import type { Change } from '../../inventory/activities/change.ts';
import { asLeft, wayBack, type Obstacle, type Way } from '../../inventory/activities/wayBack.ts';
import type { OpenSession } from '../../accounts/session.ts';
import { NotNow } from '../../platform/notNow.ts';
import { plain } from '../../platform/plain.ts';
import { openSessions, type CommandContext } from '../context.ts';
import { movement } from './movement.ts';
import { ownerOf } from './owner.ts';
import { tellSettled } from './settled.ts';
import { allocation, edit, unallocation } from './writes.ts';

/** Takes an activity back, after asking Katapult whether that is still possible. @throws NotNow when it is not */
export async function takeBack(context: CommandContext, activity: Activity): Promise<void> {
  for (const write of await undoing(context, activity))
    if ((await tellSettled(context, write)) === undefined) return;
}

/**
 * The writes that take an activity back, in their order.
 * @throws NotNow when it is no longer possible, RequestError when that can't be read
 */
export async function undoing(context: CommandContext, activity: Activity): Promise<Write<unknown>[]> {
  const { change } = activity;
  if (!change || activity.undone) throw impossible(activity, whyNothing(activity));
  const { inventory } = sessionFor(context, activity);
  const way = await wayBack(inventory, change);
  if (way.kind !== 'open') throw impossible(activity, whyNot(way, change));
  return writesFor(context, change, way).map((write) => ({ ...write, undoes: activity }));
}

/** Why an activity can't be taken back as things stand; undefined when it can, or when that can't be told. */
export async function obstacleOf(context: CommandContext, activity: Activity): Promise<string | undefined> {
  const { change } = activity;
  if (!change || activity.undone) return whyNothing(activity);
  try {
    const way = await asLeft(sessionFor(context, activity).inventory, change);
    return way.kind === 'open' ? undefined : whyNot(way, change);
  } catch (error) {
    return error instanceof NotNow ? error.message : undefined;
  }
}

function sessionFor(context: CommandContext, { account }: Activity): OpenSession {
  const session = openSessions(context, 'addresses').find((each) => each.account.id === account.id);
  if (session) return session;
  throw new NotNow(
    l10n.t('The account {0} is not open any more, or may not be changed through.', plain(account.name)),
    'log',
  );
}

function impossible(activity: Activity, why: string): NotNow {
  return new NotNow(l10n.t('“{0}” can’t be undone. {1}', wordsOf(activity), why), 'log');
}

function whyNothing({ undone }: Activity): string {
  return undone ? l10n.t('It was undone already.') : l10n.t('It has changed nothing that could be restored.');
}

function whyNot(obstacle: Obstacle, { address }: Change): string {
  const name = plain(address.address);
  switch (obstacle.kind) {
    case 'released':
      return l10n.t('{0} does not belong to the organization any more.', name);
    case 'elsewhere':
      return obstacle.now.allocation
        ? l10n.t('{0} is allocated to {1} now.', name, ownerOf(obstacle.now))
        : l10n.t('{0} is not allocated any more.', name);
    case 'changed':
      return l10n.t('{0} was changed again since.', name);
    case 'machineGone':
      return l10n.t('The virtual machine {0} is gone.', plain(obstacle.place.machineName));
    case 'interfaceGone':
      return l10n.t('The network interface of {0} is gone.', plain(obstacle.place.machineName));
  }
}

function writesFor(
  context: CommandContext,
  change: Change,
  { located, target }: Way,
): readonly Write<unknown>[] {
  if (change.kind === 'values') return [edit(context, located, change.from)];
  const { address, machine } = located;
  if (!target) return [unallocation(context, located, ownerOf(address, machine))];
  return [
    arrival(context, located, target),
    ...(change.lostReverseDns === undefined
      ? []
      : [restoredReverseDns(context, located, target, change.lostReverseDns)]),
  ];
}

/** Brings an address to where it was: from where it is now, or from nowhere. */
function arrival(
  context: CommandContext,
  located: Way['located'],
  target: NonNullable<Way['target']>,
): Write<unknown> {
  const isHeld = located.address.allocation !== null;
  return isHeld && target.kind === 'interface'
    ? movement(context, located, target)
    : allocation(context, target, located.address);
}

/** Katapult rewrites the reverse DNS on each allocation; what a person had set comes back only by setting it. */
function restoredReverseDns(
  context: CommandContext,
  { address, organization }: Way['located'],
  target: NonNullable<Way['target']>,
  reverseDns: string,
): Write<unknown> {
  const machine = target.kind === 'machine' ? target : target.parent;
  const given = { ...address, reverseDns: machine.data.fqdn };
  return edit(context, { address: given, organization, machine }, { reverseDns });
}
