import { FileDecoration, l10n, ThemeColor, Uri, window, type Disposable, type TreeItem } from 'vscode';
import type { Mark } from './marks.ts';

/** Rows are no files; a scheme of their own lets only them be decorated. */
const scheme = 'katapult-row';

/** Has rows with a mark show it, in the colours of the theme. */
export function decorateChanged(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => (uri.scheme === scheme ? decorationOf(uri.query) : undefined),
  });
}

/** Shows a mark on a row, and has it read out. */
export function showMark(item: TreeItem, mark: Mark | undefined): void {
  if (!mark || item.id === undefined) return;
  // The mark is a part of the address: VS Code remembers what an address looked like.
  item.resourceUri = Uri.from({ scheme, path: `/${item.id}`, query: mark });
  const { label = '' } = item.accessibilityInformation ?? {};
  item.accessibilityInformation = { label: [label, textOf(mark)].join(', ') };
}

function decorationOf(mark: string): FileDecoration {
  return mark === 'new'
    ? new FileDecoration('●', textOf(mark), new ThemeColor('charts.green'))
    : new FileDecoration('●', textOf('changed'), new ThemeColor('charts.blue'));
}

function textOf(mark: Mark): string {
  return mark === 'new' ? l10n.t('new since the last look') : l10n.t('changed since the last look');
}
