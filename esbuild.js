// Bundles the extension: what it needs from the start in extension.js, and what is loaded on demand beside it.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';

/** node-fetch brings streams for versions of Node that had none; every VS Code that is supported has them. */
const streamsOfNode = {
  name: 'streams-of-node',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]fetch-blob[\\/]streams\.cjs$/ }, () => ({ contents: '' }));
  },
};

/** The options of the bundle; for production without source maps and minified. */
export const bundles = (production) => ({
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  // Modules, so that whatever is imported dynamically gets a file of its own and shares the rest.
  format: 'esm',
  splitting: true,
  chunkNames: 'part-[name]-[hash]',
  target: 'node22',
  external: ['vscode'],
  plugins: [streamsOfNode],
  charset: 'utf8',
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'info',
});

async function main(args) {
  const options = bundles(args.includes('--production'));
  // The names of parts change with what is in them.
  await rm(join(import.meta.dirname, options.outdir), { recursive: true, force: true });
  if (args.includes('--watch')) await (await context(options)).watch();
  else await build(options);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
