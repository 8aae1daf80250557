import type { Katapult } from '../api/katapult.ts';
import { mergeAddress } from './join.ts';
import { adoptDetails, interfaceNode } from './machine.ts';
import type { Node } from './nodes.ts';

/** Nodes that were read by themselves already; their data holds all there is to know. */
const learned = new WeakSet<Node>();

/**
 * Reads by itself what the lists leave out of a node (a machine's state, an interface's MAC address, an
 * address's gateway), once. @throws RequestError
 */
export async function learnNode(api: Katapult, node: Node, signal: AbortSignal | undefined): Promise<void> {
  if (node.kind === 'organization' || learned.has(node)) return;
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
  learned.add(node);
}
