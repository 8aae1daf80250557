// In place of the editor's API, in plain Node: texts are kept, everything else does nothing and gives nothing.
import type { LogOutputChannel } from 'vscode';

/** Whatever is asked of it, called on it, or made of it. */
export function nothing(own: object = {}): unknown {
  const target = function () {
    // Does nothing.
  };
  return new Proxy(target, {
    get: (_, name) => {
      if (name in own) return Reflect.get(own, name) as unknown;
      return name === 'then' || typeof name === 'symbol' ? undefined : nothing();
    },
    apply: () => nothing(),
  });
}

export const window = nothing({ withProgress: (_: unknown, task: () => unknown): unknown => task() });
export const workspace = nothing({
  getConfiguration: () => ({
    get: (name: string) => (name === 'apiUrl' ? 'https://katapult.invalid/core/v1' : undefined),
    inspect: () => undefined,
  }),
});
export const version = '1.105.0';

/** A channel of the log that hands on its lines. */
export function channelOf(keep: (line: string | Error) => void): LogOutputChannel {
  const channel: unknown = { info: keep, warn: keep, error: keep };
  if (!isChannel(channel)) throw new Error('it is no channel');
  return channel;
}

/** As far as it is used. */
function isChannel(value: unknown): value is LogOutputChannel {
  return (
    typeof value === 'object' && value !== null && 'info' in value && 'warn' in value && 'error' in value
  );
}

export const ExtensionMode = { Production: 1, Development: 2, Test: 3 } as const;
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 } as const;
export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;
export const QuickInputButtons = { Back: {} };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;

export class Disposable {
  static from = (): Disposable => new Disposable();
  dispose(): void {
    // Nothing is held.
  }
}

export class EventEmitter {
  readonly event = (): Disposable => new Disposable();
  fire(): void {
    // Nobody listens.
  }
  dispose(): void {
    // Nothing is held.
  }
}

export const l10n = {
  t: (message: string, ...values: readonly unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
};

export class MarkdownString {
  value = '';
  appendText(text: string): this {
    this.value += text;
    return this;
  }
  appendMarkdown(text: string): this {
    return this.appendText(text);
  }
}

export class ThemeColor {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon extends ThemeColor {}

export class TreeItem {
  readonly label: unknown;
  readonly collapsibleState: unknown;
  constructor(label: unknown, collapsibleState: unknown) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export const Uri = { joinPath: () => 'file:///icon.svg', file: (path: string) => path, parse: String };
