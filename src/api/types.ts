/**
 * What the client gives: Katapult's objects in this program's words, reduced to what is used.
 * A field that is undefined was absent, null or unreadable in the answer.
 */

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly subDomain?: string | undefined;
  readonly suspended?: boolean | undefined;
}

export interface CurrentUser {
  readonly name?: string | undefined;
}

export interface DataCenter {
  readonly id: string;
  readonly name: string;
}

export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly dataCenter?: DataCenter | undefined;
}

/** A virtual machine as the list of an organization's machines shows it. */
export interface VirtualMachineSummary {
  readonly id: string;
  readonly name: string;
  readonly hostname?: string | undefined;
  readonly fqdn?: string | undefined;
  /** Unix seconds. */
  readonly createdAt?: number | undefined;
  readonly zone?: Zone | undefined;
  readonly packageName?: string | undefined;
  /** The list has not had it so far; one virtual machine has. */
  readonly state?: string | undefined;
  /** Addresses as text, without ids. */
  readonly addresses: readonly string[];
}

/** One virtual machine, read by itself. */
export interface VirtualMachine extends VirtualMachineSummary {
  readonly description?: string | undefined;
  readonly groupName?: string | undefined;
  readonly tagNames: readonly string[];
  readonly cpuCores?: number | undefined;
  readonly memoryInGb?: number | undefined;
  /** Katapult has taken it out of service. */
  readonly suspended?: boolean | undefined;
  readonly ipAddresses: readonly IpAddress[];
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly dataCenter?: DataCenter | undefined;
}

/** A network in which an organization can have addresses. */
export interface AvailableNetwork extends Network {
  /** The one of its data center where none is named; all may be that. */
  readonly isDefault: boolean;
}

export interface NetworkInterface {
  readonly id: string;
  readonly name: string;
  readonly network?: Network | undefined;
  readonly virtualNetwork?: Network | undefined;
  readonly macAddress?: string | undefined;
  /** A free word of Katapult's, like `attached` or `detached`. */
  readonly state?: string | undefined;
  readonly speedProfileName?: string | undefined;
  readonly ipAddresses: readonly IpAddress[];
}

export interface Subnet {
  readonly id: string;
  readonly address?: string | undefined;
  readonly gateway?: string | undefined;
  readonly mask?: string | undefined;
}

/** An IP address; how much of it is known depends on the endpoint. */
export interface IpAddress {
  readonly id: string;
  readonly address: string;
  readonly reverseDns?: string | undefined;
  readonly vip?: boolean | undefined;
  readonly label?: string | undefined;
  readonly addressWithMask?: string | undefined;
  readonly network?: Network | undefined;
  readonly subnet?: Subnet | undefined;
  /** Undefined when the endpoint does not tell, null when it is not allocated. */
  readonly allocation?: Allocation | null | undefined;
}

/** What an address is allocated to. `type` is Katapult's word: VirtualMachine, LoadBalancer. */
export interface Allocation {
  readonly id: string;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}

/** What may be changed of an address; what is undefined stays. */
export interface IpAddressChanges {
  readonly label?: string | undefined;
  readonly vip?: boolean | undefined;
  readonly reverseDns?: string | undefined;
}

/** What to add to an organization's addresses. */
export interface NewIpAddress {
  readonly networkId: string;
  readonly version: IpVersion;
  readonly vip?: boolean | undefined;
  /** Needed for a VIP; others have none. */
  readonly label?: string | undefined;
}

/** What Katapult does to a machine's power. */
export type PowerAction = 'start' | 'shutdown' | 'stop' | 'reset';

/** Something that Katapult does in the background. */
export interface Task {
  readonly id: string;
  readonly name?: string | undefined;
  /** Katapult's word: pending, running, completed, failed. */
  readonly status: string;
  /** Percent. */
  readonly progress?: number | undefined;
}

export type IpVersion = 'ipv4' | 'ipv6';
