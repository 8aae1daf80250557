import type { Katapult } from '../api/katapult.ts';
import { mergeAddress } from './join.ts';
import { adoptDetails, interfaceNode } from './machine.ts';
import type { Node } from './nodes.ts';

/** What nodes hold since they were read by themselves: all there is to know, until a list replaces it. */
const learned = new WeakSet<Node['data']>();

/**
 * Reads by itself what the lists leave out of a node (a machine's state, an interface's MAC address, an
 * address's gateway), unless it was. @throws RequestError
 */
export async function learnNode(api: Katapult, node: Node, signal: AbortSignal | undefined): Promise<void> {
  if (node.kind === 'organization' || learned.has(node.data)) return;
  switch (node.kind) {
    case 'machine':
      if (node.details) return;
      adoptDetails(node, await api.virtualMachines.get(node.data.id, signal));
      break;
    case 'interface':
      interfaceNode(node.parent, await api.networkInterfaces.get(node.data.id, signal));
      break;
    case 'address':
      node.data = mergeAddress(await api.ipAddresses.get(node.data.id, signal), node.data);
  }
  learned.add(node.data);
}
