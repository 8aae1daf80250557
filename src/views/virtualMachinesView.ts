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
import type { GroupNode } from '../inventory/arrange/grouping.ts';
import { Layout } from '../inventory/arrange/layout.ts';
import type { Subscription } from '../inventory/emitter.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { machineOf, type MachineNode, type Node } from '../inventory/nodes.ts';
import { nextTurn } from '../inventory/slices.ts';
import { views } from '../manifest.ts';
import type { Arrangements } from '../platform/arrangements.ts';
import { machineLabels, onDidChangeMachineLabels, type MachineLabels } from '../platform/machineLabels.ts';
import { contextValueOf } from './capabilities.ts';
import { decorateChanged } from './changed.ts';
import { childRows } from './children.ts';
import { showAccounts, showEmptiness, showFilter, showMessage } from './context.ts';
import { MachinesDragAndDrop } from './dragAndDrop.ts';
import { FirstRows } from './firstRows.ts';
import { Freshness } from './freshness.ts';
import { addressIcons, type AddressIcon } from './icons.ts';
import type { Row } from './rows.ts';
import { Marks } from './marks.ts';
import { realClock } from './rhythm.ts';
import { treeItem } from './treeItems.ts';
import { ViewWatcher } from './watcher.ts';

/** Where rows are: in which account, and below which of its rows, unless at its top. */
interface Place {
  readonly inventory: Inventory;
  /** The account's own row, when there are several. */
  readonly account: AccountNode | undefined;
  readonly layout: Layout;
  readonly row: Node | GroupNode | undefined;
}

/**
 * The side bar's tree: accounts and organizations (when there are several) or groups, machines, interfaces, addresses.
 */
export class VirtualMachinesView implements TreeDataProvider<Row>, Disposable {
  readonly #accounts: Accounts;
  readonly #arrangements: Arrangements;
  readonly #layouts = new WeakMap<Inventory, Layout>();
  readonly #addressIcon: AddressIcon;
  readonly #changes = new EventEmitter<Row | undefined>();
  readonly #view: TreeView<Row>;
  readonly #subscriptions: Subscription[];
  /** What the person has opened: VS Code forgets it of a row that comes to stand below another one. */
  readonly #open = new WeakSet<Row>();
  /** Rows whose children VS Code is being given. */
  readonly #giving = new Set<Row | undefined>();
  #following: readonly Subscription[] = [];
  readonly #marks = new Marks(realClock);
  /** What machines are called, once it was asked for. */
  #labels: MachineLabels | undefined;
  #isAsked = false;
  readonly #firstRows = new FirstRows();

  readonly onDidChangeTreeData = this.#changes.event;
  readonly dragAndDrop: MachinesDragAndDrop;

