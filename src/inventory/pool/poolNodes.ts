import type { Network } from '../../api/types.ts';
import type { OrganizationNode } from '../nodes.ts';
import { addressKey } from '../order.ts';
import type { IpAddress, IpVersion } from '../types.ts';

/** A row of an organization's unallocated addresses. Nodes keep their identity; what is in them is replaced. */
export type PoolNode = PoolNetworkNode | PoolVersionNode | PoolAddressNode;

/** `without`: Katapult names no network. `unread`: it was not asked yet, or could not be. */
export type PoolNetworkSort = 'named' | 'without' | 'unread';

/** A network with its unallocated addresses; or those whose network is not known. */
export class PoolNetworkNode {
  readonly kind = 'poolNetwork';
  readonly parent: OrganizationNode;
  readonly id: string;
  readonly sort: PoolNetworkSort;
  network: Network | undefined;
  versions: readonly PoolVersionNode[] = [];

  constructor(parent: OrganizationNode, sort: PoolNetworkSort, network: Network | undefined) {
    this.parent = parent;
    this.id = `${parent.id}/pool/${sort}/${network?.id ?? ''}`;
    this.sort = sort;
    this.network = network;
  }

  get addresses(): readonly PoolAddressNode[] {
    return this.versions.flatMap(({ addresses }) => addresses);
  }

  /** How many addresses there are. */
  get count(): number {
    return this.addresses.length;
  }
}

/** The addresses of one version in a network. */
export class PoolVersionNode {
  readonly kind = 'poolVersion';
  readonly parent: PoolNetworkNode;
  readonly id: string;
  readonly version: IpVersion;
  addresses: readonly PoolAddressNode[] = [];

  constructor(parent: PoolNetworkNode, version: IpVersion) {
    this.parent = parent;
    this.id = `${parent.id}/${version}`;
    this.version = version;
  }
}

/** An unallocated address. It moves once its network is known. */
export class PoolAddressNode {
  readonly kind = 'poolAddress';
  readonly id: string;
  /** Sorts like its address. */
  readonly key: string;
  parent: PoolVersionNode;
  data: IpAddress;

  constructor(parent: PoolVersionNode, organization: OrganizationNode, data: IpAddress) {
    this.id = `${organization.id}/pool/${data.id}`;
    this.key = addressKey(data.address);
    this.parent = parent;
    this.data = data;
  }
}
