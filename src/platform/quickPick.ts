import {
  l10n,
  QuickInputButtons,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import { explain } from './explain.ts';
import { plainPick } from './plain.ts';
import type { StepPlace } from './steps.ts';

/** Something to choose, or a separator above a group. Texts are made plain here. */
export type Choice<T> =
  | { readonly separator: string }
  | {
      readonly value: T;
      /** Stays the same when the list is loaded again, so that Back finds what was chosen. */
      readonly key: string;
      readonly label: string;
      readonly description?: string | undefined;
      readonly detail?: string | undefined;
      readonly alwaysShow?: boolean;
      /** A product icon before the label. */
      readonly icon?: string;
      /** It can't be one of several. */
      readonly alone?: boolean;
      /** It is ticked at first, where that is for each to tell. */
      readonly ticked?: boolean;
    };

/** What is remembered of a question while a flow goes back and forth. */
export interface Memory {
  typed?: string;
  key?: string;
}

export interface Question<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly place?: StepPlace;
  readonly memory?: Memory;
  /** Gives the choices; the signal aborts when the question is closed. */
  readonly load: (signal: AbortSignal) => Promise<readonly Choice<T>[]>;
  /** Takes the only choice without asking. */
  readonly skipSingle?: boolean;
  /** What the list says when there is nothing to choose. */
  readonly empty: string;
}

/** `only`: it was the one choice there is, and taken without asking. */
export type Picked<T> =
  { readonly kind: 'picked' | 'only'; readonly value: T } | { readonly kind: 'back' | 'cancel' };

interface Item<T> extends QuickPickItem {
  readonly choice?: Extract<Choice<T>, { value: T }>;
  readonly retry?: boolean;
}

/** Whether one choice is taken, or as many as are ticked. */
export type Mode =
  | 'one'
  /** One, with a button to tick several. */
  | 'oneOrSeveral'
  /** Several, all ticked at first. */
  | 'all'
  /** As many as one likes, also none; those ticked at first that are said to be. */
  | 'ticked';

const tickSeveral: QuickInputButton = {
  iconPath: new ThemeIcon('checklist'),
  tooltip: l10n.t('Choose several'),
};

/** Asks a question whose choices are loaded while a bar runs. A failure to load is shown in the list, with Retry. */
export async function pick<T>(question: Question<T>): Promise<Picked<T>> {
  const picked = await pickSeveral(question, 'one');
  if (!('value' in picked)) return picked;
  const [value] = picked.value;
  return value === undefined ? { kind: 'cancel' } : { kind: picked.kind, value };
}

/** The same with the choice of several; there is at least one in what it gives, unless none may be ticked. */
export async function pickSeveral<T>(question: Question<T>, mode: Mode): Promise<Picked<readonly T[]>> {
  const input = window.createQuickPick<Item<T>>();
  const closed = new AbortController();
  dress(input, question, mode);
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue((typed) => Object.assign(question.memory ?? {}, { typed }));
      input.onDidTriggerButton((button) => {
        if (button === tickSeveral) letTick(input);
        else resolve({ kind: 'back' });
      });
      input.onDidHide(() => resolve({ kind: 'cancel' }));
      input.onDidAccept(() => {
        const choices = input.selectedItems.flatMap(({ choice }) => choice ?? []);
        if ([...input.selectedItems, ...input.activeItems].some(({ retry }) => retry)) void show();
        else if (choices.length > 0 || (mode === 'ticked' && !input.busy))
          resolve({ kind: 'picked', value: choices.map((choice) => remember(question, choice).value) });
      });
      const show = async () => {
        const only = await fill(input, question, closed.signal);
        if (only) resolve({ kind: 'only', value: [only.value] });
        if (mode === 'all') input.selectedItems = input.items;
        if (mode === 'ticked') input.selectedItems = input.items.filter(({ choice }) => choice?.ticked);
      };
      input.show();
      void show();
    });
  } finally {
    closed.abort();
    input.dispose();
  }
}

function remember<T, C extends { key: string }>({ memory }: Question<T>, choice: C): C {
  if (memory) memory.key = choice.key;
  return choice;
}

/** From now on choices are ticked; what can't be one of several goes. */
function letTick<T>(input: QuickPick<Item<T>>): void {
  input.canSelectMany = true;
  input.buttons = input.buttons.filter((button) => button !== tickSeveral);
  input.items = input.items.filter(({ choice }) => !choice?.alone);
}

function dress<T>(
  input: QuickPick<Item<T>>,
  { title, placeholder, place, memory }: Question<T>,
  mode: Mode,
): void {
  input.title = title;
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  // People look addresses up elsewhere while they choose.
  input.ignoreFocusOut = true;
  input.value = memory?.typed ?? '';
  if (place && place.totalSteps > 1) Object.assign(input, { step: place.step, totalSteps: place.totalSteps });
  input.canSelectMany = mode === 'all' || mode === 'ticked';
  input.buttons = [
    ...(place?.canGoBack ? [QuickInputButtons.Back] : []),
    ...(mode === 'oneOrSeveral' ? [tickSeveral] : []),
  ];
}

/** Shows the choices once they are there. @returns the only one, when it is to be taken without asking. */
async function fill<T>(
  input: QuickPick<Item<T>>,
  question: Question<T>,
  signal: AbortSignal,
): Promise<Item<T>['choice']> {
  input.busy = true;
  input.items = [];
  const items = await itemsOf(question, signal);
  if (signal.aborted) return undefined;
  if (question.skipSingle && items.length === 1 && items[0]?.choice) return items[0].choice;
  input.items = input.canSelectMany ? items.filter(({ choice }) => !choice?.alone) : items;
  const before = items.find(({ choice }) => choice && choice.key === question.memory?.key);
  if (before) input.activeItems = [before];
  input.busy = false;
  return undefined;
}

async function itemsOf<T>(question: Question<T>, signal: AbortSignal): Promise<Item<T>[]> {
  try {
    const choices = await question.load(signal);
    const items = choices.map(itemOf);
    const nothing = choices.every((choice) => 'separator' in choice);
    return nothing ? [{ label: question.empty, alwaysShow: true }] : items;
  } catch (error) {
    return [
      {
        label: l10n.t('Could not load. Press Enter to try again.'),
        detail: plainPick(explain(error).text),
        alwaysShow: true,
        retry: true,
      },
    ];
  }
}

function itemOf<T>(choice: Choice<T>): Item<T> {
  if ('separator' in choice) return { label: plainPick(choice.separator), kind: QuickPickItemKind.Separator };
  const { label, description, detail, icon, alwaysShow = false } = choice;
  return {
    choice,
    label: plainPick(label),
    alwaysShow,
    ...(icon && { iconPath: new ThemeIcon(icon) }),
    ...(description && { description: plainPick(description) }),
    ...(detail && { detail: plainPick(detail) }),
  };
}
