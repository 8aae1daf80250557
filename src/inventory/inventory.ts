import type { Katapult } from '../api/katapult.ts';
import type { AvailableNetwork, IpAddress, IpVersion, Organization } from '../api/types.ts';
import { Branch, sameItems } from './branch.ts';
import { CatchUp } from './snapshot/catchUp.ts';
import { Emitter } from './emitter.ts';
import { Joined } from './joined.ts';
import { learnNode } from './learn.ts';
import { adoptListed } from './listed.ts';
import { adoptMachine, readMachine, said } from './machine.ts';
import { lookAround, newsSince, type News } from './news.ts';
import { branchOwner, OrganizationNode, type InterfaceNode, type MachineNode, type Node } from './nodes.ts';
import { byName } from './order.ts';
import { isGivenUp, readingFor, type Quiet, type Reading } from './reading.ts';
import { adoptAddresses, readListed } from './readListed.ts';
import { refilled } from './snapshot/refill.ts';
import { same } from './same.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/** What changed: a node with all below it, or everything. */
export type Change = Node | undefined;

/** What an inventory needs beside Katapult. */
export interface InventoryOptions {
  /** First part of every node's id, so that two accounts never share one. */
  readonly account: string;
  readonly now?: () => number;
  /** Drops answers that arrive after the account was closed. */
  readonly signal?: AbortSignal;
  /** What was kept from before, to be shown until it was read again. */
  readonly restore?: () => Promise<Snapshot | undefined>;
}

/** Writes that come in a row must not keep a reading from its end. */
const readingsAtMost = 4;

/**
 * What exists in the organizations of one account, as far as it was looked at.
 *
 * Reading: organizations; for each the pages of machines and of addresses side by side, joined on what an
 * address is allocated to; interfaces and details when a machine is opened.
 */
export class Inventory {
  readonly organizations = new Branch<OrganizationNode>();
  readonly api: Katapult;
  readonly #options: InventoryOptions;
  readonly #changes = new Emitter<Change>();
  readonly #news = new Emitter<News>();
  readonly #catchUp: CatchUp;
  #restoring: Promise<void> | undefined;
  /** Machines whose interfaces are on screen: a refresh of everything reads them again. */
  readonly #opened = new Set<MachineNode>();
  #writes = 0;
  /** Gives up the refresh for which nobody waits. */
  #quiet: AbortController | undefined;
  readonly #refreshing = new Joined<OrganizationNode | MachineNode | undefined>();

  constructor(api: Katapult, options: InventoryOptions) {
    this.api = api;
    this.#options = options;
    this.#catchUp = new CatchUp(options.signal);
    this.onDidCatchUp = this.#catchUp.onDidChange;
  }

  /** Fires the smallest node that holds all that changed. */
  readonly onDidChange = this.#changes.event;

