// What must be ended with a command, whether it comes to its end, fails, or is told to stop.
import { constants } from 'node:os';

type Cleanup = () => Promise<void> | void;

const cleanups = new Set<Cleanup>();
let ending: Promise<void> | undefined;

/** Has `cleanup` called when the command ends; gives a function that takes that back. */
export function atEnd(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
}

/** Whether the command is coming to its end: what then ends beside it is no surprise. */
export function isEnding(): boolean {
  return ending !== undefined;
}

/**
 * Runs a command: sets the exit code it gives, prints an error's message if it fails, and ends everything that
 * was registered with atEnd — also on Ctrl+C, on SIGTERM, and when the process that started this one has gone.
 */
export async function runCommand(command: (args: readonly string[]) => Promise<number>): Promise<never> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void end(128 + constants.signals[signal]));
  }
  process.on('disconnect', () => void end(128 + constants.signals.SIGHUP));
  process.channel?.unref();
  const code = await command(process.argv.slice(2)).catch((error: unknown) => {
    // What has been told to end may well complain about it.
    if (!ending) console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  return end(code);
}

async function end(code: number): Promise<never> {
  ending ??= cleanUp();
  await ending;
  process.exit(code);
}

// The last first, one by one: what came later may build on what was there before.
async function cleanUp(): Promise<void> {
  for (let last = [...cleanups].at(-1); last; last = [...cleanups].at(-1)) {
    cleanups.delete(last);
    try {
      await last();
    } catch (error) {
      console.error(error);
    }
  }
}
