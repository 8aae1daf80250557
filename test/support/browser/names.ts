// Finding things by what they are called.

/** Matches what begins with a name, and goes on, if at all, with another word: 10.0.0.1 does not find 10.0.0.11. */
export function startingWith(name: string): RegExp {
  return new RegExp(`^${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\w.:-]*\\w)`);
}
