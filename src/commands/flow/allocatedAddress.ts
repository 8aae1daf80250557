import { l10n } from 'vscode';
import { allocatedAddresses, allocatedTo, type AllocatedAddress } from '../../inventory/allocated.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { pick, type Choice } from '../../platform/quickPick.ts';
import { loadedOrganizations } from './choices.ts';
import { nodeOf } from './row.ts';

/**
 * The address that a row stands for; from the palette, one that is chosen. Undefined when cancelled.
 * @throws NotNow when the row is not of this inventory
 */
export async function chooseAllocated(
  inventory: Inventory,
  row: unknown,
  title: string,
): Promise<AllocatedAddress | undefined> {
  const node = nodeOf(inventory, row);
  if (node?.kind === 'address') return allocatedTo(node.machine, node.data);
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose the address'),
    load: async () => {
      await loadedOrganizations(inventory);
      return choices(allocatedAddresses(inventory));
    },
    empty: l10n.t('No address is allocated'),
  });
  return 'value' in picked ? picked.value : undefined;
}

function choices(all: readonly AllocatedAddress[]): Choice<AllocatedAddress>[] {
  const ofMachines = all.filter(({ machine }) => machine);
  const others = all.filter(({ machine }) => !machine);
  return [
    ...ofMachines.map(choice),
    ...(others.length ? [{ separator: l10n.t('Load balancers and others') }, ...others.map(choice)] : []),
  ];
}

function choice(value: AllocatedAddress): Choice<AllocatedAddress> {
  const { address, machine, interfaceName } = value;
  const to =
    machine?.data.name ?? [address.allocation?.type, address.allocation?.id].filter(Boolean).join(' ');
  return {
    value,
    key: address.id,
    label: address.address,
    description: [to, interfaceName].filter(Boolean).join(' · '),
    detail: address.label ?? address.reverseDns,
  };
}
