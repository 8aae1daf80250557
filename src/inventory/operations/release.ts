import { hasCode } from '../../api/errors.ts';
import type { IpAddress } from '../../api/types.ts';
import { findAddress, forgetAddress, removeAddress, type LocatedAddress } from './fit.ts';
import { sendGuarded } from './send.ts';
import { afterwards, type Settled } from './settle.ts';
import type { Writer } from './writer.ts';

/**
 * `DELETE /ip_addresses/{ip}`: the organization gives the address up for good. When the answer is lost, it is done
 * once Katapult does not find the address any more.
 */
export async function releaseAddress(
  writer: Writer,
  { address, organization, machine }: LocatedAddress,
): Promise<Settled<IpAddress>> {
  const row = machine && findAddress(machine, address.id);
  const settled = await sendGuarded<IpAddress>(
    writer,
    () => writer.api.ipAddresses.release(address.id).then(() => address),
    async () => ((await isReleased(writer, address)) ? address : undefined),
    'ip_address_not_found',
  );
  return afterwards(settled, (value) => {
    writer.inventory.wrote();
    if (machine) removeAddress(machine, address);
    forgetAddress(organization, address);
    writer.show(machine ?? organization, row);
    return Promise.resolve(value);
  });
}

async function isReleased({ api }: Writer, { id }: IpAddress): Promise<boolean> {
  try {
    await api.ipAddresses.get(id);
    return false;
  } catch (error) {
    if (hasCode(error, 'ip_address_not_found')) return true;
    throw error;
  }
}
