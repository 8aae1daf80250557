/** Longest piece of foreign text that a row or a dialog shows, and longest message that such pieces are part of. */
const longest = 300;
const longestMessage = 1_000;

// Control characters would forge lines; bidirectional ones would turn the order of what is read.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** Foreign text (names, labels, descriptions from the API) as one short line without characters that deceive. */
export function plain(text: string, most = longest): string {
  const line = text.replace(unprintable, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The same for a notification, which would make links of `[text](address)`. */
export function plainMessage(text: string): string {
  return plain(text, longestMessage).replaceAll('](', '] (');
}

/** The same for a quick pick, which would make icons of `$(name)`. */
export function plainPick(text: string): string {
  return plain(text).replaceAll('$(', '\\$(');
}

/** The same for the status bar, which would make both. */
export function plainStatus(text: string): string {
  return plainMessage(text).replaceAll('$(', '\\$(');
}
