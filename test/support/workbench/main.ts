// node workbench/main.ts VERSION: runs the bundled tests in one VS Code, with a simulator of their own.
// KATAPULT_EXECUTABLE is what to start: desktop VS Code, or what stands in for it and takes the VERSION.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { atEnd, runCommand } from '../ending.ts';
import { type Simulator, startSimulator } from '../katapult.ts';
import { root } from '../setup/kit.mjs';
import { writeSettings } from '../vscode/server.ts';

await runCommand(async ([version = '']) => {
  const profile = await mkdtemp(join(tmpdir(), 'katapult-workbench-'));
  atEnd(() => rm(profile, { recursive: true, force: true }));
  // So many tests in one minute would meet the rate limit.
  const simulator = await startSimulator({ permitted: 100_000 });
  await writeProfile(profile, simulator);
  const running = runTests({
    vscodeExecutablePath: process.env['KATAPULT_EXECUTABLE'],
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'out', 'workbench', 'index.js'),
    launchArgs: [`--user-data-dir=${profile}`, `--extensions-dir=${join(profile, 'extensions')}`],
    extensionTestsEnv: {
      KATAPULT_NODE: process.execPath,
      KATAPULT_VSCODE: version,
      KATAPULT_SIMULATOR_URL: simulator.url,
      KATAPULT_SIMULATOR_TOKEN: simulator.token,
    },
  });
  const code = running.catch(() => 1);
  // Told to end, it ends by itself and leaves nothing behind: give it the time.
  atEnd(() => code.then(() => undefined));
  return code;
});

// The server reads settings of the scope machine from a place of their own, the desktop from the user's.
async function writeProfile(profile: string, simulator: Simulator): Promise<void> {
  const machine = { 'katapult.apiUrl': simulator.url };
  // What is asked of Katapult is what the tests do.
  const user = { 'katapult.refreshInterval': 0, 'katapult.readStates': false };
  await writeSettings(profile, { machine, user });
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify({ ...user, ...machine }));
}
