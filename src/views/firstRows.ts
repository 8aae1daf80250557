import { marks } from '../platform/marks.ts';
import type { Row } from './rows.ts';

/** Marks how long VS Code waits for rows, until it was given what is below organizations. */
export class FirstRows {
  #areThere = false;

  /** Does what gives rows. */
  async mark(give: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    if (this.#areThere) return give();
    performance.mark(marks.asked);
    const rows = await give();
    performance.mark(marks.given);
    this.#areThere = rows.some(({ kind }) => kind !== 'account' && kind !== 'organization');
    return rows;
  }
}
