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

/** Keeps the simulator out of the extension's bundle: it stays a file of its own, required when it is needed. */
const simulatorApart = {
  name: 'simulator-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/simulator\/demo\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './simulator.js', external: true } : undefined,
    );
  },
};

const extension = {
  ...common,
  plugins: [simulatorApart],
  supported: { 'dynamic-import': false },
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
