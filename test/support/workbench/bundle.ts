// One file with all tests for the extension host, and an entry that runs them.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../setup/kit.mjs';

/** Bundles test/workbench and gives the path for VS Code's extensionTestsPath. */
export async function bundleSuite(): Promise<string> {
  const outfile = join(root, 'out', 'workbench', 'index.js');
  await build({
    entryPoints: [join(root, 'test', 'support', 'workbench', 'suite.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [testFiles],
  });
  return outfile;
}

const testFiles: Plugin = {
  name: 'test-files',
  setup(builder) {
    builder.onResolve({ filter: /^workbench-tests$/ }, ({ path }) => ({ path, namespace: 'tests' }));
    builder.onLoad({ filter: /.*/, namespace: 'tests' }, () => ({ contents: loader(), resolveDir: root }));
  },
};

function loader(): string {
  const files = globSync('test/workbench/**/*.test.ts', { cwd: root }).sort();
  const requires = files.map((file) => `require(${JSON.stringify(join(root, file))});`);
  return `export function loadTests() { ${requires.join(' ')} }`;
}
