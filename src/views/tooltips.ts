import { l10n, MarkdownString } from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { IpAddress, Zone } from '../inventory/types.ts';
import type { InterfaceNode, MachineNode, OrganizationNode } from '../inventory/nodes.ts';
import type { PoolAddressNode } from '../inventory/pool/poolNodes.ts';
import { explain } from '../platform/explain.ts';
import { plain } from '../platform/plain.ts';
import { accountDescription } from './accountItem.ts';
import { versionWord } from './addressWords.ts';
import { lookOf } from './machineStates.ts';
import type { Row } from './rows.ts';

type Line = readonly [name: string, value: string | number | undefined];

/** Everything known about a row, as a heading and lines. What the API says stays text: it is never markdown. */
export function tooltip(row: Row): MarkdownString {
  switch (row.kind) {
    case 'account':
      return lines(row.session.account.name, accountLines(row));
    case 'organization':
      return lines(row.data.name, organizationLines(row));
    case 'machine':
      return lines(row.data.name, machineLines(row));
    case 'interface':
      return lines(row.data.name, interfaceLines(row));
    case 'address':
      return lines(row.data.address, addressLines(row.data, row.machine));
    case 'status':
      return new MarkdownString().appendText(row.error === undefined ? '' : explain(row.error).text);
  }
}

/** The same for an unallocated address. */
export function poolTooltip({ data }: PoolAddressNode): MarkdownString {
  return lines(data.address, addressLines(data));
}

function lines(heading: string, entries: readonly Line[]): MarkdownString {
  const markdown = new MarkdownString();
  markdown.appendMarkdown('**').appendText(plain(heading)).appendMarkdown('**\n\n');
  for (const [name, value] of entries) {
    if (value === undefined || value === '') continue;
    markdown.appendText(`${name}: ${plain(String(value))}`).appendMarkdown('  \n');
  }
  return markdown;
}

function accountLines({ session }: AccountNode): Line[] {
  const { account } = session;
  return [
    [l10n.t('API address'), account.apiUrl],
    [l10n.t('State'), accountDescription(session)],
  ];
}

function organizationLines({ data, machines, addresses }: OrganizationNode): Line[] {
  return [
    [l10n.t('Organization'), data.subDomain],
    [l10n.t('State'), data.suspended ? l10n.t('suspended') : undefined],
    [l10n.t('Virtual machines'), machines.items?.length],
    [l10n.t('IP addresses'), addresses.length || undefined],
    [l10n.t('Id'), data.id],
  ];
}

function machineLines(node: MachineNode): Line[] {
  const { data, details } = node;
  return [
    [l10n.t('State'), lookOf(node.state).text],
    [l10n.t('Hostname'), data.fqdn ?? data.hostname],
    [l10n.t('Description'), details?.description],
    ...placeLines(data.zone),
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

function placeLines(zone: Zone | undefined): Line[] {
  return [
    [l10n.t('Zone'), zone?.name],
    [l10n.t('Data center'), zone?.dataCenter?.name],
  ];
}

function interfaceLines({ data, addresses }: InterfaceNode): Line[] {
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

function addressLines(data: IpAddress, machine?: MachineNode): Line[] {
  return [
    [l10n.t('Version'), versionWord(data.address)],
    [l10n.t('Label'), data.label],
    [l10n.t('VIP'), data.vip ? l10n.t('yes') : undefined],
    [l10n.t('Reverse DNS'), data.reverseDns],
    [l10n.t('With mask'), data.addressWithMask],
    ...subnetLines(data),
    [l10n.t('Virtual machine'), machine?.data.name],
    [l10n.t('Id'), data.id],
  ];
}

function subnetLines({ network, subnet }: IpAddress): Line[] {
  return [
    [l10n.t('Network'), network?.name],
    [l10n.t('Data center'), network?.dataCenter?.name],
    [l10n.t('Subnet'), subnet?.address],
    [l10n.t('Mask'), subnet?.mask],
    [l10n.t('Gateway'), subnet?.gateway],
  ];
}
