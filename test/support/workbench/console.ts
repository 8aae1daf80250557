// The console of the extension host reaches us through the page, among all that the page itself has to say.

/** Begins what the tests, or the extension while they run, have printed. */
export const mark = '\u2063';

// The server's native modules are left out of the installation; it says so each time, and goes on without.
const missingModules = /spdlog|native-watchdog|sqlite3|bindings file|build\/Release/;

/** The text to show for one entry of the page's console, or undefined for what is not about the tests. */
export function testOutput(entry: readonly unknown[]): string | undefined {
  const [text] = entry;
  if (typeof text !== 'string' || !text.startsWith(mark) || missingModules.test(text)) return undefined;
  return text.slice(mark.length);
}
