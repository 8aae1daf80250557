import pLimit from 'p-limit';
import type { Inventory } from './inventory.ts';
import { isOther } from './news.ts';
import type { MachineNode } from './nodes.ts';
import type { Reading } from './reading.ts';

/**
 * Reads the state of a machine, with what else it says of itself. Its row is drawn anew only when the state is
 * another; where its interfaces are shown they are read again, for their state follows that of the machine.
 * @throws RequestError
 */
export async function readState(
  inventory: Inventory,
  machine: MachineNode,
  { urgency, signal }: Reading = {},
): Promise<void> {
  const until = AbortSignal.any([inventory.signal, signal].filter((each) => each !== undefined));
  const { virtualMachines } = inventory.api;
  const details = await inventory.upToDate(() => virtualMachines.get(machine.data.id, until, urgency));
  const before = machine.state;
  machine.details = details;
  if (machine.state === before) return;
  if (isOther(before, machine.state) && !machine.pending) inventory.saw(new Map([[machine, 'changed']]));
  if (machine.interfaces.items) await inventory.refresh(machine);
  else inventory.changed(machine);
}

const atOnce = 6;

/** Reads the states of machines that a person is about to act on. @returns why some could not be read. */
export async function readStates(
  machines: readonly MachineNode[],
  inventoryOf: (machine: MachineNode) => Inventory,
): Promise<ReadonlyMap<MachineNode, unknown>> {
  const limit = pLimit(atOnce);
  const errors = new Map<MachineNode, unknown>();
  const read = (machine: MachineNode) =>
    readState(inventoryOf(machine), machine).catch((error: unknown) => errors.set(machine, error));
  await Promise.all(machines.map((machine) => limit(read, machine)));
  return errors;
}
