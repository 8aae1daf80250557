// What a piece of the extension shows while it runs, recorded at VS Code's own functions.
import * as vscode from 'vscode';

/** Texts by the place where they show. */
export interface Shown {
  readonly dialogs: string[];
  readonly notifications: string[];
  readonly status: string[];
  readonly progress: string[];
  /** Titles and placeholders of quick picks. */
  readonly questions: string[];
  /** Labels, descriptions, details and separators of quick picks. */
  readonly choices: string[];
  /** What an input box says of what was typed. */
  readonly complaints: string[];
}

/** How a person would answer. */
export interface Answers {
  /** The button that is pressed in dialogs and notifications; none when undefined. */
  readonly button?: string | undefined;
  /** What is typed into an input box before Enter. */
  readonly typed?: string;
}

/** Records what is shown while something runs; quick picks and input boxes are real ones, listened in on. */
export async function recording(answers: Answers, run: () => PromiseLike<unknown>): Promise<Shown> {
  const shown: Shown = {
    dialogs: [],
    notifications: [],
    status: [],
    progress: [],
    questions: [],
    choices: [],
    complaints: [],
  };
  const stubs = stubsFor(shown, answers);
  const originals = Object.fromEntries(
    Object.keys(stubs).map((name) => [name, Reflect.get(vscode.window, name)]),
  );
  Object.assign(vscode.window, stubs);
  try {
    await run();
  } finally {
    Object.assign(vscode.window, originals);
  }
  return shown;
}

function stubsFor(shown: Shown, { button, typed = '' }: Answers) {
  const { createQuickPick } = vscode.window;
  const message = (text: string, ...rest: unknown[]) => {
    const [options] = rest;
    const modal = typeof options === 'object' && options && 'modal' in options ? options : undefined;
    if (modal) shown.dialogs.push(text, 'detail' in modal ? String(modal.detail) : '');
    else shown.notifications.push(text);
    return Promise.resolve(rest.includes(button) ? button : undefined);
  };
  return {
    showErrorMessage: message,
    showWarningMessage: message,
    showInformationMessage: message,
    setStatusBarMessage: (text: string) => shown.status.push(text),
    withProgress: (options: vscode.ProgressOptions, task: (...given: unknown[]) => unknown) => {
      if (options.title !== undefined) shown.progress.push(options.title);
      const report = ({ message = '' }) => shown.progress.push(message);
      return task({ report }, new vscode.CancellationTokenSource().token);
    },
    createQuickPick: () => listenedIn(createQuickPick(), shown),
    createInputBox: () => typedInto(shown, typed),
  };
}

function listenedIn(input: vscode.QuickPick<vscode.QuickPickItem>, shown: Shown) {
  return new Proxy(input, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, key, value: unknown) => {
      if ((key === 'title' || key === 'placeholder') && typeof value === 'string')
        shown.questions.push(value);
      if (key === 'items') shown.choices.push(...textsOf(value));
      return Reflect.set(target, key, value, target);
    },
  });
}

function textsOf(items: unknown): string[] {
  return (items as vscode.QuickPickItem[])
    .flatMap(({ label, description, detail }) => [label, description, detail])
    .filter((text) => text !== undefined);
}

/** An input box into which somebody types, presses Enter once, and which is closed when that was answered. */
function typedInto(shown: Shown, typed: string) {
  const accepted = new vscode.EventEmitter<void>();
  const hidden = new vscode.EventEmitter<void>();
  const nothing = new vscode.EventEmitter<never>().event;
  return {
    get value() {
      return typed;
    },
    set value(_before: string) {
      // Whoever types replaces what stands there already.
    },
    onDidAccept: accepted.event,
    onDidHide: hidden.event,
    onDidChangeValue: nothing,
    onDidTriggerButton: nothing,
    set validationMessage(text: string | undefined) {
      if (text === undefined) return;
      shown.complaints.push(text);
      hidden.fire();
    },
    show: () => accepted.fire(),
    dispose: () => undefined,
  };
}