  /** Fires what somebody else has done, as a later look has shown. */
  readonly onDidSeeNews = this.#news.event;

  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }

  /** While what is shown was kept from before: when it was read, in milliseconds since 1970. */
  get asOf(): number | undefined {
    return this.#catchUp.asOf;
  }

  /** Fires when {@link asOf} becomes something else. */
  readonly onDidCatchUp: CatchUp['onDidChange'];

  readonly now = (): number => (this.#options.now ?? Date.now)();

  /** Announces a change that somebody else has made to a node. */
  changed(node: Change): void {
    if (!this.signal?.aborted) this.#changes.fire(node);
  }

  /** Tells what somebody else has done since the last look. */
  saw(news: News): void {
    if (news.size > 0 && !this.signal?.aborted) this.#news.fire(news);
  }

  /** A write has taken effect: what was asked before it may be answered from before it. */
  wrote(): void {
    this.#writes++;
  }

  /** Reads, and once more when a write came in between, so that its effect is not undone on screen. */
  async upToDate<T>(read: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const writes = this.#writes;
      const result = await read();
      if (writes === this.#writes || attempt === readingsAtMost) return result;
    }
  }

  /** True when a person needs no row for the organization, because there is only one. */
  get singleOrganization(): OrganizationNode | undefined {
    const items = this.organizations.items;
    return items?.length === 1 ? items[0] : undefined;
  }

  /** All machines that have been read, of every organization. */
  get machines(): readonly MachineNode[] {
    return (this.organizations.items ?? []).flatMap(({ machines }) => machines.items ?? []);
  }

  /** Loads what is below a node (or the top) unless it is there. A failure is kept in the branch, never thrown. */
  async open(node?: Node): Promise<void> {
    if (node?.kind === 'address' || node?.kind === 'interface') return;
    await (this.#restoring ??= this.#restore());
    if (!this.#branch(node).untouched) return;
    await this.#load(node);
  }

  /** Shows what was kept from before, to be read again once that is on screen. */
  async #restore(): Promise<void> {
    const snapshot = await this.#options.restore?.();
    if (!snapshot || !this.organizations.untouched || this.signal?.aborted) return;
    this.organizations.fill(refilled(snapshot, this.#options.account), snapshot.at);
    this.#catchUp.begin(snapshot.at, () => this.refresh());
  }

  /** What was kept from before is on screen: now it may be read again. */
  catchUp(): void {
    this.#catchUp.go();
  }

  /**
   * Reads a node (or everything that was looked at) again. Failures stay in the branches. Whoever asks while
   * the same is being read waits for that: a burst of clicks is one refresh. But who sees that a part of it has
   * failed already, and wants it again, is not put off with that failure.
   */
  refresh(node?: Node): Promise<void> {
    this.#quiet?.abort();
    const target = node && branchOwner(node);
    return this.#refreshing.run(target, () => this.#refresh(target), !this.#hasFailed(target));
  }

  /** Whether anything that a refresh reads could not be read, and is not being read again. */
  #hasFailed(target: OrganizationNode | MachineNode | undefined): boolean {
    const below = target ? [] : (this.organizations.items ?? []).map(({ machines }) => machines);
    return [this.#branch(target), ...below].some(({ error, loading }) => error !== undefined && !loading);
  }

  /**
   * The same with everything while nobody waits for it, until `looking` aborts. Whoever asks meanwhile has it at once.
   */
  async refreshQuietly(looking?: AbortSignal): Promise<void> {
    if (this.#refreshing.size > 0 || this.organizations.untouched) return;
    this.#quiet = new AbortController();
    const given = AbortSignal.any([this.#quiet.signal, looking ?? []].flat());
    await this.#refresh(undefined, { urgency: 'quiet', given });
  }

  async #refresh(target: OrganizationNode | MachineNode | undefined, quiet?: Quiet): Promise<void> {
    const writes = this.#writes;
    // What was kept from the last time may be weeks old: then everything would be news.
    const before = this.asOf === undefined ? lookAround(this.organizations) : undefined;
    await this.#reload(target, quiet);
    if (before && writes === this.#writes) this.saw(newsSince(before, lookAround(this.organizations)));
  }

  async #reload(target: OrganizationNode | MachineNode | undefined, quiet?: Quiet): Promise<void> {
    await this.#load(target, quiet);
    if (target?.kind === 'machine') return;
    // Whoever has stopped waiting for the first reading does not want to wait for the next.
    if (!target && isGivenUp(this.organizations.error)) return;
    const organizations = target ? [target] : (this.organizations.items ?? []);
    const looked = organizations.filter(({ machines }) => target || !machines.untouched);
    if (!target) await Promise.all(looked.map((organization) => this.#load(organization, quiet)));
    await Promise.all(this.#openedBelow(looked).map((machine) => this.#load(machine, quiet)));
  }

  /**
   * Reads by itself what the lists leave out of a node; what can't be read stays unknown.
   * Announces nothing: a row that is drawn anew loses the tooltip for which this is read.
   */
  async learn(node: Node): Promise<void> {
    try {
      await learnNode(this.api, node, this.signal);
    } catch {
      // The transport has logged it, and the row shows what is known.
    }
  }

  /**
   * The organization's addresses that any of the interfaces can take, each once.
   * @param closed aborts when nobody waits for them any more. @throws RequestError
   */
  async availableAddresses(interfaces: readonly InterfaceNode[], closed?: AbortSignal): Promise<IpAddress[]> {
    const versions: readonly IpVersion[] = ['ipv4', 'ipv6'];
    const signal = AbortSignal.any([closed, this.signal].filter((each) => each !== undefined));
    const { networkInterfaces } = this.api;
    const lists = await Promise.all(
      interfaces.flatMap(({ data }) =>
        versions.map((version) => networkInterfaces.availableIps(data.id, version, signal)),
      ),
    );
    return [...new Map(lists.flat().map((address) => [address.id, address])).values()];
  }

  /** The networks in which an organization can have addresses. @throws RequestError */
  availableNetworks({ data }: OrganizationNode): Promise<AvailableNetwork[]> {
    return this.api.organizations.availableNetworks(data.id, this.signal);
  }

  /** One address with everything that Katapult tells of it. @throws RequestError */
  readAddress(id: string): Promise<IpAddress> {
    return this.api.ipAddresses.get(id, this.signal);
  }

  /** Tells which machines are open on screen. */
  setOpened(node: Node, opened: boolean): void {
    if (node.kind !== 'machine') return;
    if (opened) this.#opened.add(node);
    else this.#opened.delete(node);
  }

  #branch(node: OrganizationNode | MachineNode | undefined): Branch<Node> {
    if (!node) return this.organizations;
    return node.kind === 'organization' ? node.machines : node.interfaces;
  }

  async #load(node: OrganizationNode | MachineNode | undefined, quiet?: Quiet): Promise<void> {
    if (!node) await this.#loadOrganizations(quiet);
    else if (node.kind === 'organization') await this.#loadMachines(node, quiet);
    else await this.#loadInterfaces(node, quiet);
  }

  async #loadOrganizations(quiet?: Quiet): Promise<void> {
    const branch = this.organizations;
    const before = { items: branch.items, error: branch.error };
    const { signal, urgency } = readingFor(this.signal, quiet);
    const read = async () => this.#reconcile(await this.api.organizations.list(signal, urgency));
    await branch.load(read, this.now, quiet?.given);
    if (!sameItems(before.items, branch.items) || before.error !== branch.error) this.changed(undefined);
  }

  #reconcile(organizations: readonly Organization[]): OrganizationNode[] {
    const known = new Map(this.organizations.items?.map((node) => [node.data.id, node]));
    return [...organizations].sort(byName).map((data) => {
      const node = known.get(data.id) ?? new OrganizationNode(this.#options.account, data);
      if (!same(node.data, data)) node.data = data; // By the object is seen whether it has changed.
      return node;
    });
  }

  async #loadMachines(organization: OrganizationNode, quiet?: Quiet): Promise<void> {
    const branch = organization.machines;
    const before = { items: branch.items, error: branch.error, addressesError: organization.addressesError };
    const changed: MachineNode[] = [];
    const reading = readingFor(this.signal, quiet);
    await branch.load(() => this.#readMachines(organization, changed, reading), this.now, quiet?.given);
    const whole =
      !sameItems(before.items, branch.items) ||
      before.error !== branch.error ||
      before.addressesError !== organization.addressesError;
    if (whole) this.changed(this.singleOrganization ? undefined : organization);
    else for (const machine of changed) this.changed(machine);
  }

  async #readMachines(
    organization: OrganizationNode,
    changed: MachineNode[],
    reading: Reading,
  ): Promise<readonly MachineNode[]> {
    const { addresses, listed } = await this.upToDate(() => readListed(this.api, organization, reading));
    adoptAddresses(organization, addresses, this.now());
    for (const machine of listed.machines) if (!this.#opened.has(machine)) machine.interfaces.forget();
    changed.push(...adoptListed(listed));
    return listed.machines;
  }

  async #loadInterfaces(machine: MachineNode, quiet?: Quiet): Promise<void> {
    const reading = readingFor(this.signal, quiet);
    const read = () => readMachine(this.api, machine.data.id, reading);
    const load = async () => adoptMachine(machine, await this.upToDate(read));
    const before = quiet && said(machine);
    await machine.interfaces.load(load, this.now, quiet?.given);
    // A row that is drawn anew for nothing may lose a click, and its tooltip.
    if (!before || !same(before, said(machine))) this.changed(machine);
  }

  #openedBelow(organizations: readonly OrganizationNode[]): MachineNode[] {
    const present = new Set(organizations.flatMap(({ machines }) => machines.items ?? []));
    return [...this.#opened].filter((machine) => present.has(machine));
  }
}
