/** What carries the operations out, as one part: it is loaded with the first of them. */
export { allocateNew, allocateToInterface, allocateToMachine, unallocate } from './allocation.ts';
export { checkMove } from './checkMove.ts';
export { createAddress } from './create.ts';
export { editAddress } from './edit.ts';
export { Move } from './move.ts';
export { switchMachine } from './power.ts';
export { releaseAddress } from './release.ts';
