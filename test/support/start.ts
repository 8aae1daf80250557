// npm start: a VS Code with the extension from this folder, signed in to a simulated Katapult.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension, watchExtension } from './build.ts';
import { runCommand } from './ending.ts';
import { type Simulator, startSimulator } from './katapult.ts';
import { cache, root } from './setup/kit.mjs';
import { newest } from './setup/vscode.ts';
import { startFront } from './start/front.ts';
import { refreshSettings, type Server, startServer } from './vscode/server.ts';

const help = `npm start [-- OPTIONS]
Builds the extension and shows it in VS Code ${newest}, in your browser, signed in to a simulated Katapult.
  --port N  where to listen on 127.0.0.1; any free port if that one is taken (8610)
  --vms N   how many virtual machines the cloud has (40)
  --seed N  which cloud: the same seed, the same cloud (1)
The source is watched: reload the page after a change. Ctrl+C ends everything.`;

async function start(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === undefined) {
    console.log(help);
    return 0;
  }
  const [simulator] = await Promise.all([startSimulator(options), buildExtension()]);
  const [server, watcher] = await Promise.all([startCode(simulator), watchExtension()]);
  const address = await startFront({ target: server.url, port: options.port, configure });
  console.log(`\n  VS Code   ${address}\n  Katapult  ${simulator.url}\n\n  Ctrl+C ends both.\n`);
  const first = await Promise.race([
    simulator.ended.then(() => 'The simulator'),
    server.ended.then(() => 'VS Code'),
    watcher.ended.then(() => 'The bundler'),
  ]);
  throw new Error(`${first} has ended by itself.`);
}

/** Undefined when help is asked for. */
function parseOptions(args: readonly string[]): { port: number; seed: number; vms: number } | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8610' },
      seed: { type: 'string', default: '1' },
      vms: { type: 'string', default: '40' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    port: whole('port', values.port),
    seed: whole('seed', values.seed),
    vms: whole('vms', values.vms),
  };
}

function whole(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${option} takes a whole number, not '${text}'.`);
}

/** Starts VS Code with a data folder that stays, so that the next start finds its settings again. */
async function startCode(simulator: Simulator): Promise<Server> {
  const dataFolder = join(cache, 'start');
  await refreshSettings(dataFolder, { machine: { 'katapult.apiUrl': simulator.url }, user: calm });
  return startServer({
    version: newest,
    dataFolder,
    extensionsFolder: join(dataFolder, 'extensions'),
    env: { KATAPULT_DEVELOPMENT_TOKEN: simulator.token },
  });
}

/** Settings to begin with; what the user changes stays. */
const calm = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

function configure(host: string) {
  return {
    developmentOptions: { extensions: [{ scheme: 'vscode-remote', authority: host, path: root }] },
    defaultLayout: { views: [{ id: 'katapult.virtualMachines' }] },
  } as const;
}

await runCommand(start);
