import { Emitter, type Subscription } from '../emitter.ts';
import type { Inventory } from '../inventory.ts';
import type { OrganizationNode } from '../nodes.ts';
import { mergeAddress } from '../join.ts';
import { rememberAddress } from '../operations/fit.ts';
import { PoolBranch } from './poolBranch.ts';
import type { PoolAddressNode, PoolNetworkNode } from './poolNodes.ts';
import { readNetworks } from './readNetworks.ts';

/**
 * The unallocated addresses of an account, by network and version. It follows the inventory: what was just
 * unallocated is here, and what was just allocated is not. Nothing is read before somebody looks.
 */
export class Pool {
  readonly #inventory: Inventory;
  readonly #branches = new Map<OrganizationNode, PoolBranch>();
  readonly #reading = new Map<PoolBranch, Promise<void>>();
  readonly #changes = new Emitter<OrganizationNode | undefined>();
  readonly #arrivals = new Emitter<PoolAddressNode>();
  readonly #subscription: Subscription;
  #watched = true;

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    this.#subscription = inventory.onDidChange((node) => {
      this.#follow();
      // Which organizations there are is the inventory's to tell, and so is how reading them went.
      if (!node || node.kind === 'organization') this.#changes.fire(node);
    });
  }

  /** Fires the organization whose addresses have changed, or nothing for all. */
  readonly onDidChange = this.#changes.event;

  /** Fires an address that was just unallocated. When several come at once, a refresh has brought them: then not. */
  readonly onDidArrive = this.#arrivals.event;

  /** Reads an organization's addresses unless they are there, and begins to find their networks. Never rejects. */
  async open(organization: OrganizationNode): Promise<void> {
    await this.#inventory.open(organization);
    if (!this.#branches.has(organization)) this.#branches.set(organization, new PoolBranch(organization));
    this.#branches.get(organization)?.arrange();
    // Else a view that is drawn anew on a failure would ask again and again.
    if (this.error(organization) === undefined) void this.read(organization);
  }

  /** Whether somebody looks. While nobody does, nothing is read for what changes. */
  set watched(watched: boolean) {
    if (watched && !this.#watched) for (const branch of this.#branches.values()) this.#goOn(branch);
    this.#watched = watched;
  }

  /** The networks of an organization that was opened, with their addresses; unread ones last. */
  networks(organization: OrganizationNode): readonly PoolNetworkNode[] {
    return this.#branches.get(organization)?.networks ?? [];
  }

  /** All unallocated addresses of an organization that was opened. */
  addresses(organization: OrganizationNode): readonly PoolAddressNode[] {
    return this.networks(organization).flatMap(({ addresses }) => addresses);
  }

  /** Why the networks of some addresses could not be read. */
  error(organization: OrganizationNode): unknown {
    return this.#branches.get(organization)?.error;
  }

  /**
   * Finds the networks of addresses that have none yet, also once more after a failure, in an organization that
   * was opened. Whoever asks while it is done waits for that. Never rejects: a failure is kept.
   */
  read(organization: OrganizationNode): Promise<void> {
    const branch = this.#branches.get(organization);
    if (!branch) return Promise.resolve();
    const running =
      this.#reading.get(branch) ?? this.#read(branch).finally(() => this.#reading.delete(branch));
    this.#reading.set(branch, running);
    return running;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** What is unallocated while the others are read is read as well. */
  async #read(branch: PoolBranch): Promise<void> {
    const hadFailed = branch.error !== undefined;
    branch.error = undefined;
    try {
      while (branch.unread().length > 0) await readNetworks(this.#inventory, this.#wanted(branch));
    } catch (error) {
      branch.error = error;
    }
    if (hadFailed || branch.error !== undefined) this.#announce(branch);
  }

  #wanted(branch: PoolBranch) {
    return {
      organization: branch.organization,
      unread: () => branch.unread(),
      take: (addresses: Parameters<PoolBranch['take']>[0]) => {
        branch.take(addresses);
        if (branch.arrange()) this.#announce(branch);
      },
    };
  }

  #follow(): void {
    for (const branch of this.#branches.values()) {
      const before = new Set(this.addresses(branch.organization));
      if (!branch.arrange()) continue;
      this.#announce(branch);
      const [arrived, ...more] = this.addresses(branch.organization).filter((node) => !before.has(node));
      if (arrived && more.length === 0) {
        this.#arrivals.fire(arrived);
        if (this.#watched) void this.#refine(branch, arrived);
      }
      if (this.#watched) this.#goOn(branch);
    }
  }

  /** Reads the reverse DNS that Katapult has given back to an address, which unallocating does not tell. */
  async #refine(branch: PoolBranch, { data }: PoolAddressNode): Promise<void> {
    if (data.reverseDns !== undefined) return;
    try {
      const read = await this.#inventory.readAddress(data.id);
      const isStill = branch.organization.addresses.some(
        ({ id, allocation }) => id === data.id && !allocation,
      );
      if (!isStill || read.allocation !== null) return;
      rememberAddress(branch.organization, mergeAddress(read, data));
      if (branch.arrange()) this.#announce(branch);
    } catch {
      // It is shown; only its reverse DNS stays unknown until the next refresh.
    }
  }

  /** After a failure it waits for somebody to ask again. */
  #goOn({ organization, error }: PoolBranch): void {
    if (error === undefined) void this.read(organization);
  }

  #announce(branch: PoolBranch): void {
    if (!this.#inventory.signal?.aborted) this.#changes.fire(branch.organization);
  }
}
