import { mergeAddress } from '../join.ts';
import type { OrganizationNode } from '../nodes.ts';
import { byName, ipVersion } from '../order.ts';
import { same } from '../same.ts';
import type { IpAddress, IpVersion } from '../types.ts';
import { PoolAddressNode, PoolNetworkNode, PoolVersionNode, type PoolNetworkSort } from './poolNodes.ts';

/** What an address says of itself that stays as it is, whatever it is allocated to. */
type Lasting = Pick<IpAddress, 'id' | 'address' | 'label' | 'addressWithMask' | 'network' | 'subnet'>;

const versions: readonly IpVersion[] = ['ipv4', 'ipv6'];
const sorts: readonly PoolNetworkSort[] = ['named', 'without', 'unread'];

/** The unallocated addresses of one organization, by network and version. */
export class PoolBranch {
  readonly organization: OrganizationNode;
  /** Why it is not known what network some belong to; undefined when that went well, or was not tried yet. */
  error: unknown;
  networks: readonly PoolNetworkNode[] = [];
  readonly #read = new Map<string, Lasting>();
  readonly #networks = new Map<string, PoolNetworkNode>();
  readonly #versions = new Map<string, PoolVersionNode>();
  readonly #addresses = new Map<string, PoolAddressNode>();

  constructor(organization: OrganizationNode) {
    this.organization = organization;
  }

  /** The addresses of which nobody has read what network they belong to. */
  unread(): IpAddress[] {
    return this.#unallocated().filter((address) => this.#sortOf(address) === 'unread');
  }

  /** Takes what was read of addresses. */
  take(addresses: readonly IpAddress[]): void {
    for (const { id, address, label, addressWithMask, network, subnet } of addresses)
      this.#read.set(id, { id, address, label, addressWithMask, network, subnet });
  }

  /** Fits what the organization has now into the nodes. @returns whether that is news. */
  arrange(): boolean {
    const before = this.#shape();
    const members = new Map<PoolVersionNode, PoolAddressNode[]>();
    for (const address of this.#unallocated()) {
      const node = this.#nodeOf(address);
      const group = members.get(node.parent);
      if (group) group.push(node);
      else members.set(node.parent, [node]);
    }
    for (const node of this.#versions.values()) node.addresses = (members.get(node) ?? []).sort(byKey);
    for (const node of this.#networks.values()) node.versions = this.#versionsOf(node);
    this.networks = [...this.#networks.values()].filter(({ count }) => count > 0).sort(inOrder);
    return !same(before, this.#shape());
  }

  /** With all that was read of them. */
  #unallocated(): IpAddress[] {
    return this.organization.addresses
      .filter(({ allocation }) => allocation === null)
      .map((address) => mergeAddress(address, this.#read.get(address.id)));
  }

  #sortOf({ id, network }: IpAddress): PoolNetworkSort {
    if (network) return 'named';
    return this.#read.has(id) ? 'without' : 'unread';
  }

  #nodeOf(address: IpAddress): PoolAddressNode {
    const parent = this.#versionOf(this.#networkOf(address), address);
    const node = this.#addresses.get(address.id) ?? new PoolAddressNode(parent, this.organization, address);
    this.#addresses.set(address.id, node);
    node.parent = parent;
    node.data = address;
    return node;
  }

  #networkOf(address: IpAddress): PoolNetworkNode {
    const fresh = new PoolNetworkNode(this.organization, this.#sortOf(address), address.network);
    const node = kept(this.#networks, fresh);
    node.network = address.network;
    return node;
  }

  #versionOf(parent: PoolNetworkNode, { address }: IpAddress): PoolVersionNode {
    return kept(this.#versions, new PoolVersionNode(parent, ipVersion(address) ?? 'ipv4'));
  }

  #versionsOf(network: PoolNetworkNode): PoolVersionNode[] {
    return versions
      .map((version) => this.#versions.get(new PoolVersionNode(network, version).id))
      .filter((node) => node !== undefined)
      .filter(({ addresses }) => addresses.length > 0);
  }

  #shape(): object {
    return this.networks.map(({ id, network, versions: own }) => ({
      id,
      name: network?.name,
      versions: own.map((version) => ({
        id: version.id,
        addresses: version.addresses.map(({ data }) => data),
      })),
    }));
  }
}

function byKey(one: PoolAddressNode, other: PoolAddressNode): number {
  return one.key < other.key ? -1 : 1;
}

/** The node that was there before, or this one from now on. */
function kept<T extends { readonly id: string }>(nodes: Map<string, T>, fresh: T): T {
  const node = nodes.get(fresh.id) ?? fresh;
  nodes.set(node.id, node);
  return node;
}

function inOrder(one: PoolNetworkNode, other: PoolNetworkNode): number {
  const names = [one, other].map(({ id, network }) => ({ id, name: network?.name ?? '' }));
  const [first, second] = names;
  const bySort = sorts.indexOf(one.sort) - sorts.indexOf(other.sort);
  return bySort || (first && second ? byName(first, second) : 0);
}
