import { answers } from './answers.ts';
import { changes } from './changes.ts';
import { connections } from './connections.ts';
import type { TableFault } from './fault.ts';
import { pages } from './pages.ts';
import { refusals } from './refusals.ts';

/** Every row of the table. */
export const catalogue: readonly TableFault[] = [
  ...connections,
  ...answers,
  ...refusals,
  ...pages,
  ...changes,
];
