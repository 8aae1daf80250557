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
import type { AccountNode } from '../accounts/accountNode.ts';
import type { AccountSession, OpenSession } from '../accounts/session.ts';
import type { Subscription } from '../inventory/emitter.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Node } from '../inventory/nodes.ts';
import { views } from '../manifest.ts';
import { machineLabels, onDidChangeMachineLabels } from '../platform/machineLabels.ts';
import { childRows } from './children.ts';
import { showAccounts, showEmptiness } from './context.ts';
import { MachinesDragAndDrop } from './dragAndDrop.ts';
import { addressIcons, type AddressIcon } from './icons.ts';
import type { Row } from './rows.ts';
import { tooltip } from './tooltips.ts';
import { treeItem } from './treeItems.ts';

/** Where rows are: in which account, and below which of its rows, unless at its top. */
interface Place {
  readonly inventory: Inventory;
  /** The account's own row, when there are several. */
  readonly account: AccountNode | undefined;
  readonly row: Node | undefined;
}

/** The side bar's tree: accounts and organizations (when there are several), machines, interfaces, addresses. */
export class VirtualMachinesView implements TreeDataProvider<Row>, Disposable {
  readonly #accounts: Accounts;
  readonly #addressIcon: AddressIcon;
  readonly #changes = new EventEmitter<Row | undefined>();
  readonly #view: TreeView<Row>;
  readonly #subscriptions: Subscription[];
  /** Rows whose children VS Code is being given. */
  readonly #giving = new Set<Row | undefined>();
  #following: readonly Subscription[] = [];
  #labels = machineLabels();

  readonly onDidChangeTreeData = this.#changes.event;
  readonly dragAndDrop: MachinesDragAndDrop;

  /** @param extensionUri where the extension is installed. */
  constructor(accounts: Accounts, extensionUri: Uri) {
    this.#accounts = accounts;
    this.#addressIcon = addressIcons(extensionUri);
    this.dragAndDrop = new MachinesDragAndDrop(accounts);
    this.#view = window.createTreeView<Row>(views.virtualMachines, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: this.dragAndDrop,
    });
    this.#subscriptions = [
      accounts.onDidChange(() => this.#follow()),
      onDidChangeMachineLabels(() => this.#relabel()),
      this.#view.onDidExpandElement(({ element }) => this.#setOpened(element, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#setOpened(element, false)),
      this.#view,
      this.#changes,
    ];
    this.#follow();
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
    return treeItem(row, {
      addressIcon: this.#addressIcon,
      account: row.kind === 'status' ? undefined : this.#sessionOf(row)?.account,
      favorite: false,
      labels: this.#labels,
    });
  }

  getParent(row: Row): Row | undefined {
    if (row.kind === 'account' || row.kind === 'status') return row.parent;
    const session = this.#accounts.sessionOf(row);
    const single = session?.inventory.singleOrganization;
    if (row.parent && row.parent !== single) return row.parent;
    return session && this.#accountRow(session);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row && this.#several) return [...this.#accounts.nodes];
    const place = this.#placeOf(row);
    if (!place) return [];
    const rows = await this.#withProgress(row, () => this.#give(place, row));
    // The account may have been left while its answer was on the way.
    if (place.inventory.signal?.aborted) return [];
    if (!row) showEmptiness(place.inventory);
    return [...rows];
  }

  /** Made when somebody hovers, from everything that can be known of the row. */
  async resolveTreeItem(item: TreeItem, row: Row): Promise<TreeItem> {
    if (row.kind !== 'status' && row.kind !== 'account') {
      // Nothing is asked about rows of an account that was left.
      await this.#accounts.sessionOf(row)?.inventory.learn(row);
    }
    item.tooltip = tooltip(row);
    return item;
  }

  dispose(): void {
    for (const following of this.#following) following.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #several(): boolean {
    return this.#accounts.nodes.length > 1;
  }

  /** The row of an account, when accounts have rows. */
  #accountRow({ account }: OpenSession): AccountNode | undefined {
    return this.#several ? this.#accounts.nodes.find(({ id }) => id === account.id) : undefined;
  }

  /** Where a row's children are; undefined when it has none, or when its account was left. */
  #placeOf(row: Row | undefined): Place | undefined {
    if (row?.kind === 'status') return undefined;
    const node = row?.kind === 'account' ? undefined : row;
    const session = this.#sessionOf(row);
    if (session?.kind !== 'open') return undefined;
    return { inventory: session.inventory, account: this.#accountRow(session), row: node };
  }

  #sessionOf(row: AccountNode | Node | undefined): AccountSession | undefined {
    if (!row) return this.#accounts.open[0];
    return row.kind === 'account' ? row.session : this.#accounts.sessionOf(row);
  }

  #follow(): void {
    for (const following of this.#following) following.dispose();
    this.#following = this.#accounts.open.flatMap((session) => [
      session.inventory.onDidChange((node) => this.#announce(node ?? this.#accountRow(session))),
      session.inventory.onDidCatchUp(() => showAccounts(this.#view, this.#accounts)),
    ]);
    showAccounts(this.#view, this.#accounts);
    this.#changes.fire(undefined);
  }

  #relabel(): void {
    this.#labels = machineLabels();
    this.#changes.fire(undefined);
  }

  async #give(place: Place, row: Row | undefined): Promise<readonly Row[]> {
    this.#giving.add(row);
    try {
      return await childRows(place.inventory, place.row, place.account);
    } finally {
      this.#giving.delete(row);
    }
  }

  /**
   * Has VS Code draw a row and all below it anew. What it is being given at this moment need not be drawn a
   * second time: a click in between would be lost. Only a machine's own row changes when it is opened.
   */
  #announce(node: Row | undefined): void {
    if (this.#giving.has(node) && node?.kind !== 'machine') return;
    this.#changes.fire(node);
  }

  #setOpened(row: Row, opened: boolean): void {
    if (row.kind === 'status' || row.kind === 'account') return;
    this.#accounts.sessionOf(row)?.inventory.setOpened(row, opened);
  }

  /** Below a row its twistie turns; at the top the view's own bar has to be asked for. */
  #withProgress<T>(row: Row | undefined, run: () => Promise<T>): Thenable<T> {
    return row ? run() : window.withProgress({ location: { viewId: views.virtualMachines } }, run);
  }
}
