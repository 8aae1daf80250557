/** Moments that are kept in the process's own timeline, for who measures: names for `performance.mark`. */
export const marks = {
  activate: 'katapult/activate',
  /** VS Code was given the first rows. */
  firstRows: 'katapult/firstRows',
} as const;
