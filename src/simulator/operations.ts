/** What took effect, in order: the truth against which a client's belief can be held. */

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
