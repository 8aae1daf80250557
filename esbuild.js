// Bundles the extension, and beside it the simulator, which is loaded only when somebody opens the demo.
const { context, build } = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Leaves the simulator out of the extension's bundle: there, importing it loads the bundle beside. */
const simulatorApart = {
  name: 'simulator-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/simulator\/demo\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './simulator.js', external: true } : undefined,
    );
  },
};

const bundles = {
  entryPoints: { extension: 'src/extension.ts', simulator: 'src/simulator/demo.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // The extension host loads CommonJS with require.
  supported: { 'dynamic-import': false },
  external: ['vscode'],
  plugins: [simulatorApart],
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'info',
};

async function main() {
  if (watch) await (await context(bundles)).watch();
  else await build(bundles);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
