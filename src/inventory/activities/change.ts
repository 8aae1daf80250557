import type { InterfaceNode, MachineNode } from '../nodes.ts';
import { findAddress } from '../operations/fit.ts';
import type { IpAddress, IpAddressChanges } from '../types.ts';

/** Where an address is allocated, with the names of that time. */
export interface Place {
  readonly machineId: string;
  readonly machineName: string;
  /** Undefined when nobody looked which of the machine's interfaces holds it. */
  readonly interfaceId?: string | undefined;
}

/** Where an address comes that is allocated to an interface; or to a machine, of which Katapult chooses one. */
export function placeOf(target: InterfaceNode | MachineNode): Place {
  if (target.kind === 'machine') return { machineId: target.data.id, machineName: target.data.name };
  return { ...placeOf(target.parent), interfaceId: target.data.id };
}

/** Where an address of a machine is. */
export function placeIn(machine: MachineNode, { id }: IpAddress): Place {
  const holder = findAddress(machine, id)?.parent;
  return placeOf(holder ?? machine);
}

interface Changed {
  readonly organizationId: string;
  readonly address: IpAddress;
}

/** That an address came to another place; null is none. */
export interface PlaceChange extends Changed {
  readonly kind: 'place';
  readonly from: Place | null;
  readonly to: Place | null;
  /** The reverse DNS that somebody had set and that was lost by it. */
  readonly lostReverseDns?: string | undefined;
}

/** That an address got another label, VIP or reverse DNS; only what was changed is there. */
export interface ValuesChange extends Changed {
  readonly kind: 'values';
  readonly from: IpAddressChanges;
  readonly to: IpAddressChanges;
}

/** How a write has changed an address: enough to take it back, once or again and again. */
export type Change = PlaceChange | ValuesChange;

/** Whether it took something from somebody, so that they may want it back at once. */
export function takesAway(change: Change): boolean {
  return change.kind === 'values' || change.from !== null;
}

/** The reverse DNS that a person has set: Katapult itself gives an address the name of its machine. */
export function ownReverseDns(
  { reverseDns }: IpAddress,
  machine: { readonly data: { readonly fqdn?: string | undefined } } | undefined,
): string | undefined {
  return machine && reverseDns !== machine.data.fqdn ? reverseDns : undefined;
}
