/** What took effect, in order: the truth against which a client's belief can be held. */

import type { IpAddress } from './cloud/model.ts';

export type OperationKind = 'allocate' | 'unallocate' | 'create' | 'release' | 'update' | 'power';

export interface Operation {
  operation: OperationKind;
  /** Unix milliseconds. */
  time: number;
  /** The request that caused it; null for what was done through the controls. */
  requestId: string | null;
  addressId: string | null;
  address: string | null;
  virtualMachineId: string | null;
  interfaceId: string | null;
}

export class OperationLog {
  readonly #entries: Operation[] = [];

  add(entry: Operation): void {
    this.#entries.push(entry);
  }

  list(): Operation[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }
}

/** What is done to an address, with where it is allocated at this moment. */
export function addressOperation(
  operation: OperationKind,
  address: IpAddress,
  time: number,
  requestId: string | null,
): Operation {
  const target = address.allocation?.type === 'VirtualMachine' ? address.allocation.interface : null;
  return {
    operation,
    time,
    requestId,
    addressId: address.id,
    address: address.address,
    virtualMachineId: target?.machine.id ?? null,
    interfaceId: target?.id ?? null,
  };
}
