import type { IpAddress, Network, Organization, Zone } from '../../api/types.ts';
import type { AddressNode, InterfaceNode, MachineNode, Node, OrganizationNode } from '../nodes.ts';

/** A JSON object; what is undefined stays out of its text. */
export type Document = Readonly<Record<string, unknown>>;

/**
 * What is known of a node, for people and their scripts. Each field is named here: what Katapult tells beside, such
 * as a root password or a billing address, can't get in.
 */
export function documentOf(node: Node): Document {
  switch (node.kind) {
    case 'organization':
      return organizationDocument(node);
    case 'machine':
      return machineDocument(node);
    case 'interface':
      return { ...interfaceFields(node), virtualMachine: nameOf(node.parent.data) };
    case 'address':
      return addressDocument(node);
  }
}

function organizationDocument({ data, machines, addresses }: OrganizationNode): Document {
  return {
    ...organizationFields(data),
    suspended: data.suspended,
    virtualMachines: machines.items?.map((machine) => ({
      ...nameOf(machine.data),
      ipAddresses: machine.addresses.map(({ address }) => address),
    })),
    ipAddressCount: addresses.length,
  };
}

function machineDocument(machine: MachineNode): Document {
  const { data, details, state, parent } = machine;
  const { id, name, hostname, fqdn, createdAt, zone, packageName } = data;
  return {
    ...{ id, name, hostname, fqdn, state },
    suspended: details?.suspended,
    description: details?.description,
    createdAt: createdAt === undefined ? undefined : dateText(createdAt),
    organization: organizationFields(parent.data),
    zone: zone && zoneFields(zone),
    package: packageName,
    cpuCores: details?.cpuCores,
    memoryInGb: details?.memoryInGb,
    group: details?.groupName,
    tags: details?.tagNames,
    ipAddresses: machine.addresses.map(addressFields),
    networkInterfaces: machine.interfaces.items && machine.networkInterfaces.map(interfaceFields),
  };
}

function interfaceFields({ data, addresses }: InterfaceNode): Document {
  const { id, name, network, virtualNetwork, macAddress, state, speedProfileName } = data;
  return {
    ...{ id, name, state, macAddress },
    speedProfile: speedProfileName,
    network: network && networkFields(network),
    virtualNetwork: virtualNetwork && networkFields(virtualNetwork),
    ipAddresses: addresses.map((address) => addressFields(address.data)),
  };
}

function addressDocument({ data, parent, machine }: AddressNode): Document {
  return {
    ...addressFields(data),
    virtualMachine: nameOf(machine.data),
    networkInterface: parent.kind === 'interface' ? nameOf(parent.data) : undefined,
  };
}

function addressFields({
  id,
  address,
  addressWithMask,
  reverseDns,
  label,
  vip,
  ...more
}: IpAddress): Document {
  const { network, subnet, allocation } = more;
  return {
    ...{ id: id.startsWith('text:') ? undefined : id, address, addressWithMask, reverseDns, label, vip },
    network: network && networkFields(network),
    subnet: subnet && { id: subnet.id, address: subnet.address, mask: subnet.mask, gateway: subnet.gateway },
    allocation: allocation && { type: allocation.type, id: allocation.id, name: allocation.name },
  };
}

function organizationFields({ id, name, subDomain }: Organization): Document {
  return { id, name, subDomain };
}

function zoneFields({ id, name, dataCenter }: Zone): Document {
  return { id, name, dataCenter: dataCenter && nameOf(dataCenter) };
}

function networkFields({ id, name, dataCenter }: Network): Document {
  return { id, name, dataCenter: dataCenter && nameOf(dataCenter) };
}

function nameOf({ id, name }: { readonly id: string; readonly name: string }): Document {
  return { id, name };
}

/** Undefined for a number that is no time. @param seconds since 1970 */
function dateText(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
