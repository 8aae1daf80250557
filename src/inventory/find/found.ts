import type { Inventory } from '../inventory.ts';
import type { AddressNode, InterfaceNode, MachineNode, OrganizationNode } from '../nodes.ts';
import type { IpAddress } from '../types.ts';

/** Something that was looked for, and where it stands. */
export type Found = FoundMachine | FoundInterface | FoundAddress;

/** A virtual machine. */
export interface FoundMachine {
  readonly kind: 'machine';
  readonly inventory: Inventory;
  readonly machine: MachineNode;
}

/** A network interface of a machine that was opened. */
export interface FoundInterface {
  readonly kind: 'interface';
  readonly inventory: Inventory;
  readonly machine: MachineNode;
  readonly node: InterfaceNode;
}

/** An IP address, allocated or not. */
export interface FoundAddress {
  readonly kind: 'address';
  readonly inventory: Inventory;
  readonly organization: OrganizationNode;
  readonly address: IpAddress;
  /** The machine that has it; undefined for an unallocated one, a load balancer's, and one of the trash. */
  readonly machine?: MachineNode | undefined;
  /** Its row, once its machine was opened. */
  readonly node?: AddressNode | undefined;
}
