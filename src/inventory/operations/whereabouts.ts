import { hasCode } from '../../api/errors.ts';
import type { Allocation, IpAddress, NetworkInterface } from '../../api/types.ts';
import type { InterfaceNode } from '../nodes.ts';
import { unallocated } from './fit.ts';
import type { Writer } from './writer.ts';

/** The address as it stands. One that was released is allocated to nothing. @throws RequestError */
export async function addressNow({ api }: Writer, address: IpAddress): Promise<IpAddress> {
  try {
    return await api.ipAddresses.get(address.id);
  } catch (error) {
    if (hasCode(error, 'ip_address_not_found')) return unallocated(address);
    throw error;
  }
}

/** The interface if it holds the address. One that has gone holds nothing, unless its machine, in the trash, does. */
export async function holdingNow(
  writer: Writer,
  target: InterfaceNode,
  address: IpAddress,
): Promise<NetworkInterface | undefined> {
  try {
    const now = await writer.api.networkInterfaces.get(target.data.id);
    return now.ipAddresses.some(({ id }) => id === address.id) ? now : undefined;
  } catch (error) {
    if (!hasCode(error, 'virtual_machine_network_interface_not_found')) throw error;
    const now = allocatedHere(await addressNow(writer, address), target.parent.data.id);
    return now && { ...target.data, ipAddresses: [...target.data.ipAddresses, now] };
  }
}

/** What an address is allocated to; null for nothing. @throws Error when the answer does not tell, which decides nothing */
export function allocationOf({ address, allocation }: IpAddress): Allocation | null {
  if (allocation === undefined) throw new Error(`it is not told what ${address} is allocated to`);
  return allocation;
}

/** The address if it is allocated to the machine of that id. */
export function allocatedHere(address: IpAddress, machineId: string): IpAddress | undefined {
  return allocationOf(address)?.id === machineId ? address : undefined;
}

/** The address if it has left its owner: also when somebody has allocated it to something else since. */
export function gone(address: IpAddress, owner: string | undefined): IpAddress | undefined {
  const allocation = allocationOf(address);
  const elsewhere = owner !== undefined && allocation?.id !== owner;
  return allocation === null || elsewhere ? address : undefined;
}
