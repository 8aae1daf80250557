/** The state of a cloud as plain data, to hold a client's belief against. */
import type { Cloud } from './cloud/cloud.ts';
import type { IpAddress, MachineState, NetworkInterface, TaskStatus, VirtualMachine } from './cloud/model.ts';
import { fqdn } from './cloud/model.ts';

export interface Snapshot {
  organizations: { id: string; name: string; subDomain: string; suspended: boolean; activated: boolean }[];
  networks: {
    id: string;
    name: string;
    kind: 'public' | 'virtual';
    dataCenter: string;
    organizationId: string | null;
  }[];
  virtualMachines: {
    id: string;
    name: string;
    fqdn: string;
    organizationId: string;
    state: MachineState;
    inTrash: boolean;
  }[];
  networkInterfaces: {
    id: string;
    virtualMachineId: string;
    networkId: string;
    state: string;
    addressIds: string[];
  }[];
  ipAddresses: AddressSnapshot[];
  tasks: { id: string; virtualMachineId: string; status: TaskStatus }[];
}

export interface AddressSnapshot {
  id: string;
  address: string;
  version: 'ipv4' | 'ipv6';
  organizationId: string;
  networkId: string;
  subnetId: string;
  reverseDns: string;
  vip: boolean;
  label: string | null;
  allocationType: string | null;
  allocationId: string | null;
  interfaceId: string | null;
}

export function snapshot(cloud: Cloud): Snapshot {
  const virtual = cloud.organizations.flatMap(({ virtualNetworks }) => virtualNetworks);
  return {
    organizations: cloud.organizations.map(({ id, name, subDomain, suspended, activatedAt }) => ({
      id,
      name,
      subDomain,
      suspended,
      activated: activatedAt !== null,
    })),
    networks: [...cloud.networks, ...virtual].map((each) => ({
      id: each.id,
      name: each.name,
      kind: each.kind,
      dataCenter: each.dataCenter.name,
      organizationId: each.kind === 'virtual' ? each.organization.id : null,
    })),
    virtualMachines: [...cloud.machines.values()].map(machineSnapshot),
    networkInterfaces: [...cloud.interfaces.values()].map(interfaceSnapshot),
    ipAddresses: [...cloud.addresses.values()].map(addressSnapshot),
    tasks: [...cloud.tasks.values()].map(({ id, machine, status }) => ({
      id,
      virtualMachineId: machine.id,
      status,
    })),
  };
}

function machineSnapshot(machine: VirtualMachine): Snapshot['virtualMachines'][number] {
  const { id, name, organization, state, trash } = machine;
  return { id, name, fqdn: fqdn(machine), organizationId: organization.id, state, inTrash: trash !== null };
}

function interfaceSnapshot({
  id,
  machine,
  network,
  state,
  addresses,
}: NetworkInterface): Snapshot['networkInterfaces'][number] {
  return {
    id,
    virtualMachineId: machine.id,
    networkId: network.id,
    state,
    addressIds: addresses.map((each) => each.id),
  };
}

function addressSnapshot({
  id,
  address,
  organization,
  subnet,
  reverseDns,
  vip,
  label,
  allocation,
}: IpAddress): AddressSnapshot {
  const target = allocation?.type === 'VirtualMachine' ? allocation.interface : null;
  const balancer = allocation?.type === 'LoadBalancer' ? allocation.loadBalancer : null;
  return {
    id,
    address,
    version: subnet.version,
    organizationId: organization.id,
    networkId: subnet.network.id,
    subnetId: subnet.id,
    reverseDns,
    vip,
    label,
    allocationType: allocation?.type ?? null,
    allocationId: target?.machine.id ?? balancer?.id ?? null,
    interfaceId: target?.id ?? null,
  };
}
