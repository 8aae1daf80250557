import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** The repository's folder. */
export const root: string;
/** The git-ignored folder for everything that set-up fetches. */
export const cache: string;

export class SetupError extends Error {}

export function run(
  program: string,
  args: readonly string[],
  options?: SpawnOptions & { onChild?: (child: ChildProcess) => void },
): Promise<number>;
export function passSignalsOn(): void;
export function countSteps(done: number, total: number): void;
export function step(
  title: string,
  isDone: () => boolean | Promise<boolean>,
  work: () => Promise<void>,
): Promise<void>;
export function withLock<T>(name: string, waiting: () => void, work: () => Promise<T>): Promise<T>;
export function isInstalled(folder: string, recipe: unknown): Promise<boolean>;
export function install(
  folder: string,
  recipe: unknown,
  build: (folder: string) => Promise<void>,
): Promise<void>;
export function npm(args: readonly string[], cwd: string): Promise<void>;
export function quietly(
  program: string,
  args: readonly string[],
  title: string,
  options?: SpawnOptions,
): Promise<void>;
