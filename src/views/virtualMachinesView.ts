import {
  EventEmitter,
  window,
  type Disposable,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  type Uri,
} from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenSession, Session } from '../accounts/session.ts';
import type { Subscription } from '../inventory/emitter.ts';
import type { Change, Inventory } from '../inventory/inventory.ts';
import type { Node } from '../inventory/nodes.ts';
import { owns } from '../inventory/owns.ts';
import { views } from '../manifest.ts';
import { childRows } from './children.ts';
import { showSession, showEmptiness } from './context.ts';
import { addressIcons, type AddressIcon } from './icons.ts';
import type { Row } from './rows.ts';
import { tooltip } from './tooltips.ts';
import { treeItem } from './treeItems.ts';

/** The side bar's tree: organizations (when there are several), machines, interfaces, addresses. */
export class VirtualMachinesView implements TreeDataProvider<Row>, Disposable {
  readonly #accounts: Accounts;
  readonly #addressIcon: AddressIcon;
  readonly #changes = new EventEmitter<Row | undefined>();
  readonly #view: TreeView<Row>;
  readonly #subscriptions: Subscription[];
  /** Rows whose children VS Code is being given. */
  readonly #giving = new Set<Row | undefined>();
  #following: Subscription | undefined;

  readonly onDidChangeTreeData = this.#changes.event;

  /** @param extensionUri where the extension is installed. */
  constructor(accounts: Accounts, extensionUri: Uri) {
    this.#accounts = accounts;
    this.#addressIcon = addressIcons(extensionUri);
    this.#view = window.createTreeView<Row>(views.virtualMachines, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#subscriptions = [
      accounts.onDidChange((session) => this.#follow(session)),
      this.#view.onDidExpandElement(({ element }) => this.#setOpened(element, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#setOpened(element, false)),
      this.#view,
      this.#changes,
    ];
    this.#follow(accounts.session);
  }

  /** The rows that are selected now. */
  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  /** Selects a node and opens what is above it. */
  async reveal(node: Node): Promise<void> {
    await this.#view.reveal(node, { select: true, focus: false });
  }

  getTreeItem(row: Row): TreeItem {
    return treeItem(row, this.#addressIcon);
  }

  getParent(row: Row): Row | undefined {
    const single = this.#open()?.inventory.singleOrganization;
    return row.parent === single ? undefined : row.parent;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const session = this.#open();
    if (!session || row?.kind === 'status' || !isOf(session, row)) return [];
    const rows = await this.#withProgress(row, () => this.#give(session.inventory, row));
    // The account may have changed while its answer was on the way.
    if (this.#open() !== session) return [];
    if (!row) showEmptiness(session.inventory);
    return [...rows];
  }

  /** Made when somebody hovers, from everything that can be known of the row. */
  async resolveTreeItem(item: TreeItem, row: Row): Promise<TreeItem> {
    const session = this.#open();
    if (session && row.kind !== 'status' && isOf(session, row)) await session.inventory.learn(row);
    item.tooltip = tooltip(row);
    return item;
  }

  dispose(): void {
    this.#following?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #open(): OpenSession | undefined {
    const { session } = this.#accounts;
    return session.kind === 'open' ? session : undefined;
  }

  #follow(session: Session): void {
    this.#following?.dispose();
    this.#following =
      session.kind === 'open' ? session.inventory.onDidChange((node) => this.#announce(node)) : undefined;
    showSession(this.#view, session);
    this.#changes.fire(undefined);
  }

  async #give(inventory: Inventory, row: Node | undefined): Promise<readonly Row[]> {
    this.#giving.add(row);
    try {
      return await childRows(inventory, row);
    } finally {
      this.#giving.delete(row);
    }
  }

  /**
   * Has VS Code draw a row and all below it anew. What it is being given at this moment need not be drawn a
   * second time: a click in between would be lost. Only a machine's own row changes when it is opened.
   */
  #announce(node: Change): void {
    if (this.#giving.has(node) && node?.kind !== 'machine') return;
    this.#changes.fire(node);
  }

  #setOpened(row: Row, opened: boolean): void {
    if (row.kind !== 'status') this.#open()?.inventory.setOpened(row, opened);
  }

  /** Below a row its twistie turns; at the top the view's own bar has to be asked for. */
  #withProgress<T>(row: Row | undefined, run: () => Promise<T>): Thenable<T> {
    return row ? run() : window.withProgress({ location: { viewId: views.virtualMachines } }, run);
  }
}

/** Rows of an account that was left stay in sight for a moment: nothing is asked about them with the next one's token. */
function isOf({ inventory }: OpenSession, node: Node | undefined): boolean {
  return !node || owns(inventory, node);
}
