/** Moments of the start in the process's own timeline, for who measures: names for `performance.mark`. */
export const marks = {
  activate: 'katapult/activate',
  /** VS Code asks for rows, and is given them; until there were machines among them. */
  asked: 'katapult/asked',
  given: 'katapult/given',
} as const;
