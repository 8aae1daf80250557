import type {
  IpAddress,
  NetworkInterface,
  Organization,
  VirtualMachine,
  VirtualMachineSummary,
} from '../api/types.ts';
import { Branch } from './branch.ts';

/** What a person sees as a row. Nodes keep their identity over refreshes; their data is replaced. */
export type Node = OrganizationNode | MachineNode | InterfaceNode | AddressNode;

/** A write that runs on a node now. */
export interface Pending {
  readonly verb:
    | 'allocating'
    | 'unallocating'
    | 'editing'
    | 'releasing'
    | 'creating'
    | 'moving'
    | 'starting'
    | 'stopping'
    | 'shutting down'
    | 'resetting';
  /** The address it is about; undefined for a new one, which has no number yet, and for a machine. */
  readonly address?: string | undefined;
}

/** The organization that owns machines and addresses. */
export class OrganizationNode {
  readonly kind = 'organization';
  readonly parent = undefined;
  readonly id: string;
  data: Organization;
  readonly machines = new Branch<MachineNode>();
  /** All its addresses, allocated or not, as last read or as changed since. */
  addresses: readonly IpAddress[] = [];
  /** When they were last read, in milliseconds since 1970. */
  addressesReadAt: number | undefined;
  /** Why the addresses could not be read, when the machines could. */
  addressesError: unknown;
  pending: Pending | undefined;

  constructor(account: string, data: Organization) {
    this.id = `${account}/${data.id}`;
    this.data = data;
  }
}

/** A virtual machine. */
export class MachineNode {
  readonly kind = 'machine';
  readonly parent: OrganizationNode;
  readonly id: string;
  data: VirtualMachineSummary;
  /** Its addresses, by the organization's list, or by its own answer once opened. */
  addresses: readonly IpAddress[] = [];
  /** Undefined until it is opened. */
  details: VirtualMachine | undefined;
  /** Its interfaces; and addresses of its own that no interface holds. */
  readonly interfaces = new Branch<InterfaceNode | AddressNode>();
  pending: Pending | undefined;

  constructor(parent: OrganizationNode, data: VirtualMachineSummary) {
    this.parent = parent;
    this.id = `${parent.id}/${data.id}`;
    this.data = data;
  }

  /** Katapult's word for the state, as far as it is known. */
  get state(): string | undefined {
    return this.details?.state ?? this.data.state;
  }

  /** Its network interfaces, once opened. */
  get networkInterfaces(): readonly InterfaceNode[] {
    return (this.interfaces.items ?? []).filter((node) => node.kind === 'interface');
  }
}

/** A network interface of a virtual machine. */
export class InterfaceNode {
  readonly kind = 'interface';
  readonly parent: MachineNode;
  readonly id: string;
  data: NetworkInterface;
  addresses: readonly AddressNode[] = [];
  pending: Pending | undefined;

  constructor(parent: MachineNode, data: NetworkInterface) {
    this.parent = parent;
    this.id = `${parent.id}/${data.id}`;
    this.data = data;
  }
}

/** An IP address where it is allocated. */
export class AddressNode {
  readonly kind = 'address';
  readonly parent: InterfaceNode | MachineNode;
  readonly id: string;
  data: IpAddress;
  pending: Pending | undefined;

  constructor(parent: InterfaceNode | MachineNode, data: IpAddress) {
    this.parent = parent;
    this.id = `${parent.id}/${data.id}`;
    this.data = data;
  }

  get machine(): MachineNode {
    return this.parent.kind === 'machine' ? this.parent : this.parent.parent;
  }
}

/** The machine that a node is, or is below of; undefined for an organization. */
export function machineOf(node: Exclude<Node, OrganizationNode>): MachineNode;
export function machineOf(node: Node): MachineNode | undefined;
export function machineOf(node: Node): MachineNode | undefined {
  switch (node.kind) {
    case 'organization':
      return undefined;
    case 'machine':
      return node;
    case 'interface':
      return node.parent;
    case 'address':
      return node.machine;
  }
}

/** Reading again goes by machine at the least: an interface's addresses come with its machine. */
export function branchOwner(node: Node): OrganizationNode | MachineNode {
  if (node.kind === 'address') return node.machine;
  return node.kind === 'interface' ? node.parent : node;
}
