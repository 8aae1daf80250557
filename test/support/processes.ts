// Programs that a command starts: each in a process group of its own, ended with the command, whatever ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { atEnd } from './ending.ts';

export interface ProgramOptions {
  /** What it is called in error messages. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Gets every line of both outputs. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds: for a service until it is ready (60 000 unless told), for a program to its end (10 minutes). */
  readonly timeout?: number;
  /** Milliseconds it has to end by itself once it is told to; 5 000 unless told. */
  readonly patience?: number;
}

/** A program that is running and ready. */
export interface Service {
  /** What its line of readiness matched. */
  readonly ready: RegExpExecArray;
  /** Resolves with its exit code, as a shell counts. */
  readonly ended: Promise<number>;
  /** Ends the program and everything that it started. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program that stays, and resolves when it prints a line that matches `ready`.
 * Rejects with its last lines when it ends or takes too long before that.
 */
export async function startService(options: ProgramOptions & { readonly ready: RegExp }): Promise<Service> {
  const { name, timeout = 60_000 } = options;
  const { lines, stop, ended } = startProgram(options);
  const ready = new Promise<RegExpExecArray>((resolve) => {
    lines.listen((line) => {
      const match = options.ready.exec(line);
      if (match) resolve(match);
    });
  });
  const early = ended.then((code) => `ended with exit code ${code}`);
  const outcome = await Promise.race([
    ready,
    early,
    after(timeout, `was not ready after ${timeout / 1000} s`),
  ]);
  if (typeof outcome !== 'string') return { ready: outcome, ended, stop };
  await stop();
  throw new Error([`${name} ${outcome}. Its last lines:`, ...lines.last].join('\n  '));
}

/**
 * Runs a program to its end and resolves with its exit code, as a shell counts, and its last lines.
 * One that takes too long is ended; its exit code is then undefined.
 */
export async function runProgram(
  options: ProgramOptions,
): Promise<{ code: number | undefined; last: readonly string[] }> {
  const { lines, stop, ended } = startProgram(options);
  const code = await Promise.race([ended, after(options.timeout ?? 600_000, undefined)]);
  await stop();
  return { code, last: lines.last };
}

function startProgram(options: ProgramOptions) {
  const child = spawn(options.program, options.args, {
    env: options.env ?? process.env,
    // A group of its own: ending it ends all it started, and Ctrl+C reaches it through us only.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endOf(child);
  const stop = () => endGroup(child, ended, options.patience ?? 5_000);
  const forget = atEnd(stop);
  const kill = () => signalGroup(child, 'SIGKILL');
  process.once('exit', kill); // Should this process fail without cleaning up.
  void ended.then(() => {
    forget();
    process.off('exit', kill);
  });
  const lines = linesOf(child);
  if (options.onLine) lines.listen(options.onLine);
  return { lines, stop, ended };
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    // 'close' and not 'exit': its last lines have been read by then.
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function linesOf(child: ChildProcess) {
  const last: string[] = [];
  const listeners: ((line: string) => void)[] = [
    (line) => {
      last.push(line);
      if (last.length > 15) last.shift();
    },
  ];
  for (const input of [child.stdout, child.stderr]) {
    if (input)
      createInterface({ input }).on('line', (line) => listeners.forEach((listener) => listener(line)));
  }
  return { last, listen: (listener: (line: string) => void) => void listeners.push(listener) };
}

async function endGroup(child: ChildProcess, ended: Promise<number>, patience: number): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
  // Whatever of its group has outlived it.
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

function after<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds).unref());
}
