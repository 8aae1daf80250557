import type { IpAddress, IpAddressChanges } from '../../api/types.ts';
import { mergeAddress } from '../join.ts';
import { showChanged, type LocatedAddress } from './fit.ts';
import { sendGuarded } from './send.ts';
import { afterwards, type Settled } from './settle.ts';
import type { Writer } from './writer.ts';

/**
 * `PATCH /ip_addresses/{ip}`: label, VIP and reverse DNS. When the answer is lost, it is done once the address reads
 * as wished.
 */
export async function editAddress(
  writer: Writer,
  located: LocatedAddress,
  changes: IpAddressChanges,
): Promise<Settled<IpAddress>> {
  const { ipAddresses } = writer.api;
  const { id } = located.address;
  const settled = await sendGuarded(
    writer,
    () => ipAddresses.update(id, changes),
    async () => asWished(await ipAddresses.get(id), changes),
  );
  return afterwards(settled, (answer) => {
    writer.inventory.wrote();
    const address = mergeAddress(answer, located.address);
    const row = showChanged(located, address);
    writer.show(located.machine ?? located.organization, row);
    return Promise.resolve(address);
  });
}

function asWished(address: IpAddress, { label, vip, reverseDns }: IpAddressChanges): IpAddress | undefined {
  const isAsWished =
    (vip === undefined || address.vip === vip) &&
    // An address that becomes no VIP loses its label, whatever was wished.
    (label === undefined || vip === false || address.label === label) &&
    (reverseDns === undefined || hostName(address.reverseDns ?? '') === hostName(reverseDns));
  return isAsWished ? address : undefined;
}

/** Names of hosts are the same in capitals, and with the dot at the end. */
function hostName(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '');
}
