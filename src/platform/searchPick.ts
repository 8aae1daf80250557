import { ThemeIcon, window, type QuickInputButton, type QuickPick, type QuickPickItem } from 'vscode';
import { plainPick } from './plain.ts';

/** Something that was found, as the list shows it. Texts are made plain here. */
export interface Hit {
  /** Stays the same when the same is found again. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** A product icon before the label. */
  readonly icon: string;
  /** What Enter does, once the list is closed. */
  readonly open: () => Promise<void>;
  /** What else can be done with it, as buttons at its end. */
  readonly actions: readonly Action[];
}

/** A button of a {@link Hit}. */
export interface Action {
  readonly icon: string;
  readonly title: string;
  readonly run: () => Promise<void>;
  /** The list stays open: it may be wanted of several. */
  readonly stays?: boolean;
}

/** A word below what was found; Enter does something about it, and the list stays. */
export interface Note {
  readonly label: string;
  readonly detail?: string;
  readonly run?: () => Promise<void>;
}

/** What the list shows for what was typed, in this order. */
export interface Results {
  readonly hits: readonly Hit[];
  readonly notes: readonly Note[];
}

export interface Searching {
  readonly title: string;
  readonly placeholder: string;
  /** What was typed the last time; kept up to date. */
  readonly memory: { typed: string };
  readonly search: (typed: string) => Results;
  /**
   * Prepares what is searched, while a bar runs.
   * @param again shows what is found by now. @param closed aborts when nobody looks any more.
   */
  readonly prepare: (again: () => void, closed: AbortSignal) => Promise<void>;
}

interface Item extends QuickPickItem {
  readonly hit?: Hit;
  readonly note?: Note;
}

/**
 * Lets a person search by typing, in the order in which the search finds, and does what they choose.
 * @throws whatever that throws
 */
export async function searchPick(searching: Searching): Promise<void> {
  const input = window.createQuickPick<Item>();
  const closed = new AbortController();
  dress(input, searching);
  try {
    const chosen = await new Promise<Hit['open'] | undefined>((resolve, reject) => {
      listen(input, searching, resolve, reject);
      input.show();
      void prepare(input, searching, closed.signal).catch(reject);
    });
    input.hide();
    await chosen?.();
  } finally {
    closed.abort();
    input.dispose();
  }
}

function listen(
  input: QuickPick<Item>,
  { memory, search }: Searching,
  choose: (chosen?: Hit['open']) => void,
  fail: (error: unknown) => void,
): void {
  input.onDidChangeValue((typed) => {
    memory.typed = typed;
    // What was chosen before is not what is looked for now: the best is.
    input.keepScrollPosition = false;
    input.items = itemsOf(search(typed));
  });
  input.onDidHide(() => choose());
  input.onDidAccept(() => {
    const [item] = input.selectedItems;
    item?.note?.run?.().catch(fail);
    if (item?.hit) choose(item.hit.open);
  });
  input.onDidTriggerItemButton(({ item, button }) => {
    const action = actionOf(item, button);
    if (action?.stays) action.run().catch(fail);
    else if (action) choose(action.run);
  });
}

async function prepare(input: QuickPick<Item>, searching: Searching, closed: AbortSignal): Promise<void> {
  const again = () => {
    if (!closed.aborted) showResults(input, searching);
  };
  again();
  input.busy = true;
  await searching.prepare(again, closed);
  input.busy = false;
}

function dress(input: QuickPick<Item>, { title, placeholder, memory }: Searching): void {
  input.title = title;
  input.placeholder = placeholder;
  input.value = memory.typed;
  // People look up elsewhere what they search for.
  input.ignoreFocusOut = true;
  keepOrder(input);
}

/**
 * VS Code would sort what was found by its own idea of how well it fits. The switch for that is not in the published
 * API; where it should go away, the same is found, in another order.
 */
function keepOrder(input: object): void {
  try {
    Reflect.set(input, 'sortByLabel', false);
  } catch {
    // As said.
  }
}

/** The same search has found something else: the row that a person is about to choose stays chosen. */
function showResults(input: QuickPick<Item>, { search }: Searching): void {
  const active = input.activeItems[0]?.hit?.key;
  input.keepScrollPosition = true;
  input.items = itemsOf(search(input.value));
  const same = input.items.find(({ hit }) => hit && hit.key === active);
  if (same) input.activeItems = [same];
}

function itemsOf({ hits, notes }: Results): Item[] {
  return [...hits.map((hit) => hitItem(hit)), ...notes.map((note) => noteItem(note))];
}

/** Always shown: VS Code would leave out what fits by anything but its label. */
function hitItem(hit: Hit): Item {
  return {
    hit,
    label: plainPick(hit.label),
    description: plainPick(hit.description),
    iconPath: new ThemeIcon(hit.icon),
    buttons: hit.actions.map(({ icon, title }) => ({ iconPath: new ThemeIcon(icon), tooltip: title })),
    alwaysShow: true,
  };
}

function noteItem(note: Note): Item {
  const { label, detail } = note;
  return { note, label: plainPick(label), ...(detail && { detail: plainPick(detail) }), alwaysShow: true };
}

function actionOf({ hit, buttons = [] }: Item, button: QuickInputButton): Action | undefined {
  return hit?.actions[buttons.indexOf(button)];
}
