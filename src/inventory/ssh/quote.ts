/** Needs no quotes in any POSIX shell. */
const harmless = /^[\w@%+:,./-]+$/;

/** Arguments as one command line, from which a POSIX shell makes exactly these again. */
export function quote(args: readonly string[]): string {
  return args.map((arg) => (harmless.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}
