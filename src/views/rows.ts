import type { AccountNode } from '../accounts/accountNode.ts';
import type { GroupNode } from '../inventory/arrange/grouping.ts';
import type { Node, OrganizationNode } from '../inventory/nodes.ts';
import type { PoolNode } from '../inventory/pool/poolNodes.ts';

/** A row of the tree: something that exists, machines that stand together, or a word on how things stand. */
export type Row = AccountNode | Node | GroupNode | StatusRow;

/** A row of the view of unallocated addresses. */
export type PoolRow = AccountNode | OrganizationNode | PoolNode | StatusRow;

/** A row that says why there is nothing to see, or that what is seen is not all. */
export interface StatusRow {
  readonly kind: 'status';
  readonly id: string;
  readonly parent: AccountNode | Node | undefined;
  /**
   * `stale`: the rows beside it are the last good ones. `partial`: addresses are missing. `allAllocated`: there are
   * no others. `unread`: networks of addresses are not known. `filtered`: the filter lets nothing through.
   * `undecided`: what the filter asks for was not read yet of some machines.
   */
  readonly what:
    'empty' | 'failed' | 'stale' | 'partial' | 'allAllocated' | 'unread' | 'filtered' | 'undecided';
  readonly error?: unknown;
  /** When the last good rows were read, in milliseconds since 1970. */
  readonly since?: number | undefined;
  /** The organization that it is about, when its row is not above. */
  readonly about?: OrganizationNode | undefined;
  /** How many machines it is about. */
  readonly count?: number;
}
