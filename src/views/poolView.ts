import {
  EventEmitter,
  window,
  type Disposable,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  type Uri,
} from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenSession } from '../accounts/session.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { OrganizationNode } from '../inventory/nodes.ts';
import { Pool } from '../inventory/pool/pool.ts';
import type { PoolAddressNode, PoolNode } from '../inventory/pool/poolNodes.ts';
import { views } from '../manifest.ts';
import { PoolDragAndDrop } from './dragAndDrop.ts';
import { addressIcons, type AddressIcon } from './icons.ts';
import { poolRows } from './poolChildren.ts';
import { poolItem } from './poolItems.ts';
import type { PoolRow } from './rows.ts';

/** The unallocated addresses of all accounts, by network and version. Nothing is read while it is hidden. */
export class PoolView implements TreeDataProvider<PoolRow>, Disposable {
  readonly #accounts: Accounts;
  readonly #addressIcon: AddressIcon;
  readonly #changes = new EventEmitter<PoolRow | undefined>();
  readonly #view: TreeView<PoolRow>;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  readonly #pools = new Map<Inventory, Pool>();
  /** Rows whose children VS Code is being given. */
  readonly #giving = new Set<PoolRow | undefined>();

  readonly onDidChangeTreeData = this.#changes.event;
  readonly dragAndDrop: PoolDragAndDrop;

  /** @param extensionUri where the extension is installed. */
  constructor(accounts: Accounts, extensionUri: Uri) {
    this.#accounts = accounts;
    this.#addressIcon = addressIcons(extensionUri);
    this.dragAndDrop = new PoolDragAndDrop(accounts);
    this.#view = window.createTreeView<PoolRow>(views.unallocatedAddresses, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: this.dragAndDrop,
    });
    this.#subscriptions = [
      accounts.onDidChange(() => this.#follow()),
      this.#view.onDidChangeVisibility(() => this.#watch()),
      this.#view,
      this.#changes,
    ];
    this.#follow();
  }

  /** Asks again for networks that could not be found: those of an organization, or all. */
  async retry(organization?: OrganizationNode): Promise<void> {
    const readings = [...this.#pools].flatMap(([{ organizations }, pool]) =>
      (organizations.items ?? [])
        .filter((each) => (organization ?? each) === each && pool.error(each) !== undefined)
        .map((each) => pool.read(each)),
    );
    await this.#withProgress(() => Promise.all(readings));
  }

  /** Selects an address, with the focus there, and opens what is above it. @returns false when it is not here */
  async reveal(organization: OrganizationNode, addressId: string): Promise<boolean> {
    const pool = this.#poolOf(organization);
    await pool?.open(organization);
    const node = pool?.addresses(organization).find(({ data }) => data.id === addressId);
    if (node) await this.#view.reveal(node, { select: true, focus: true });
    return node !== undefined;
  }

  getTreeItem(row: PoolRow): TreeItem {
    return poolItem(row, {
      addressIcon: this.#addressIcon,
      account: row.kind === 'status' ? undefined : this.#sessionOf(row)?.account,
      favorite: false,
      countOf: (organization) =>
        organization.addressesReadAt && this.#poolOf(organization)?.addresses(organization).length,
    });
  }

  getParent(row: PoolRow): PoolRow | undefined {
    if (row.kind === 'account' || row.kind === 'status') return undefined;
    const { parent } = row;
    if (parent && parent.kind !== 'organization') return parent;
    const session = this.#sessionOf(row);
    if (parent && parent !== session?.inventory.singleOrganization) return parent;
    return session && this.#accountRow(session);
  }

  async getChildren(row?: PoolRow): Promise<PoolRow[]> {
    if (row?.kind === 'status') return [];
    if (!row && this.#several) return [...this.#accounts.nodes];
    const session = row ? this.#sessionOf(row) : this.#accounts.open[0];
    if (!session) return [];
    const give = () => this.#give(session, row);
    // Below a row its twistie turns; at the top the view's own bar has to be asked for.
    const rows = await (row ? give() : this.#withProgress(give));
    return session.inventory.signal?.aborted ? [] : [...rows];
  }

  /** Made when somebody hovers. */
  async resolveTreeItem(item: TreeItem, row: PoolRow): Promise<TreeItem> {
    const { poolTooltip } = await import('./onDemand.ts');
    if (row.kind === 'poolAddress') item.tooltip = poolTooltip(row);
    return item;
  }

  dispose(): void {
    for (const pool of this.#pools.values()) pool.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #several(): boolean {
    return this.#accounts.nodes.length > 1;
  }

  #accountRow({ account }: OpenSession): AccountNode | undefined {
    return this.#several ? this.#accounts.nodes.find(({ id }) => id === account.id) : undefined;
  }

  #sessionOf(row: AccountNode | OrganizationNode | PoolNode): OpenSession | undefined {
    if (row.kind === 'account') return row.session.kind === 'open' ? row.session : undefined;
    return this.#accounts.sessionOf(organizationOf(row));
  }

  #poolOf(organization: OrganizationNode): Pool | undefined {
    const session = this.#accounts.sessionOf(organization);
    return session && this.#pools.get(session.inventory);
  }

  async #give(session: OpenSession, row: Exclude<PoolRow, { kind: 'status' }> | undefined) {
    const { inventory } = session;
    const pool = this.#pools.get(inventory);
    if (!pool) return [];
    this.#giving.add(row);
    try {
      const node = row?.kind === 'account' ? undefined : row;
      return await poolRows({ inventory, pool, account: this.#accountRow(session) }, node);
    } finally {
      this.#giving.delete(row);
    }
  }

  /** Pools come and go with their accounts. */
  #follow(): void {
    const sessions = new Map(this.#accounts.open.map((session) => [session.inventory, session]));
    for (const [inventory, pool] of this.#pools) {
      if (sessions.has(inventory)) continue;
      pool.dispose();
      this.#pools.delete(inventory);
    }
    for (const [inventory, session] of sessions) if (!this.#pools.has(inventory)) this.#add(session);
    this.#changes.fire(undefined);
  }

  #add({ inventory }: OpenSession): void {
    const pool = new Pool(inventory);
    pool.watched = this.#view.visible;
    pool.onDidChange((organization) => this.#announce(inventory, organization));
    pool.onDidArrive((node) => void this.#reveal(node));
    this.#pools.set(inventory, pool);
  }

  #watch(): void {
    for (const pool of this.#pools.values()) pool.watched = this.#view.visible;
  }

  /** Has VS Code draw an organization anew. What it is being given at this moment need not be drawn a second time. */
  #announce(inventory: Inventory, organization: OrganizationNode | undefined): void {
    const session = this.#accounts.open.find((each) => each.inventory === inventory);
    const whole = !organization || organization === inventory.singleOrganization;
    const row = whole ? session && this.#accountRow(session) : organization;
    // An organization's own row tells how many addresses it has.
    if (!this.#giving.has(row) || row?.kind === 'organization') this.#changes.fire(row);
  }

  /** Selects an address that has just come, if somebody looks. */
  async #reveal(node: PoolAddressNode): Promise<void> {
    if (!this.#view.visible) return;
    try {
      await this.#view.reveal(node, { select: true, focus: false });
    } catch {
      // It may have gone again meanwhile, or the view was hidden.
    }
  }

  #withProgress<T>(run: () => Promise<T>): Thenable<T> {
    return window.withProgress({ location: { viewId: views.unallocatedAddresses } }, run);
  }
}

function organizationOf(node: OrganizationNode | PoolNode): OrganizationNode {
  return node.kind === 'organization' ? node : organizationOf(node.parent);
}
