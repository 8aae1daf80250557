import type { Inventory } from '../inventory.ts';
import type { MachineNode, OrganizationNode } from '../nodes.ts';
import { entryOf, type Entry, type Material } from './entry.ts';
import { materialOfAddress, materialOfMachine } from './material.ts';
import { runOf, type Run } from './run.ts';
import { sliceSize, type Slices } from '../slices.ts';

/** What can be found in one organization. */
export interface Part {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly blocks: readonly Block[];
}

/** A run of some entries, and these in the order in which they came: as long as this stays, so does the run. */
interface Block {
  readonly came: readonly Entry[];
  readonly run: Run;
}

/**
 * Makes an organization ready to be searched, from what was made before as far as it still holds.
 * @param before what was made of the same organization.
 */
export async function readPart(
  inventory: Inventory,
  organization: OrganizationNode,
  before: Part | undefined,
  slices: Slices,
): Promise<Part> {
  const entries = new Map<string, Entry>();
  const add = (material: Material) => {
    if (!entries.has(material.id))
      entries.set(material.id, entryOf(material, before?.entries.get(material.id)));
  };
  const machines = new Map<string, MachineNode>();
  for (const machine of organization.machines.items ?? []) {
    machines.set(machine.data.id, machine);
    const materials = materialOfMachine(inventory, machine);
    for (const material of materials) add(material);
    if (slices.add(materials.length)) await slices.next();
  }
  for (const address of organization.addresses) {
    const machine = machines.get(address.allocation?.id ?? '');
    add(materialOfAddress({ inventory, organization, address, machine }));
    if (slices.add(1)) await slices.next();
  }
  return { entries, blocks: await readBlocks(entries, before?.blocks ?? [], slices) };
}

async function readBlocks(
  entries: ReadonlyMap<string, Entry>,
  before: readonly Block[],
  slices: Slices,
): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const came of chunksOf(entries)) {
    const known = before[blocks.length];
    blocks.push(known && isSame(known.came, came) ? known : { came, run: runOf(came) });
    if (slices.add(came.length)) await slices.next();
  }
  return blocks;
}

/** Entries in chunks of one kind. */
function chunksOf(entries: ReadonlyMap<string, Entry>): Entry[][] {
  const chunks: Entry[][] = [];
  const open = new Map<string, Entry[]>();
  for (const entry of entries.values()) {
    const { kind } = entry.found;
    const chunk = open.get(kind);
    if (chunk && chunk.length < sliceSize) chunk.push(entry);
    else {
      const next = [entry];
      open.set(kind, next);
      chunks.push(next);
    }
  }
  return chunks;
}

function isSame(one: readonly Entry[], other: readonly Entry[]): boolean {
  return one.length === other.length && one.every((entry, index) => entry === other[index]);
}
