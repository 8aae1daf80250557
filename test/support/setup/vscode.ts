// VS Code from the npm registry: the package code-server holds a complete one, as a server with a web workbench.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache, install, isInstalled, npm, step } from './kit.mjs';
import { nodeBinary, nodeRelease } from './node.mjs';

/** The versions that the extension is tested in: the newest, and the oldest that its manifest admits. */
export type VSCodeVersion = '1.139.1' | '1.105.1';
export const newest: VSCodeVersion = '1.139.1';
export const oldest: VSCodeVersion = '1.105.1';

interface Recipe {
  readonly package: string;
  /** The Node it needs: the extension host of 1.105.1 hangs on 24. */
  readonly node: 22 | 24;
  /** Dependencies that its manifest takes from a git host, with what the registry has in their place. */
  readonly replace: Readonly<Record<string, string>>;
  /** Native modules worth compiling where there is a compiler; without them VS Code does less, but works. */
  readonly compile: readonly string[];
}

const recipes: Readonly<Record<VSCodeVersion, Recipe>> = {
  '1.139.1': { package: 'code-server@4.139.1', node: 24, replace: {}, compile: ['@vscode/spdlog'] },
  '1.105.1': {
    package: 'code-server@4.105.1',
    node: 22,
    replace: { '@parcel/watcher': '^2.5.1' },
    compile: [],
  },
};

/** The folder of one version, and in it the server's entry point with the Node to run it. */
export function locate(version: VSCodeVersion): { node: string; server: string } {
  const { node } = recipes[version];
  return { node: nodeBinary(node), server: join(codeFolder(folderOf(version)), 'out', 'server-main.js') };
}

/** Installs one version, and the Node it runs under, if need be. */
export async function installVSCode(version: VSCodeVersion): Promise<void> {
  const recipe = recipes[version];
  const folder = folderOf(version);
  await nodeRelease(recipe.node);
  await step(
    `VS Code ${version}`,
    () => isInstalled(folder, recipe),
    () => install(folder, recipe, (temporary) => build(temporary, recipe)),
  );
}

// No install scripts: they would compile every native module, and the workbench does without most of those.
async function build(folder: string, recipe: Recipe): Promise<void> {
  await npm(['install', '--prefix', folder, '--ignore-scripts', '--no-save', recipe.package], folder);
  const code = codeFolder(folder);
  if (Object.keys(recipe.replace).length > 0) await replaceDependencies(code, recipe.replace);
  await npm(['install', '--omit=dev', '--ignore-scripts'], code);
  await compile(code, recipe);
}

// What an extension writes into an output channel goes through spdlog: without it, the channels stay empty.
async function compile(code: string, { compile, node }: Recipe): Promise<void> {
  if (compile.length === 0) return;
  process.env['npm_config_nodedir'] = join(nodeBinary(node), '..', '..');
  await npm(['rebuild', ...compile, '--ignore-scripts=false'], code).catch(() => {
    console.error(
      `      No compiler for ${compile.join(', ')}: output channels will stay empty in this VS Code.`,
    );
  });
}

async function replaceDependencies(code: string, replace: Recipe['replace']): Promise<void> {
  const file = join(code, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
  const dependencies = { ...manifest.dependencies, ...replace };
  await writeFile(file, JSON.stringify({ ...manifest, dependencies }, null, 2));
  await rm(join(code, 'npm-shrinkwrap.json'), { force: true });
}

const folderOf = (version: VSCodeVersion) => join(cache, `vscode-${version}`);
const codeFolder = (folder: string) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
