// node test/support/run.mjs COMMAND [ARGUMENT…]: makes a fresh clone ready for one of the project's commands and
// runs it. This file needs nothing but Node 20 and npm; the commands are TypeScript, which Node 24 runs as it is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countSteps, passSignalsOn, root, run, SetupError } from './setup/kit.mjs';
import { nodeForTypeScript } from './setup/node.mjs';
import { packages } from './setup/packages.mjs';

/** What each command needs beyond the packages and Node; a tier of the tests needs only its own. */
const needs = {
  start: ['vscode'],
  develop: [],
  simulator: [],
  package: [],
  notices: [],
  faults: [],
  bench: ['vscode', 'chromium'],
  pictures: ['vscode', 'chromium', 'fonts'],
  test: ['vscode', 'oldest-vscode', 'chromium'],
  'test unit': [],
  'test random': [],
  'test workbench': ['vscode', 'oldest-vscode', 'chromium'],
  'test browser': ['vscode', 'oldest-vscode', 'chromium'],
  'test desktop': [],
};
/** How many steps each takes, for the count in the progress lines: a VS Code comes with the Node it runs under. */
const stepsOf = { vscode: 2, 'oldest-vscode': 2, chromium: 1, fonts: 1 };

const quiet = ['MODULE_TYPELESS_PACKAGE_JSON', 'ExperimentalWarning'].map(
  (kind) => `--disable-warning=${kind}`,
);

async function main([command, ...args]) {
  const script = join(root, 'test', 'support', `${command}.ts`);
  if (!Object.hasOwn(needs, command ?? '') || !existsSync(script)) {
    const known = Object.keys(needs).filter((name) => !name.includes(' '));
    throw new SetupError(`Usage: node test/support/run.mjs ${known.join('|')} [ARGUMENT…]`);
  }
  const wanted = needs[`${command} ${args[0]}`] ?? needs[command];
  // With a channel, by whose end the command learns that this process has gone, however it went.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const steps = 2 + wanted.reduce((sum, need) => sum + stepsOf[need], 0);
  countSteps(0, steps);
  await packages();
  const node = await nodeForTypeScript();
  const setup = join(root, 'test', 'support', 'setup', 'main.ts');
  const code =
    wanted.length > 0 ? await run(node, [...quiet, setup, '2', `${steps}`, ...wanted], { stdio }) : 0;
  return code === 0 ? run(node, [...quiet, script, ...args], { cwd: root, stdio }) : code;
}

passSignalsOn();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
