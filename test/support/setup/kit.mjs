// What every set-up piece needs: progress lines, one worker at a time, installs that are whole or absent, npm.
// Plain JavaScript without dependencies, because it also runs before there is anything but Node 20 and npm.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[\\/]$/, '');
export const cache = join(root, '.vscode-test');

/** A set-up failure in words a person can act on; it is printed without a stack. */
export class SetupError extends Error {}

const say = (text) => process.stderr.write(text);
const children = new Set();

/** Runs a program to its end. Ends it when this process is told to end. Resolves with its exit code, as a shell counts. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    children.add(child);
    options.onChild?.(child);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/**
 * Ends the programs that run() has under way, and then this one, on SIGINT, SIGTERM and SIGHUP, and when what
 * started this one has gone: npm's shell dies of a signal without passing it on.
 * A terminal has already sent Ctrl+C to the whole group: what runs under this must stand hearing it twice.
 */
export function passSignalsOn() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => passOn(signal));
  process.on('disconnect', () => passOn('SIGHUP'));
  process.channel?.unref();
  if (process.env.npm_lifecycle_event && !process.channel) watchParent(process.ppid);
}

function passOn(signal) {
  for (const child of children) child.kill(signal);
  if (children.size === 0) process.exit(128 + constants.signals[signal]);
}

function watchParent(parent) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    passOn('SIGHUP');
  }, 500);
  watch.unref();
}

let steps = { done: 0, total: 0 };

/** Sets where the counting of steps begins: `done` before this process, `total` in all. */
export function countSteps(done, total) {
  steps = { done, total };
}

/**
 * One piece of set-up: silent when `isDone()` says there is nothing to do, otherwise `[2/5] title … 12 s`.
 * Two commands that need the same piece at once do it once.
 */
export async function step(title, isDone, work) {
  steps.done += 1;
  if (await isDone()) return;
  const began = Date.now();
  say(`[${steps.done}/${steps.total}] ${title} …`);
  try {
    const waited = () => say(' (another command is at it, waiting) …');
    await withLock(title.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-'), waited, async () => {
      if (!(await isDone())) await work();
    });
    say(` ${Math.max(1, Math.round((Date.now() - began) / 1000))} s\n`);
  } catch (error) {
    say(' failed\n');
    throw error;
  }
}

const heartbeat = 2_000;
const abandonedAfter = 20_000;

/** Does `work` while no other process that asks for the same lock does; a dead owner's lock is taken over. */
export async function withLock(name, waiting, work) {
  const file = join(cache, 'locks', name);
  await mkdir(dirname(file), { recursive: true });
  for (let told = false; !(await takeLock(file));) {
    if (!told) waiting();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
    await removeAbandoned(file);
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(file, { force: true });
  }
}

async function takeLock(file) {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function removeAbandoned(file) {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const silent = Date.now() - mtimeMs > abandonedAfter;
    if (!silent && (owner === '' || isAlive(Number(owner)))) return;
    // Renamed first: of two that wait, only one takes the old lock away, and neither takes a new one.
    const mine = `${file}.${randomUUID()}`;
    await rename(file, mine);
    await rm(mine, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether `folder` was installed whole, by this recipe. */
export async function isInstalled(folder, recipe) {
  try {
    return (await readFile(join(folder, 'recipe.json'), 'utf8')) === JSON.stringify(recipe);
  } catch {
    return false;
  }
}

/**
 * Lets `build(temporaryFolder)` fill a folder and gives it its name only when it is complete, so that a killed
 * install leaves nothing that looks like one. `recipe` says what was installed: another recipe installs anew.
 * Call it inside a step: leftovers of killed installs are swept away on the belief that nobody else is at it.
 */
export async function install(folder, recipe, build) {
  const parent = dirname(folder);
  const prefix = `${basename(folder)}.installing-`;
  await mkdir(parent, { recursive: true });
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const name of leftovers) await rm(join(parent, name), { recursive: true, force: true });

  const temporary = join(parent, prefix + randomUUID());
  await mkdir(temporary);
  try {
    await build(temporary);
    await writeFile(join(temporary, 'recipe.json'), JSON.stringify(recipe));
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Runs npm in a folder, quietly; when it fails, its last lines are in the error. */
export async function npm(args, cwd) {
  const [program, ...first] = npmCommand();
  await quietly(program, [...first, ...args], `npm ${args.join(' ')}`, {
    cwd,
    shell: process.platform === 'win32' && first.length === 0,
  });
}

/** The npm that started us, with the Node that runs it; otherwise the one on the path. */
function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli && basename(cli) === 'npm-cli.js') return [node ?? process.execPath, cli];
  return ['npm'];
}

/** Runs a program without showing its output, unless it fails: then the last lines are in the error. */
export async function quietly(program, args, title, options = {}) {
  let output = '';
  const collect = (data) => (output += data);
  const onChild = (child) => {
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
  };
  const stdio = ['ignore', 'pipe', 'pipe'];
  const code = await run(program, args, { ...options, stdio, onChild }).catch((error) => {
    throw new SetupError(`${title} could not be started: ${error.message}. Is it installed and on the PATH?`);
  });
  if (code === 0) return;
  const lines = output.trimEnd().split('\n').slice(-15);
  throw new SetupError(`${title} failed with exit code ${code}. Its last lines:\n  ${lines.join('\n  ')}`);
}
