import { Disposable, window, type TreeView } from 'vscode';
import type { MachineNode } from '../inventory/nodes.ts';
import { onDidChangeFreshness, readStates, refreshIntervalMs } from '../platform/settings.ts';
import type { Watcher } from './freshness.ts';
import type { Row } from './rows.ts';

/** Tells whether anybody can be looking at a view, and what the settings say. */
export class ViewWatcher implements Watcher {
  readonly #view: TreeView<Row>;
  readonly #closed = new Set<Row>();

  constructor(view: TreeView<Row>) {
    this.#view = view;
    view.onDidExpandElement(({ element }) => this.#closed.delete(element));
    view.onDidCollapseElement(({ element }) => this.#closed.add(element));
  }

  get isLooking(): boolean {
    return this.#view.visible && window.state.focused;
  }

  get refreshIntervalMs(): number {
    return refreshIntervalMs();
  }

  get readStates(): boolean {
    return readStates();
  }

  readonly onDidChange = (listener: () => void): Disposable =>
    Disposable.from(
      this.#view.onDidChangeVisibility(listener),
      window.onDidChangeWindowState(listener),
      onDidChangeFreshness(listener),
    );

  readonly isInSight = ({ parent }: MachineNode): boolean => !this.#closed.has(parent);
}
