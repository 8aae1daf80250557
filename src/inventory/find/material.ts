import type { Inventory } from '../inventory.ts';
import type { InterfaceNode, MachineNode } from '../nodes.ts';
import type { Material } from './entry.ts';
import type { FoundAddress } from './found.ts';

/**
 * A machine, its interfaces once opened, and its addresses, of which each may come more than once: where most is
 * known of it first.
 */
export function materialOfMachine(inventory: Inventory, machine: MachineNode): Material[] {
  const { data, addresses, parent: organization } = machine;
  const own: Material = {
    found: { kind: 'machine', inventory, machine },
    id: data.id,
    fields: [data.name, data.hostname, data.fqdn],
    context: [organization.data.name],
  };
  const below = (machine.interfaces.items ?? []).flatMap((node) => {
    const rows = node.kind === 'interface' ? node.addresses : [node];
    const found = rows.map((row) => ({ inventory, organization, machine, address: row.data, node: row }));
    const materials = found.map(materialOfAddress);
    return node.kind === 'interface' ? [materialOfInterface(inventory, node), ...materials] : materials;
  });
  const listed = addresses.map((address) => materialOfAddress({ inventory, organization, machine, address }));
  return [own, ...below, ...listed];
}

function materialOfInterface(inventory: Inventory, node: InterfaceNode): Material {
  const { parent: machine, data } = node;
  return {
    found: { kind: 'interface', inventory, machine, node },
    id: data.id,
    fields: [data.name, data.macAddress],
    context: [machine.data.name, machine.parent.data.name],
  };
}

/** An address, by what it is and by whose it is. */
export function materialOfAddress(found: Omit<FoundAddress, 'kind'>): Material {
  const { address, machine, organization } = found;
  const owner = machine?.data.name ?? address.allocation?.name;
  return {
    found: { kind: 'address', ...found },
    id: address.id,
    fields: [address.address, address.reverseDns, address.label],
    context: [owner ?? '', organization.data.name],
  };
}
