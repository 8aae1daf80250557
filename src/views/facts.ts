import { l10n } from 'vscode';
import type { IpAddress, Zone } from '../inventory/types.ts';
import type { InterfaceNode, MachineNode, Node, OrganizationNode } from '../inventory/nodes.ts';
import { plain } from '../platform/plain.ts';
import { versionWord } from './addressWords.ts';
import { lookOf } from './machineStates.ts';

/** Something that is known of a node, as a line of a tooltip or of a page. Its value is foreign text. */
export type Fact = readonly [name: string, value: string | number | undefined];

/** Everything known about a node, by name; what is not known has no value. */
export function factsOf(node: Node): Fact[] {
  switch (node.kind) {
    case 'organization':
      return organizationFacts(node);
    case 'machine':
      return machineFacts(node);
    case 'interface':
      return interfaceFacts(node);
    case 'address':
      return addressFacts(node.data, node.machine);
  }
}

/** Those facts that are known, with values that deceive nobody. */
export function known(facts: readonly Fact[]): (readonly [name: string, value: string])[] {
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, plain(String(value))] as const],
  );
}

function organizationFacts({ data, machines, addresses }: OrganizationNode): Fact[] {
  return [
    [l10n.t('Organization'), data.subDomain],
    [l10n.t('State'), data.suspended ? l10n.t('suspended') : undefined],
    [l10n.t('Virtual machines'), machines.items?.length],
    [l10n.t('IP addresses'), addresses.length || undefined],
    [l10n.t('Id'), data.id],
  ];
}

function machineFacts(node: MachineNode): Fact[] {
  const { data, details } = node;
  return [
    [l10n.t('State'), lookOf(node.state).text],
    [l10n.t('Suspended'), details?.suspended ? l10n.t('yes') : undefined],
    [l10n.t('Hostname'), data.fqdn ?? data.hostname],
    [l10n.t('Description'), details?.description],
    ...placeFacts(data.zone),
    [l10n.t('Package'), data.packageName],
    [l10n.t('CPU cores'), details?.cpuCores],
    [l10n.t('Memory'), details?.memoryInGb === undefined ? undefined : l10n.t('{0} GB', details.memoryInGb)],
    [l10n.t('Group'), details?.groupName],
    [l10n.t('Tags'), details?.tagNames.join(', ')],
    [l10n.t('Created'), data.createdAt && new Date(data.createdAt * 1000).toLocaleString()],
    [l10n.t('IP addresses'), node.addresses.map(({ address }) => address).join(', ')],
    [l10n.t('Organization'), node.parent.data.name],
    [l10n.t('Id'), data.id],
  ];
}

function placeFacts(zone: Zone | undefined): Fact[] {
  return [
    [l10n.t('Zone'), zone?.name],
    [l10n.t('Data center'), zone?.dataCenter?.name],
  ];
}

/** @param addresses those to name, unless they are shown otherwise. */
export function interfaceFacts({ data, addresses: own }: InterfaceNode, addresses = own): Fact[] {
  return [
    [l10n.t('Network'), data.network?.name],
    [l10n.t('Virtual network'), data.virtualNetwork?.name],
    [l10n.t('State'), data.state],
    [l10n.t('MAC address'), data.macAddress],
    [l10n.t('Speed'), data.speedProfileName],
    [l10n.t('IP addresses'), addresses.map(({ data }) => data.address).join(', ')],
    [l10n.t('Id'), data.id],
  ];
}

/** @param machine what it is allocated to, if it is. */
export function addressFacts(data: IpAddress, machine?: MachineNode): Fact[] {
  return [
    [l10n.t('Version'), versionWord(data.address)],
    [l10n.t('Label'), data.label],
    [l10n.t('VIP'), data.vip ? l10n.t('yes') : undefined],
    [l10n.t('Reverse DNS'), data.reverseDns],
    [l10n.t('With mask'), data.addressWithMask],
    ...subnetFacts(data),
    [l10n.t('Virtual machine'), machine?.data.name],
    [l10n.t('Id'), data.id],
  ];
}

function subnetFacts({ network, subnet }: IpAddress): Fact[] {
  return [
    [l10n.t('Network'), network?.name],
    [l10n.t('Data center'), network?.dataCenter?.name],
    [l10n.t('Subnet'), subnet?.address],
    [l10n.t('Mask'), subnet?.mask],
    [l10n.t('Gateway'), subnet?.gateway],
  ];
}
