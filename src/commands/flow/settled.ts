import { ProgressLocation, window } from 'vscode';
import type { Settled } from '../../inventory/operations/settle.ts';
import { plainStatus } from '../../platform/plain.ts';
import type { CommandContext } from '../context.ts';

/** What a person is told about a write. */
export interface WriteWords {
  /** While it runs. */
  readonly running: string;
  /** Begins the sentence when it failed, like "Could not allocate 1.2.3.4 to web-01." */
  readonly failed: string;
  /** Begins the sentence when it can't be known whether it happened. */
  readonly unknown: string;
  readonly done: string;
  /** When Katapult has refused it because it is so already; `done` unless told. */
  readonly already?: string;
}

/**
 * Runs a write and tells how it ended. What can't be known may be looked up again as often as one likes;
 * the write itself is never repeated.
 * @returns what it made, or undefined when it was not done, or nobody knows.
 */
export async function tellSettled<T>(
  { messages }: CommandContext,
  words: WriteWords,
  run: () => Promise<Settled<T>>,
): Promise<T | undefined> {
  const location = { location: ProgressLocation.Window, title: plainStatus(words.running) };
  let settled = await window.withProgress(location, run);
  while (settled.kind === 'unknown') {
    if (!(await messages.unknownOutcome(words.unknown, settled.error))) return undefined;
    settled = await window.withProgress(location, settled.checkAgain);
  }
  if (settled.kind === 'failed') {
    // Not awaited: the message stays as long as the person likes, the command is over.
    void messages.failed(words.failed, settled.error);
    return undefined;
  }
  messages.done((settled.refusal && words.already) ?? words.done);
  return settled.value;
}
