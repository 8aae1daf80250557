/** What a Katapult cloud is made of. Objects point at each other; only `shapes/` turns them into JSON. */

export interface Country {
  id: string;
  name: string;
  isoCode2: string;
  isoCode3: string;
  timeZone: string | null;
  eu: boolean;
}

export interface DataCenter {
  id: string;
  name: string;
  permalink: string;
  country: Country;
}

export interface Zone {
  id: string;
  name: string;
  permalink: string | null;
  dataCenter: DataCenter;
}

export interface Billing {
  name: string;
  lines: [string, string | null, string | null, string | null];
  postcode: string;
  vatNumber: string | null;
  phoneNumber: string;
  currency: { id: string; name: string; isoCode: string; symbol: string };
  country: Country;
}

export interface Organization {
  id: string;
  uuid: string;
  name: string;
  subDomain: string;
  infrastructureDomain: string;
  createdAt: number;
  activatedAt: number | null;
  suspended: boolean;
  managed: boolean;
  billing: Billing;
  machines: VirtualMachine[];
  addresses: IpAddress[];
  virtualNetworks: VirtualNetwork[];
}

export type IpVersion = 'ipv4' | 'ipv6';

export interface Network {
  kind: 'public';
  id: string;
  name: string;
  permalink: string | null;
  isDefault: boolean;
  dataCenter: DataCenter;
  subnets: Subnet[];
}

/** A network of one organization's own. It may have private subnets, or none. */
export interface VirtualNetwork {
  kind: 'virtual';
  id: string;
  name: string;
  dataCenter: DataCenter;
  organization: Organization;
  subnets: Subnet[];
}

export type AnyNetwork = Network | VirtualNetwork;

export interface Subnet {
  id: string;
  network: AnyNetwork;
  version: IpVersion;
  /** The first address of the block. */
  address: string;
  prefixLength: number;
  gateway: string;
  billable: boolean;
  /** What follows the dashed address in the default reverse DNS of this subnet. */
  reverseDnsSuffix: string;
  /** The next host number never used, and the last one that may be. */
  nextHost: number;
  lastHost: number;
  /** Host numbers that were released, first to be used again. */
  released: number[];
}

export type MachineState =
  | 'stopped'
  | 'failed'
  | 'started'
  | 'starting'
  | 'allocated'
  | 'allocating'
  | 'resetting'
  | 'migrating'
  | 'stopping'
  | 'shutting_down'
  | 'transferring'
  | 'orphaned';

export interface Package {
  id: string;
  name: string;
  permalink: string;
  cpuCores: number;
  ipv4Addresses: number;
  memoryInGb: number;
  storageInGb: number;
  groupId: string;
}

export interface Group {
  id: string;
  name: string;
  segregate: boolean;
  createdAt: number;
}

export interface Tag {
  id: string;
  name: string;
  color: string;
  createdAt: number;
}

export interface GpuType {
  id: string;
  name: string;
  manufacturer: string;
  memoryInGb: number;
  memoryType: string;
  permalink: string;
}

export interface Iso {
  id: string;
  name: string;
  operatingSystem: { id: string; name: string };
}

export interface TrashObject {
  id: string;
  /** Unix seconds. */
  keepUntil: number;
}

export interface VirtualMachine {
  id: string;
  name: string;
  hostname: string;
  description: string | null;
  createdAt: number;
  initialRootPassword: string | null;
  state: MachineState;
  suspended: boolean;
  zone: Zone;
  organization: Organization;
  group: Group | null;
  package: Package | null;
  /** Only for machines without a package. */
  flexible: { cpuCores: number; memoryInGb: number } | null;
  attachedIso: Iso | null;
  gpuType: GpuType | null;
  tags: Tag[];
  annotations: { key: string; value: string }[];
  interfaces: NetworkInterface[];
  trash: TrashObject | null;
}

export interface NetworkInterface {
  id: string;
  machine: VirtualMachine;
  network: AnyNetwork;
  macAddress: string;
  state: string;
  speedProfile: SpeedProfile;
  addresses: IpAddress[];
}

export interface SpeedProfile {
  id: string;
  name: string;
  permalink: string;
}

export interface LoadBalancer {
  id: string;
  name: string;
}

/** An address belongs to the machine; the interface is only where it is found. */
export type Allocation =
  | { type: 'VirtualMachine'; interface: NetworkInterface }
  | { type: 'LoadBalancer'; loadBalancer: LoadBalancer };

export interface IpAddress {
  id: string;
  organization: Organization;
  subnet: Subnet;
  host: number;
  address: string;
  reverseDns: string;
  vip: boolean;
  label: string | null;
  allocation: Allocation | null;
}

export type TaskStatus = 'pending' | 'running' | 'completed' | 'failed';

export interface Task {
  id: string;
  name: string;
  machine: VirtualMachine;
  /** The states that the machine has while the task runs and once it is done; null when the task is going to fail. */
  course: { during: MachineState; after: MachineState } | null;
  status: TaskStatus;
  /** Milliseconds of the simulator's clock. */
  createdAt: number;
  startsAt: number;
  finishesAt: number;
}

export function fqdn(machine: VirtualMachine): string {
  return `${machine.hostname}.${machine.organization.infrastructureDomain}`;
}
