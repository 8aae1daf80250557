// Bundles the extension, and beside it the simulator, which is loaded only when somebody opens the demo.
const { context, build } = require('esbuild');

/** Leaves the simulator out of the extension's bundle: there, importing it loads the bundle beside. */
const simulatorApart = {
  name: 'simulator-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/simulator\/demo\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './simulator.js', external: true } : undefined,
    );
  },
};

/** The options of both bundles; for production without source maps and minified. */
const bundles = (production) => ({
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
});

async function main(args) {
  const options = bundles(args.includes('--production'));
  if (args.includes('--watch')) await (await context(options)).watch();
  else await build(options);
}

module.exports = { bundles };

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