  /** @param extensionUri where the extension is installed. */
  constructor(accounts: Accounts, arrangements: Arrangements, extensionUri: Uri) {
    this.#accounts = accounts;
    this.#arrangements = arrangements;
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
      arrangements.onDidChange(() => this.#rearrange()),
      onDidChangeMachineLabels(() => this.#relabel()),
      this.#view.onDidExpandElement(({ element }) => this.#setOpened(element, true)),
      this.#view.onDidCollapseElement(({ element }) => this.#setOpened(element, false)),
      this.#view.onDidChangeSelection(({ selection }) => this.#marks.forget(selection.filter(isNode))),
      this.#marks.onDidChange((nodes) => nodes.forEach((node) => this.#announce(node))),
      new Freshness(accounts, new ViewWatcher(this.#view), realClock),
      decorateChanged(),
      this.#marks,
      this.#view,
      this.#changes,
    ];
    this.#follow();
  }

  /** The rows that are selected now. */
  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  /** Whether a selected row is of a kind that has a capability, like `unallocate`, whatever its account forbids. */
  can(row: unknown, capability: string): boolean {
    const shown = this.#view.selection.find((each) => each === row);
    if (!shown || shown.kind === 'status' || shown.kind === 'group') return false;
    const account = this.#sessionOf(shown)?.account;
    const allowed = account && { ...account, readOnly: false, lackingScopes: [] };
    return contextValueOf(shown, { account: allowed, favorite: false }).includes(`;can:${capability};`);
  }

  /**
   * Selects a node and opens what is above it.
   * @param focus whether the keyboard goes there too.
   * @returns false when the filter hides it
   */
  async reveal(node: Node, { focus = false }: { readonly focus?: boolean } = {}): Promise<boolean> {
    const session = this.#accounts.sessionOf(node);
    const machine = machineOf(node);
    const layout = session && this.#layoutOf(session);
    if (!layout || (machine && !layout.shows(machine))) return false;
    // Before the tree was drawn for the first time, nobody knows which group the machine is in.
    if (machine && !layout.byOrganization) await this.getChildren(this.#holderOf(session, machine));
    await this.#view.reveal(node, { select: true, focus });
    return true;
  }

  getTreeItem(row: Row): TreeItem {
    return treeItem(row, {
      addressIcon: this.#addressIcon,
      account: row.kind === 'status' ? undefined : this.#sessionOf(row)?.account,
      favorite: row.kind === 'machine' && this.#arrangements.current.favourites.includes(row.data.id),
      open: this.#open.has(row),
      labels: (this.#labels ??= machineLabels()),
      mark: isNode(row) ? this.#marks.of(row) : undefined,
    });
  }

  getParent(row: Row): Row | undefined {
    if (row.kind === 'account' || row.kind === 'status') return row.parent;
    const session = this.#sessionOf(row);
    if (session?.kind !== 'open') return undefined;
    if (row.kind === 'group' || row.kind === 'organization') return this.#accountRow(session);
    return row.kind === 'machine' ? this.#aboveMachine(session, row) : row.parent;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    this.#isAsked = true;
    if (!row && this.#several) return [...this.#accounts.nodes];
    const place = this.#placeOf(row);
    if (!place) return [];
    const run = () => this.#firstRows.mark(() => this.#give(place, row));
    const isLoading = !row && place.inventory.organizations.untouched;
    const rows = await (isLoading ? this.#withProgress(run) : run());
    // The account may have been left while its answer was on the way.
    if (place.inventory.signal?.aborted) return [];
    if (!row) showEmptiness(place.inventory);
    // VS Code makes its rows of them before the next turn.
    if (rows.some(({ kind }) => kind === 'machine')) void nextTurn().then(() => place.inventory.catchUp());
    showFilter(this.#view, this.#accounts, this.#arrangements.current.filter);
    return [...rows];
  }

  /** Made when somebody hovers, from everything that can be known of the row. */
  async resolveTreeItem(item: TreeItem, row: Row): Promise<TreeItem> {
    if (row.kind !== 'status' && row.kind !== 'account' && row.kind !== 'group') {
      // Nothing is asked about rows of an account that was left.
      await this.#accounts.sessionOf(row)?.inventory.learn(row);
    }
    // Loaded when a row is pointed at for the first time.
    const { tooltip } = await import('./onDemand.ts');
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

  #layoutOf({ account, inventory }: OpenSession): Layout {
    const layout = this.#layouts.get(inventory) ?? new Layout(account.id, () => this.#arrangements.current);
    this.#layouts.set(inventory, layout);
    return layout;
  }

  #aboveMachine(session: OpenSession, machine: MachineNode): Row | undefined {
    return this.#layoutOf(session).groupOf(machine) ?? this.#holderOf(session, machine);
  }

  /** The row below which all is arranged that stands together with a machine: its organization's, or the top. */
  #holderOf(session: OpenSession, { parent }: MachineNode): Row | undefined {
    const single = session.inventory.singleOrganization !== undefined;
    return this.#layoutOf(session).byOrganization && !single ? parent : this.#accountRow(session);
  }

  /** Where a row's children are; undefined when it has none, or when its account was left. */
  #placeOf(row: Row | undefined): Place | undefined {
    if (row?.kind === 'status') return undefined;
    const node = row?.kind === 'account' ? undefined : row;
    const session = this.#sessionOf(row);
    if (session?.kind !== 'open') return undefined;
    const { inventory } = session;
    return { inventory, account: this.#accountRow(session), layout: this.#layoutOf(session), row: node };
  }

  #sessionOf(row: AccountNode | Node | GroupNode | undefined): AccountSession | undefined {
    if (!row) return this.#accounts.open[0];
    // A group may be of machines of several organizations, but of one account.
    if (row.kind === 'group') return row.machines[0] && this.#accounts.sessionOf(row.machines[0]);
    return row.kind === 'account' ? row.session : this.#accounts.sessionOf(row);
  }

  #follow(): void {
    for (const following of this.#following) following.dispose();
    this.#following = this.#accounts.open.flatMap((session) => [
      session.inventory.onDidChange((node) => this.#announce(this.#rowToDraw(session, node))),
      session.inventory.onDidSeeNews((news) => this.#marks.add(news)),
      // Rows first: to say since when they are as they are takes as long as to make them.
      session.inventory.onDidCatchUp(
        () => void nextTurn().then(() => showMessage(this.#view, this.#accounts)),
      ),
    ]);
    showAccounts(this.#view, this.#accounts);
    this.#rearrange();
  }

  /** Before VS Code has asked for rows, it need not be told that they have become others: it would draw twice. */
  #rearrange(): void {
    showFilter(this.#view, this.#accounts, this.#arrangements.current.filter);
    if (this.#isAsked) this.#changes.fire(undefined);
  }

  /** What has to be drawn anew when a node has changed: more than itself if that moves its machine. */
  #rowToDraw(session: OpenSession, node: Node | undefined): Row | undefined {
    if (!node) return this.#accountRow(session);
    const layout = this.#layoutOf(session);
    if (node.kind === 'organization') return layout.byOrganization ? node : this.#accountRow(session);
    const machine = machineOf(node);
    return layout.staysPut(machine) ? node : this.#holderOf(session, machine);
  }

  #relabel(): void {
    this.#labels = undefined;
    this.#changes.fire(undefined);
  }

  async #give(place: Place, row: Row | undefined): Promise<readonly Row[]> {
    this.#giving.add(row);
    try {
      const { account } = place;
      return await childRows(place.inventory, place.row, { account, layout: place.layout });
    } finally {
      this.#giving.delete(row);
    }
  }

  /**
   * Has VS Code draw a row and all below it anew. What it is being given at this moment need not be drawn a
   * second time: a click in between would be lost. Only a machine's own row changes when it is opened.
   */
  #announce(row: Row | undefined): void {
    if (this.#giving.has(row) && row?.kind !== 'machine') return;
    this.#changes.fire(row);
  }

  #setOpened(row: Row, opened: boolean): void {
    if (opened) this.#open.add(row);
    else this.#open.delete(row);
    if (row.kind === 'status' || row.kind === 'account' || row.kind === 'group') return;
    this.#accounts.sessionOf(row)?.inventory.setOpened(row, opened);
  }

  /** Below a row its twistie turns; at the top the view's own bar has to be asked for. */
  #withProgress<T>(run: () => Promise<T>): Thenable<T> {
    return window.withProgress({ location: { viewId: views.virtualMachines } }, run);
  }
}

function isNode(row: Row): row is Node {
  return row.kind !== 'status' && row.kind !== 'account' && row.kind !== 'group';
}
