import type { Katapult } from '../../api/katapult.ts';
import type { IpAddress, IpVersion } from '../../api/types.ts';
import type { InterfaceNode } from '../nodes.ts';
import { ipVersion } from '../order.ts';

/** What there was right before a new address is added. */
export interface Before {
  readonly ids: ReadonlySet<string>;
  /** Whether all that could come to the interface could be read; else nothing that comes is certainly new. */
  readonly isWhole: boolean;
}

/** So many addresses come in one page: to read all of them costs no more than to read those that are free. */
const fewAddresses = 200;

/**
 * The addresses there are, as far as they could come to the interface: somebody else may allocate one of them to
 * it meanwhile, and that must not pass for the new one. Read side by side, and only what takes a request each: of
 * a large organization those that are free for the interface, beside all that the tree knows.
 * @returns why what the interface holds could not be read, if it could not.
 */
export async function knownBefore(
  api: Katapult,
  target: InterfaceNode,
  version: IpVersion,
): Promise<Before | { readonly error: unknown }> {
  const machine = target.parent;
  try {
    const [{ ipAddresses }, others] = await Promise.all([
      api.networkInterfaces.get(target.data.id),
      // Without it the address is added all the same; only a lost answer can't be settled then.
      othersThanHeld(api, target, version).catch(() => undefined),
    ]);
    const known = [...ipAddresses, ...(others ?? []), ...machine.parent.addresses, ...machine.addresses];
    return { ids: new Set(known.map(({ id }) => id)), isWhole: others !== undefined };
  } catch (error) {
    return { error };
  }
}

function othersThanHeld(api: Katapult, target: InterfaceNode, version: IpVersion): Promise<IpAddress[]> {
  const { data, addresses } = target.parent.parent;
  return addresses.length <= fewAddresses
    ? api.ipAddresses.list(data.id, undefined, { urgency: 'person' })
    : api.networkInterfaces.availableIps(target.data.id, version);
}

/** The one address that came since; two that came at once can't be told apart, so neither is claimed. */
export function onlyNew(
  addresses: readonly IpAddress[],
  before: Before,
  version: IpVersion,
): IpAddress | undefined {
  const added = addresses.filter(({ id, address }) => !before.ids.has(id) && ipVersion(address) === version);
  if (added.length > 1) throw new Error('several addresses appeared on the interface at once');
  if (added.length > 0 && !before.isWhole) throw new Error('what appeared may have been there before');
  return added[0];
}
