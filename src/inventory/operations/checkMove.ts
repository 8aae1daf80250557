import { hasCode } from '../../api/errors.ts';
import type { Katapult } from '../../api/katapult.ts';
import type { Allocation, IpAddress, Network, NetworkInterface } from '../../api/types.ts';
import { virtualMachineType } from '../join.ts';
import type { InterfaceNode, OrganizationNode } from '../nodes.ts';
import type { LocatedAddress } from './fit.ts';
import { allocationOf } from './whereabouts.ts';

/** Why an address can't be moved to a network interface. */
export type Obstacle =
  | { readonly kind: 'alreadyThere' }
  /** Versions need no look of their own: an interface takes those of its network. */
  | { readonly kind: 'otherNetwork'; readonly own: Network; readonly target: Network }
  /** A load balancer, or what else is no machine, does not give its addresses away. */
  | { readonly kind: 'notOfAMachine'; readonly allocation: Allocation }
  | { readonly kind: 'addressGone' }
  | { readonly kind: 'targetInTrash' }
  | { readonly kind: 'targetGone' };

/** What does not forbid a move, but leaves to Katapult whether the interface takes the address. */
export type Caution = 'virtualIp' | 'networkUnknown';

export type MoveCheck =
  /** `source` is the address as it stands now, which need not be as the tree shows it. */
  | { readonly kind: 'possible'; readonly source: LocatedAddress; readonly cautions: readonly Caution[] }
  | { readonly kind: 'impossible'; readonly obstacle: Obstacle };

/**
 * Decides without writing whether an address can be moved to an interface. Address, target interface and target
 * machine are read, side by side; the machine that has the address now may be down, or in the trash.
 * @throws RequestError when something can't be read for another reason than that it is not there.
 */
export async function checkMove(
  api: Katapult,
  { address, organization }: LocatedAddress,
  target: InterfaceNode,
): Promise<MoveCheck> {
  const [machine, own, networkInterface] = await Promise.allSettled([
    api.virtualMachines.get(target.parent.data.id),
    api.ipAddresses.get(address.id),
    api.networkInterfaces.get(target.data.id),
  ]);
  // The machine first: of one in the trash, the interface is not found.
  if (machine.status === 'rejected') return impossible(machine.reason);
  if (own.status === 'rejected') return impossible(own.reason);
  if (networkInterface.status === 'rejected') return impossible(networkInterface.reason);
  return decide(located(own.value, organization), networkInterface.value);
}

/** @throws what it is given, when that says something else than that something is not there */
function impossible(reason: unknown): MoveCheck {
  if (hasCode(reason, 'ip_address_not_found')) return refuse({ kind: 'addressGone' });
  if (hasCode(reason, 'object_in_trash')) return refuse({ kind: 'targetInTrash' });
  const gone = ['virtual_machine_not_found', 'virtual_machine_network_interface_not_found'];
  if (hasCode(reason, ...gone)) return refuse({ kind: 'targetGone' });
  throw reason;
}

function refuse(obstacle: Obstacle): MoveCheck {
  return { kind: 'impossible', obstacle };
}

function decide(source: LocatedAddress, target: NetworkInterface): MoveCheck {
  const { address } = source;
  const allocation = allocationOf(address);
  if (target.ipAddresses.some(({ id }) => id === address.id)) return refuse({ kind: 'alreadyThere' });
  if (allocation && (allocation.type ?? virtualMachineType) !== virtualMachineType)
    return refuse({ kind: 'notOfAMachine', allocation });
  const network = target.network ?? target.virtualNetwork;
  if (address.network && network && address.network.id !== network.id)
    return refuse({ kind: 'otherNetwork', own: address.network, target: network });
  return { kind: 'possible', source, cautions: cautionsOf(address, network) };
}

function cautionsOf({ vip, network }: IpAddress, target: Network | undefined): Caution[] {
  return [...(vip ? ['virtualIp' as const] : []), ...(network && target ? [] : ['networkUnknown' as const])];
}

/** Below the machine that has it, unless that is not listed, as one in the trash. */
function located(address: IpAddress, organization: OrganizationNode): LocatedAddress {
  const machine = organization.machines.items?.find(({ data }) => data.id === address.allocation?.id);
  return { address, organization, machine };
}
