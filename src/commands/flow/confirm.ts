import { l10n, window } from 'vscode';
import { pickSeveral } from '../../platform/quickPick.ts';

/** Something that can't be done, by its plain name, and why. */
export interface Refused {
  readonly name: string;
  readonly why: string;
}

/** What is asked of a person before several things are done. */
export interface Asked<T> {
  /** In the order in which it is done. */
  readonly items: readonly T[];
  /** What an item is called, in plain text. */
  readonly nameOf: (item: T) => string;
  /** What an item's line says beside its name, in plain text. */
  readonly describe: (item: T) => string;
  readonly refused: readonly Refused[];
  /** Like "Unallocate 3 addresses?" */
  readonly question: (count: number) => string;
  /** What comes of it, a line each. */
  readonly consequences: readonly string[];
  /** The button, like "Unallocate". */
  readonly act: string;
  /** How many are done side by side; one after the other unless told, so that one may stop at a failure. */
  readonly atOnce?: number;
}

export interface Confirmed<T> {
  readonly items: readonly T[];
  readonly stopsAtFailure: boolean;
}

/** More would make the dialog higher than the window. */
const mostLines = 15;

/** Asks once for all: what is named is done. A long list can be read, and shortened, in a list of its own. */
export async function confirmSeveral<T>(asked: Asked<T>): Promise<Confirmed<T> | undefined> {
  const { items, act, atOnce } = asked;
  const actAndStop = l10n.t('{0}, Stop at First Failure', act);
  const review = l10n.t('Show All…');
  const chosen = await window.showWarningMessage(
    asked.question(items.length),
    { modal: true, detail: detailOf(asked) },
    act,
    ...(items.length > 1 && !atOnce ? [actAndStop] : []),
    ...(items.length > mostLines ? [review] : []),
  );
  if (chosen === act || chosen === actAndStop) return { items, stopsAtFailure: chosen === actAndStop };
  if (chosen !== review) return undefined;
  const kept = await chooseAmong(asked);
  return confirmSeveral({ ...asked, items: kept ?? items });
}

function detailOf<T>({ items, nameOf, describe, refused, consequences }: Asked<T>): string {
  const more = items.length - mostLines;
  return [
    ...items.slice(0, mostLines).map((item) => lineOf(nameOf(item), describe(item))),
    ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
    ...(refused.length ? ['', l10n.t('Left alone:')] : []),
    ...refused.slice(0, mostLines).map(({ name, why }) => l10n.t('{0}: {1}', name, why)),
    ...(refused.length > mostLines ? [l10n.t('and {0} more', refused.length - mostLines)] : []),
    '',
    ...consequences,
  ].join('\n');
}

function lineOf(name: string, description: string): string {
  return description ? l10n.t('{0} · {1}', name, description) : name;
}

/** @returns undefined when the list was closed without choosing. */
async function chooseAmong<T>({
  items,
  nameOf,
  describe,
  question,
}: Asked<T>): Promise<readonly T[] | undefined> {
  const choices = items.map((item, index) => ({
    value: item,
    key: String(index),
    label: nameOf(item),
    description: describe(item),
  }));
  const picked = await pickSeveral(
    {
      title: question(items.length),
      placeholder: l10n.t('Untick what is to be left alone'),
      load: () => Promise.resolve(choices),
      empty: '',
    },
    'all',
  );
  return 'value' in picked ? picked.value : undefined;
}
