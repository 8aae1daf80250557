import type { MachineNode } from '../../inventory/nodes.ts';
import type { IpAddress } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';

/** What an address is allocated to, in plain text: its name, or Katapult's word for what it is, and its id. */
export function ownerOf({ allocation }: IpAddress, machine?: MachineNode): string {
  const { id, name, type } = allocation ?? {};
  return plain(machine?.data.name ?? name ?? [type, id].filter(Boolean).join(' '));
}
