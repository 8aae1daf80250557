// What a row of the table is.
import type { ServeOptions } from '../../../src/simulator/serve.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import type { OperationName } from '../operations.ts';
import type { Place } from '../places.ts';
import type { Strike } from '../scene.ts';

export interface TableFault {
  readonly name: string;
  /** What goes wrong at a place; several, where the fault has several forms there. */
  strikes(place: Place): readonly Strike[];
  /** The laptop sleeps while a request hangs. In milliseconds. */
  readonly sleepMs?: number;
  /** It happens once; that it goes on for ever makes no sense. */
  readonly onceOnly?: boolean;
  /** It strikes more than its place: other requests fail with it. */
  readonly everywhere?: boolean;
  /** How long an operation may take under it, where that is longer than usual. In milliseconds. */
  readonly mayTakeMs?: number;
  /** Only some operations meet it; all unless told. */
  readonly operations?: readonly OperationName[];
  /** The cloud that it needs. */
  readonly cloud?: ServeOptions;
  /** Only from the n-th request of its place on, for what happens between pages. Default 1. */
  readonly nth?: number;
}

/** A fault that replaces the answer: before the operation took effect, and after. */
export function beforeAndAfter(fault: Fault): Strike[] {
  return [
    { label: 'before', fault, when: 'before' },
    { label: 'after', fault, when: 'after' },
  ];
}

/** Operations that read lists in pages. */
export const paged: readonly OperationName[] = ['load', 'refresh'];
