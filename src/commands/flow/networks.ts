import { l10n } from 'vscode';
import type { InterfaceNode } from '../../inventory/nodes.ts';
import type { IpAddress } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';

/** A network's name and data center, for the same name stands in several of them; as far as they are known. */
export function networkText(network: IpAddress['network'], dataCenter = network?.dataCenter?.name): string {
  const name = plain(network?.name ?? '');
  return dataCenter === undefined ? name : l10n.t('{0} ({1})', name, plain(dataCenter));
}

/** The same for the network of an interface, of which the machine tells the data center. */
export function networkOfText({ data, parent }: InterfaceNode): string {
  return networkText(data.network ?? data.virtualNetwork, parent.data.zone?.dataCenter?.name);
}
