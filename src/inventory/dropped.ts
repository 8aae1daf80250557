import type { AllocatedAddress } from './allocated.ts';
import type { InterfaceNode, MachineNode } from './nodes.ts';

/** Addresses that somebody has dropped on what they are to be allocated to. */
export class Dropped {
  readonly addresses: readonly AllocatedAddress[];
  readonly target: InterfaceNode | MachineNode;

  constructor(addresses: readonly AllocatedAddress[], target: InterfaceNode | MachineNode) {
    this.addresses = addresses;
    this.target = target;
  }
}
