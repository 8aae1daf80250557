import type { LogOutputChannel } from 'vscode';
import type { RequestRecord } from '../api/transport.ts';
import { plain } from './plain.ts';

/** What is asked of Katapult and how it answers, a line each. Nothing that it is given holds a token. */
export class Log {
  readonly #channel: LogOutputChannel;

  constructor(channel: LogOutputChannel) {
    this.#channel = channel;
  }

  /** One line a request: method, path, status, what failed, duration, Katapult's request id. */
  request({ method, path, status, requestId, durationMs, failure }: RequestRecord): void {
    const outcome = [status ?? 'no answer', failure].filter(Boolean).join(' ');
    const line = plain(`${method} ${path} ${outcome} ${durationMs} ms ${requestId ?? ''}`);
    if (failure) this.#channel.warn(line);
    else this.#channel.info(line);
  }

  info(message: string): void {
    this.#channel.info(plain(message));
  }

  /** A failure a person was told of, or a bug: whole, with its causes. */
  error(what: string, error: unknown): void {
    this.#channel.error(`${plain(what)} ${describe(error)}`);
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return plain(String(error));
  const cause = error.cause ? ` (${describe(error.cause)})` : '';
  return `${plain(error.message)}${cause}\n${stackOf(error)}`;
}

/** The places only. The message, which the stack repeats, stands before them already, made plain. */
function stackOf({ message, stack = '' }: Error): string {
  const begin = stack.indexOf(message);
  // Whatever looks like a place within the message is none.
  const places = begin < 0 ? '' : stack.slice(begin + message.length);
  return places
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
