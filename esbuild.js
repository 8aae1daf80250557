// Bundles the extension, and beside it the simulator, which is loaded only when somebody opens the demo.
const { context, build } = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** What every bundle for VS Code's Node extension host has in common. */
const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode'],
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'info',
};

const extension = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', simulator: 'src/simulator/demo.ts' },
  outdir: 'dist',
};

async function main() {
  if (watch) await (await context(extension)).watch();
  else await build(extension);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
